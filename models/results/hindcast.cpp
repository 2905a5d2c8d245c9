#include "models/results/hindcast.h"

#include <cmath>

#include "models/results/layout.h"
#include "models/assessment/statistics.h"

namespace waste {

std::string verdict(const HindcastFacts& row, double mean) {
  if (std::isnan(mean)) return "not simulated";
  if (std::abs(mean - row.stated) <= row.tolerance * std::abs(row.stated)) return "within";
  return row.reason.empty() ? "outside" : "explained";
}

std::vector<double> HindcastTable::evaluate(const Accounts& accounts) const {
  std::vector<double> values;
  for (const auto& row : world_.plan.hindcast) values.push_back(simulated(row, accounts).value_or(undefined));
  return values;
}

void HindcastTable::add(std::uint32_t replica, const std::vector<double>& values) {
  replicas_.push_back(static_cast<std::int32_t>(replica));
  values_.insert(values_.end(), values.begin(), values.end());
}

void HindcastTable::write(sim::Hdf5Writer& file, const std::string& path) const {
  if (world_.plan.hindcast.empty()) return;
  const auto column = [&]<class Get>(const std::string& name, Get get, const std::string& about) {
    std::vector<std::decay_t<decltype(get(world_.plan.hindcast.front()))>> values;
    for (const auto& row : world_.plan.hindcast) values.push_back(get(row));
    if (name == "figure") file.dimension(path + "/figure", values, plain(about));
    else file.dataset(path + "/" + name, {"figure"}, values, plain(about));
  };
  using Row = const HindcastFacts&;
  file.dimension(path + "/replica", replicas_, plain());
  column("figure", [](Row row) { return row.id; }, "key of the row");
  column("label_zh", [](Row row) { return row.name.zh; }, "");
  column("label_en", [](Row row) { return row.name.en; }, "");
  column("stated", [](Row row) { return row.stated; }, "of 2020, in the unit of the row");
  column("printed", [](Row row) { return row.printed; }, "as the plan prints it; empty: derived");
  column("own_unit", [](Row row) { return row.unit; }, "of stated, value and mean");
  column("tolerance", [](Row row) { return row.tolerance; }, "share of the stated figure");
  column("reason", [](Row row) { return row.reason; }, "why it is outside, where it is");
  write_values(file, path);
}

void HindcastTable::write_values(sim::Hdf5Writer& file, const std::string& path) const {
  const std::size_t rows = world_.plan.hindcast.size();
  std::vector<double> means, deviations;
  std::vector<std::string> verdicts;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<double> sample;
    for (std::size_t r = 0; r < replicas_.size(); ++r) sample.push_back(values_[r * rows + row]);
    const Summary summary = summarise(sample);
    means.push_back(summary.mean);
    deviations.push_back(summary.sd);
    verdicts.push_back(verdict(world_.plan.hindcast[row], summary.mean));
  }
  const auto own = units("1", "see variable own_unit", "simulated first year");
  file.dataset(path + "/value", {"replica", "figure"}, values_, own);
  file.dataset(path + "/mean", {"figure"}, means, own);
  file.dataset(path + "/sd", {"figure"}, deviations, own);
  file.dataset(path + "/verdict", {"figure"}, verdicts, plain("within, explained, outside or not simulated"));
}

}  // namespace waste
