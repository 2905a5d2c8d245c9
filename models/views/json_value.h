// A JSON document, read: what another command of this program wrote. Written by json.h.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace waste {

/// The text is no JSON, nested too deeply, or lacks what is asked of it.
class JsonFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class JsonValue {
 public:
  /// Throws JsonFault.
  static JsonValue parse(const std::string& text);

  /// A member of an object. Throws JsonFault if there is none.
  const JsonValue& at(const std::string& name) const;
  /// Of an array; throws JsonFault for anything else.
  const std::vector<JsonValue>& items() const;
  /// Throws JsonFault for what is no text.
  const std::string& text() const;
  /// NaN for null; throws JsonFault for anything else that is no number.
  double number() const;

 private:
  enum class Kind : unsigned char { null, other, number, text, array, object };

  template <class Node>
  static JsonValue from(const Node& node, int depth);

  Kind kind_ = Kind::null;
  double number_ = 0;
  std::string text_;
  std::vector<std::string> names_;  // of the members of an object
  std::vector<JsonValue> items_;    // of an array, or the members of an object
};

}  // namespace waste
