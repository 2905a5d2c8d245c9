#include "models/policies/kind_answers.h"

namespace waste {
namespace {

/// Every value is something a policy would notice.
struct Noticeable {
  void operator()(double* value) const { *value = 0.5; }
  void operator()(std::int64_t* value) const { *value = 1'000'000; }
  void operator()(sim::Duration* value) const { *value = sim::Duration{3600}; }
  void operator()(sim::Reference<StreamId>* value) const { value->index = 0; }
  template <class Other>
  void operator()(Other*) const {}
};

}  // namespace

KindAnswers::KindAnswers(const sim::Kind<Policy>& kind) {
  const auto policy = kind.make();
  for (std::size_t i = 0; i < kind.parameters.size(); ++i) std::visit(Noticeable{}, kind.slot(*policy, i));
  for (unsigned i = 0; i < static_cast<unsigned>(PolicyLever::count_); ++i) {
    const auto question = static_cast<PolicyLever>(i);
    if (!waste::answers(*policy, question)) continue;
    questions_ |= std::uint32_t{1} << i;
    of_streams_ = of_streams_ || info(question).asks == Asks::of_stream;
    gradual_ = gradual_ || gradual(*policy, question);
  }
  adds_value_ = policy->value_added(1) != 1;
  gradual_ = (gradual_ || adds_value_) && !policy->steps();
}

bool KindAnswers::looks_at(std::string_view parameter) const {
  if (parameter == "sites") return questions_ != 0;
  if (parameter == "streams") return of_streams_;
  if (parameter == "ramp" || parameter == "shape") return gradual_;
  if (parameter == "ends" || parameter == "delay" || parameter == "probability") return questions_ != 0 || adds_value_;
  return true;
}

std::vector<sim::ParameterInfo> common_parameters_of(const sim::Kind<Policy>& kind) {
  const KindAnswers answers(kind);
  std::vector<sim::ParameterInfo> result;
  for (const auto& p : common_policy_parameters())
    if (answers.looks_at(p.name)) result.push_back({p.name, p.unit, p.description, p.low, p.high});
  return result;
}

}  // namespace waste
