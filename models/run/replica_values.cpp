#include "models/run/replica_values.h"

#include "engine/base/error.h"
#include "models/assessment/costs.h"

namespace waste {
namespace {

/// [year] of all chains and items; 0 without tariffs.
std::vector<std::int64_t> operating_of(const World& world, const Books& books) {
  std::vector<std::int64_t> fen(years_of(world));
  if (!world.plan.tariffs.given()) return fen;
  const ChainCosts costs = chain_costs(world.district, world.plan.tariffs, books);
  for (std::size_t year = 0; year < costs.years; ++year)
    for (std::size_t chain = 0; chain < costs.chains; ++chain) fen[year] += costs.total(year, chain);
  return fen;
}

}  // namespace

ReplicaValues::AskedColumn::AskedColumn(const Frame& frame, const char* table, const char* column) {
  const Output* output = find_output(table);
  SIM_ASSERT(output);
  source_ = output->source(frame);
  while (at_ < output->columns.size() && output->columns[at_].name != column) ++at_;
  SIM_ASSERT(at_ < output->columns.size());
}

ReplicaValues::ReplicaValues(const World& world)
    : world_(world), frame_{world, numbers_, rows_}, rows_of_plan_(frame_), annual_column_(frame_, "indicators", "annual") {
  if (!world.plan.hindcast.empty()) known_column_.emplace(frame_, "hindcast", "value");
}

void ReplicaValues::resize(std::size_t replicas) {
  annual_.resize(replicas);
  known_.resize(replicas);
  operating_.resize(replicas);
}

void ReplicaValues::see(std::size_t replica, const World& world, const ReplicaResult& result) {
  const PolicySet policies = world.draw_policies(replica);
  const Accounts accounts(world.district, policies, result.books);
  const ReplicaView view{result, world, accounts};
  annual_[replica] = annual_column_.of(view);
  if (known_column_) known_[replica] = known_column_->of(view);
  operating_[replica] = operating_of(world, result.books);
}

std::vector<double> ReplicaValues::weights(std::size_t replicas) const {
  if (!weighs_replicas(world_)) return {};
  std::vector<double> known;
  for (std::size_t i = 0; i < replicas; ++i) known.insert(known.end(), known_[i].begin(), known_[i].end());
  auto weights = weights_of(world_.plan.hindcast, known);
  if (weights.empty()) weights.assign(replicas, 1 / static_cast<double>(replicas));
  return weights;
}

std::vector<double> ReplicaValues::half_widths(std::size_t replicas) const {
  Collected all;
  all.replicas = replicas;
  all.weights = weights(replicas);
  for (std::size_t i = 0; i < replicas; ++i) all.add("indicators/annual", std::vector(annual_[i]));
  const auto low = AskedColumn(frame_, "indicators", "low").of(all), high = AskedColumn(frame_, "indicators", "high").of(all);
  std::vector<double> widths;
  for (std::size_t i = 0; i < low.size(); ++i) widths.push_back((high[i] - low[i]) / 2);
  return widths;
}

}  // namespace waste
