// Which policies changed anything, replica by replica: one that never does is a slip of the pen, or a finding.
#include "models/outputs/output.h"

namespace waste {
namespace {

/// The policies that are meant to change something, by position in the list of the scenario.
std::vector<std::size_t> acting(const Frame& frame) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < frame.world.policies.list.size(); ++i)
    if (frame.world.policies.list[i]->acts()) positions.push_back(i);
  return positions;
}

template <class Get>
auto of_policy(Get get) {
  return of_each(acting, [get](std::size_t i, const Frame& frame) { return get(*frame.world.policies.list[i]); });
}

std::vector<double> acted(const Frame& frame, const ReplicaView& replica) {
  std::vector<double> flags;
  for (const std::size_t i : acting(frame)) flags.push_back(replica.result.acted.at(i));
  return flags;
}

std::vector<double> happened(const Frame& frame, const ReplicaView& replica) {
  std::vector<double> flags;
  for (const std::size_t i : acting(frame))
    flags.push_back(happens(*frame.world.policies.list[i], {frame.world.seed, replica.result.replica}) ? 1 : 0);
  return flags;
}

/// Of the replicas in which it happened; NaN if there is none.
std::vector<double> share_acted(const Frame&, const Collected& all) {
  std::vector<double> shares;
  const auto& did = all.summaries("effects/acted");
  const auto& was = all.summaries("effects/happened");
  for (std::size_t i = 0; i < did.size(); ++i) shares.push_back(did[i].mean / was[i].mean);
  return shares;
}

using P = const Policy&;
const sim::Names row{"policy"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output<Frame>(
      {"effects", {"政策是否起作用", "effects of policies"}, Moment::last, 5, row},
      {
          replica_dimension(),
          {"policy", {"政策", "policy"}, row, {}, "that is meant to change something", of_policy([](P p) { return p.id; })},
          {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_policy([](P p) { return p.label.zh; })},
          {"label_en", {"英文名称", "English name"}, row, {}, "", of_policy([](P p) { return p.label.en; })},
          {"acted",
           {"起作用", "acted"},
           {"replica", "policy"},
           {},
           "1: some question of a site was answered otherwise than without the policy; 0: none in the whole run",
           acted},
          {"happened",
           {"发生", "happened"},
           {"replica", "policy"},
           {},
           "1: it happened, if only after the run; 0: its probability is below 1 and it did not",
           happened},
          {"share",
           {"发生的各遍中起作用的比例", "share that acted"},
           row,
           {},
           "of the replicas in which it happened, those in which it acted; NaN: it happened in none",
           share_acted},
          {"happened_share",
           {"发生的遍数比例", "share that happened"},
           row,
           {},
           "of all replicas",
           summary_of("effects/happened", &Summary::mean)},
      },
      [](const Frame& frame) { return !acting(frame).empty(); })};
}};

}  // namespace
}  // namespace waste
