#include "models/results/climate.h"

#include "models/results/layout.h"
#include "models/assessment/statistics.h"

namespace waste {
namespace {

sim::Attributes tonnes(const std::string& long_name) { return units("t", "t CO2e", long_name); }

}  // namespace

std::vector<ClimateYear> ClimateTable::evaluate(const Books& books) const {
  return world_.plan.climate.given ? climate_account(world_.district, world_.plan.climate, books) : std::vector<ClimateYear>{};
}

void ClimateTable::add(std::uint32_t replica, std::vector<ClimateYear> account) {
  if (!world_.plan.climate.given) return;
  replicas_.push_back(static_cast<std::int32_t>(replica));
  accounts_.push_back(std::move(account));
}

void ClimateTable::write(sim::Hdf5Writer& file, const std::string& path) const {
  if (accounts_.empty()) return;
  const std::size_t years = accounts_.front().size();
  std::vector<std::int32_t> numbers;
  std::vector<std::string> names, roles, zh, en;
  for (std::size_t year = 0; year < years; ++year)
    numbers.push_back(sim::year_of(sim::month_begin(world_.district.first_month() + static_cast<int>(year) * 12)));
  for (std::size_t i = 0; i < climate_sources; ++i) {
    const ClimateSourceInfo& source = info(static_cast<ClimateSource>(i));
    names.push_back(source.name), roles.push_back(source.role), zh.push_back(source.label.zh), en.push_back(source.label.en);
  }
  file.dimension(path + "/replica", replicas_, plain());
  file.dimension(path + "/year", numbers, plain("calendar year in which the twelve months begin"));
  file.dimension(path + "/source", names, plain());
  file.dataset(path + "/label_zh", {"source"}, zh, plain());
  file.dataset(path + "/label_en", {"source"}, en, plain());
  file.dataset(path + "/role", {"source"}, roles, plain("emitted, avoided (negative), sum, memo (in no sum)"));
  std::vector<double> all, mean, q05, q95;
  for (const auto& account : accounts_)
    for (const auto& year : account) all.insert(all.end(), year.begin(), year.end());
  for (std::size_t at = 0; at < years * climate_sources; ++at) {
    std::vector<double> sample;
    for (const auto& account : accounts_) sample.push_back(account[at / climate_sources][at % climate_sources]);
    const Summary summary = summarise(sample);
    mean.push_back(summary.mean), q05.push_back(summary.q05), q95.push_back(summary.q95);
  }
  const sim::Names dims{"year", "source"};
  file.dataset(path + "/co2e", {"replica", "year", "source"}, all, tonnes("greenhouse gases of the year, over 100 years"));
  file.dataset(path + "/mean", dims, mean, tonnes("mean of the replicas"));
  file.dataset(path + "/q05", dims, q05, tonnes("5 % quantile of the replicas"));
  file.dataset(path + "/q95", dims, q95, tonnes("95 % quantile of the replicas"));
}

}  // namespace waste
