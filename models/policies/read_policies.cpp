#include "models/policies/read_policies.h"

#include <algorithm>

#include "engine/random/pert_shape.h"
#include "models/policies/fixed_sizes.h"
#include "models/policies/kind_answers.h"

namespace waste {
namespace {

/// A parameter that the kind does not look at is unknown to it; that a programme has no ramp is said by settle_phase_in.
void refuse_common(Fields& fields, const Policy& policy, const std::string& kind, const char* name) {
  const auto& entries = fields.map().entries;
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Node::Entry& each) { return each.key == name; });
  if (entry == entries.end()) return;
  fields.get(name);
  if (policy.steps()) return;
  fields.error(entry->place, "E0102",
               {"种类为“" + kind + "”的政策用不到“" + entry->key + "”",
                "a policy of kind '" + kind + "' does not look at '" + entry->key + "'"},
               {"请删去：它不会改变任何结果", "take it out: it would change nothing"}, {}, static_cast<int>(entry->key.size()));
}

void read_common(SectionReader& reader, Fields& fields, const sim::Kind<Policy>& kind, Policy& policy) {
  const KindAnswers answers(kind);
  for (const auto& p : common_policy_parameters()) {
    if (!answers.looks_at(p.name)) refuse_common(fields, policy, kind.name, p.name);
    if (answers.looks_at(p.name) || policy.steps())
      fields.parameter({p.name, p.unit, p.description, p.low, p.high}, p.member.of(policy), reader.names());
  }
}

void check_dates(const Node::Entry& entry, Fields& fields, const Policy& policy) {
  if (!entry.value.find("starts"))
    fields.error(entry.value.place, "E0101", {"政策“" + entry.key + "”缺少键“starts”", "policy '" + entry.key + "' lacks key 'starts'"},
                 {"starts: 2023-01-01（或never）", "starts: 2023-01-01 (or never)"});
  if (policy.ends != sim::never && policy.ends <= policy.starts)
    fields.error(entry.value.find("ends")->place, "E0708",
                 {"政策“" + entry.key + "”在开始之前结束", "policy '" + entry.key + "' ends before it starts"},
                 {"晚于starts的日期", "an end later than 'starts'"});
}

/// A ramp without shape is linear. Any other phase-in key without effect is rejected.
void settle_phase_in(const Node::Entry& entry, Fields& fields, Policy& policy) {
  const Node *ramp = entry.value.find("ramp"), *shape = entry.value.find("shape");
  const auto refuse = [&](const Node* at, const sim::Message& what, const sim::Message& hint) {
    fields.error(at->place, "E0713", {"政策“" + entry.key + "”" + what.zh, "policy '" + entry.key + "' " + what.en}, hint);
  };
  if (policy.steps() && (ramp || shape))
    return refuse(ramp ? ramp : shape, {"按步骤推进，ramp和shape不起作用", "advances by its steps: a ramp or shape has no effect"},
                  {"请删去", "leave it out"});
  if (ramp && !shape) policy.shape = "linear";
  if (shape && policy.shape == "step" && policy.ramp > sim::Duration{0})
    refuse(ramp, {"一步到位，没有过渡期", "is a step, which has no ramp"},
           {"shape写linear或logistic，或不写ramp", "shape: linear or logistic, or no 'ramp'"});
  if (shape && policy.shape != "step" && policy.ramp <= sim::Duration{0})
    refuse(shape, {"写了shape而没有ramp", "has a shape and no ramp"},
           {"ramp为逐步实施所需时间，如180 d", "ramp: the time the phase-in takes, e.g. 180 d"});
}

std::unique_ptr<Policy> read_policy(SectionReader& reader, const Node::Entry& entry, Fields& fields) {
  const auto* kind = reader.kind_of<Policy>(fields, entry.value, "policy");
  if (!kind) return nullptr;
  auto policy = kind->make();
  policy->id = entry.key;
  read_common(reader, fields, *kind, *policy);
  reader.fill(fields, *kind, *policy);
  if (const char* key = policy->missing_key()) fields.require({key});
  reader.label(fields, "label", policy->label);
  read_fixed(fields, *kind, policy->id);
  fields.finish();
  check_dates(entry, fields, *policy);
  settle_phase_in(entry, fields, *policy);
  return policy;
}

/// Tables of PERT distributions are prepared together, which is faster than one by one.
void prepare_tables(const Policies& policies) {
  std::vector<sim::PertEnds> ends;
  const auto note = [&](const sim::Range& range) { ends.push_back({range.low, range.mode, range.high}); };
  for (const auto& policy : policies.list) {
    note(policy->delay);
    if (const sim::Steps* steps = policy->steps())
      for (const sim::Step& step : *steps) note(step.duration);
  }
  sim::prepare_pert(ends);
}

}  // namespace

Policies read_policies(SectionReader& reader, Distributions& distributions) {
  Policies policies;
  reader.each_entry("policies", [&](const Node::Entry& entry, Fields& fields) {
    if (auto policy = read_policy(reader, entry, fields)) policies.list.push_back(std::move(policy));
  });
  prepare_tables(policies);
  for (const auto& policy : policies.list) {
    policies.delays.push_back(distributions.pert(policy->delay));
    policies.step_times.emplace_back();
    if (const sim::Steps* steps = policy->steps())
      for (const sim::Step& step : *steps) policies.step_times.back().push_back(distributions.pert(step.duration));
  }
  return policies;
}

}  // namespace waste
