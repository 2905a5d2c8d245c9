// Converts one node of a scenario to a typed value, with diagnostics.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/catalogue.h"
#include "engine/base/quantity.h"
#include "models/scenario/fields.h"

namespace waste {

class ValueReader {
 public:
  /// Numbers and dates of a section that may have ranges may be ranges; their value is the mode.
  ValueReader(Fields& fields, std::string name);

  bool text(const Node& node, std::string& value);
  /// The limits are in `unit`. A number without limits is a defect of the program.
  bool integer(const Node& node, const char* unit, std::int64_t& value, Limits limits);
  bool number(const Node& node, const char* unit, double& value, Limits limits);
  bool date(const Node& node, sim::Time& value);  // also "never"
  bool yes_no(const Node& node, bool& value);

  /// Reports keys of a map that are not among `known`; true if there are none.
  bool only_keys(const Node& map, const std::vector<std::string>& known);
  /// Reports the name of a `what` that does not exist, with the nearest of those that do.
  void unknown(const Node& node, const std::string& what, const std::string& name, const std::vector<std::string>& known);
  /// Reports a word that is not among `known`: hints at the nearest one, or else at what `advice` says.
  void refuse(const Node& node, const sim::Message& message, const sim::Message& advice, const std::string& what, const std::string& word,
              const std::vector<std::string>& known);

  void error(const Node& node, std::string code, sim::Message message, sim::Message hint = {}, sim::Message note = {});
  const std::string& name() const { return name_; }

 private:
  /// Parses the node, then calls `convert` to store the value; turns a QuantityError into a diagnostic.
  template <class Convert>
  bool quantity(const Node& node, Convert convert);
  /// Reads a range, end by end; E0111 unless they are in order, E0770 if all are the same.
  template <class Value, class Read>
  bool range(const Node& node, Value& value, Read read);
  bool is_range_here(const Node& node) const { return ranges_ && node.type == Node::Type::map; }
  /// `value`: the quantity in `unit`.
  bool within_limits(const Node& node, const sim::Quantity& quantity, double value, const char* unit, Limits limits);

  Fields& fields_;
  std::string name_;
  bool ranges_;  // may be a range
  bool end_ = false;  // reads the low or high end of a range: draws beyond the limits, or between whole numbers, are made good
};

}  // namespace waste
