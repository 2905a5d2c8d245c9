#include "models/scenario/default_value.h"

namespace waste {
namespace {

struct DefaultReader {
  DefaultValue operator()(const std::int64_t* value) const { return static_cast<double>(*value); }
  DefaultValue operator()(const double* value) const { return *value; }
  DefaultValue operator()(const bool* value) const { return *value; }
  DefaultValue operator()(const sim::Duration* value) const { return static_cast<double>(value->count()); }
  DefaultValue operator()(const sim::Range* value) const { return static_cast<double>(value->mode); }
  DefaultValue operator()(const std::string* value) const { return value->empty() ? DefaultValue{} : DefaultValue{*value}; }
  DefaultValue operator()(const sim::Time* value) const {
    if (*value == sim::never) return std::string("never");
    return *value == sim::Time{} ? DefaultValue{} : DefaultValue{sim::to_string(*value)};
  }
  template <class Other>
  DefaultValue operator()(const Other*) const {
    return {};
  }
};

}  // namespace

DefaultValue default_value(const sim::Slot& slot) { return std::visit(DefaultReader{}, slot); }

}  // namespace waste
