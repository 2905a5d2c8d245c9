#include "models/results/observed_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "models/books/channel.h"
#include "models/results/checks.h"
#include "models/results/layout.h"
#include "models/results/reader.h"
#include "models/results/table.h"
#include "models/scenario/sources.h"

namespace waste {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

sim::Names parts_of(const std::string& path) {
  sim::Names parts;
  std::istringstream in(path);
  for (std::string part; std::getline(in, part, '.');) parts.push_back(part);
  return parts;
}

/// Rows of a table of the books in one scenario, year by year in every replica. The masses are read once, when first asked for.
class BookSums {
 public:
  enum class Takes { sum, last };  // of the months of a year

  BookSums(const sim::Hdf5Reader& file, const std::string& path, const ScenarioResult& scenario, const std::string& dim, Takes takes)
      : file_(file), path_(path), mass_(scenario.name + "/" + dim + "s/mass"), takes_(takes),
        table_(read_table(file, path, scenario.name, dim + "s", {{}, true})), rows_(table_.length(dim)), months_(table_.length("time")),
        replicas_(static_cast<std::size_t>(scenario.replicas)) {}

  /// Whether any row has this name in a column.
  bool knows(const std::string& column, const std::string& name) const {
    const auto& names = table_.cells<std::string>(column);
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  /// [replica] tonnes of the rows with these names (empty: any) in a year; nothing if it is not there in full.
  std::vector<double> tonnes(const std::vector<std::pair<std::string, std::string>>& wanted, std::size_t year) {
    if (12 * (year + 1) > months_) return {};
    if (grams_.empty()) read();
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < rows_; ++row)
      if (std::all_of(wanted.begin(), wanted.end(),
                      [&](const auto& each) { return each.second.empty() || table_.cells<std::string>(each.first)[row] == each.second; }))
        rows.push_back(row);
    std::vector<double> sums;
    for (std::size_t replica = 0; replica < replicas_; ++replica) {
      std::int64_t grams = 0;
      for (const std::size_t row : rows) grams = sum_of(path_, mass_, grams, grams_[(replica * (months_ / 12) + year) * rows_ + row]);
      sums.push_back(static_cast<double>(grams) / 1e6);
    }
    return sums;
  }

 private:
  /// What a replica takes is asked for once its masses are there: shapes may claim anything.
  void read() {
    const std::size_t years = months_ / 12;
    for (std::size_t replica = 0; replica < replicas_; ++replica) {
      const auto mass = file_.read_rows<std::int64_t>(mass_, replica, 1);
      if (mass.size() != months_ * rows_) refuse_results(path_, damaged_at(mass_, "its columns have not the length of its rows"));
      grams_.resize(grams_.size() + years * rows_);
      for (std::size_t month = 0; month < years * 12; ++month) {
        if (takes_ == Takes::last && month % 12 != 11) continue;
        std::int64_t* of_year = &grams_[(replica * years + month / 12) * rows_];
        for (std::size_t row = 0; row < rows_; ++row) of_year[row] = sum_of(path_, mass_, of_year[row], mass[month * rows_ + row]);
      }
    }
  }

  const sim::Hdf5Reader& file_;
  const std::string& path_;
  std::string mass_;  // its dataset
  Takes takes_;
  ResultTable table_;
  std::size_t rows_, months_, replicas_;
  std::vector<std::int64_t> grams_;  // [(replica * years + year) * rows + row]; empty: not yet read
};

class Finder {
 public:
  Finder(const std::string& path, const Observations& observations) : observations_(observations), path_(path), file_(open_results(path)) {
    for (ScenarioResult& scenario : read_results(path).scenarios) find_all(scenario);
    if (!diagnostics_.empty()) throw sim::InputError(std::move(diagnostics_));
  }

  std::vector<SimulatedScenario> found;

 private:
  void find_all(const ScenarioResult& scenario) {
    SimulatedScenario result{scenario.name, scenario.title, {}};
    weights_ = read_weights(file_, path_, scenario.name, scenario.replicas);
    books_.clear();
    drivers_.reset();
    for (const Observation& observation : observations_.rows) result.quantities.push_back(find(scenario, observation));
    found.push_back(std::move(result));
  }

  void add(SimulatedQuantity& quantity, std::size_t replica, double value) const {
    quantity.values.push_back(value);
    if (!weights_.empty()) quantity.weights.push_back(weights_[replica]);
  }

  SimulatedQuantity find(const ScenarioResult& scenario, const Observation& observation) {
    const sim::Names parts = parts_of(observation.path);
    SimulatedQuantity quantity{"t", {}, {}, unknown, unknown, 0, scenario.target_year};
    if (parts.size() >= 2 && parts.size() <= 3 && parts[0] == "indicators") indicator(scenario, observation, parts, quantity);
    else if (parts.size() >= 3 && parts.size() <= 4 && parts[0] == "flows") book(scenario, observation, "flow", parts, quantity);
    else if (parts.size() >= 2 && parts.size() <= 3 && parts[0] == "stocks") book(scenario, observation, "stock", parts, quantity);
    else if (parts.size() == 2 && parts[0] == "drivers") driver(scenario, observation, parts[1], quantity);
    else
      complain(observation, {"“" + observation.path + "”不是结果的路径", "'" + observation.path + "' is no path of results"},
               sim::typed("indicators.11, indicators.16.strict, flows.utilised.rubbish, flows.received.rubbish.SITE, stocks.sludge"));
    check_unit(observation, quantity.unit);
    return quantity;
  }

  void indicator(const ScenarioResult& scenario, const Observation& observation, const sim::Names& parts, SimulatedQuantity& quantity) {
    const std::string definition = parts.size() > 2 ? parts[2] : "annex";
    std::string known;
    for (const IndicatorResult& line : scenario.indicators) {
      const std::string key = std::to_string(line.number) + "." + line.definition;
      known += (known.empty() ? "" : ", ") + key;
      if (key != parts[1] + "." + definition) continue;
      quantity.unit = line.own_unit.empty() ? line.unit : line.own_unit;
      quantity.baseline = line.baseline;
      quantity.target = line.target;
      quantity.base_year = scenario.first_year;
      const int year = observation.year - scenario.first_year;
      if (!line.simulated || year < 0 || 12 * (year + 1) > scenario.months) return;
      for (std::size_t replica = 0; replica < static_cast<std::size_t>(scenario.replicas); ++replica)
        if (const double value = line.annual[replica * static_cast<std::size_t>(scenario.years) + static_cast<std::size_t>(year)];
            !std::isnan(value))
          add(quantity, replica, value);
      return;
    }
    complain(observation,
             {"结果中没有指标“" + parts[1] + "." + definition + "”", "the results have no indicator '" + parts[1] + "." + definition + "'"},
             {"可用：" + known, "one of " + known});
  }

  /// The index of a driver, in percent of the base year.
  void driver(const ScenarioResult& scenario, const Observation& observation, const std::string& name, SimulatedQuantity& quantity) {
    quantity.unit = "%";
    if (!drivers_) drivers_ = read_table(file_, path_, scenario.name, "drivers");
    const ResultTable& table = *drivers_;
    const auto names = table.empty() ? std::vector<std::string>{} : table.cells<std::string>("driver");
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
      return complain(observation, {"结果中没有外部驱动因素“" + name + "”", "the results have no driver '" + name + "'"},
                      sim::typed("wufei show RESULTS --table drivers"));
    const auto& years = table.cells<std::int32_t>("year");
    const auto year = std::find(years.begin(), years.end(), observation.year);
    if (year == years.end()) return;
    const auto& index = table.cells<double>("index");
    const std::size_t cell = static_cast<std::size_t>(year - years.begin()) * names.size() + static_cast<std::size_t>(at - names.begin());
    if (table.length("replica") != static_cast<std::size_t>(scenario.replicas))
      refuse_results(path_, damaged_at(scenario.name + "/drivers", "it has other replicas than the indicators"));
    for (std::size_t replica = 0; replica < table.length("replica"); ++replica)
      add(quantity, replica, 100 * index[replica * years.size() * names.size() + cell]);
  }

  void book(const ScenarioResult& scenario, const Observation& observation, const std::string& dim, const sim::Names& parts,
            SimulatedQuantity& quantity) {
    const bool flow = dim == "flow";
    const auto takes = flow ? BookSums::Takes::sum : BookSums::Takes::last;
    BookSums& sums = books_.try_emplace(dim, file_, path_, scenario, dim, takes).first->second;
    std::vector<std::pair<std::string, std::string>> wanted;
    if (flow) wanted.emplace_back("channel", parts[1]);
    wanted.emplace_back("stream", parts[flow ? 2 : 1]);
    if (parts.size() > wanted.size() + 1) wanted.emplace_back("site", parts.back());
    for (const auto& [column, name] : wanted)
      if (!sums.knows(column, name))
        return complain(observation,
                        {"表" + dim + "s中没有" + column + "为“" + name + "”的行",
                         "no row of " + dim + "s has the " + column + " '" + name + "'"},
                        {"wufei show RESULTS --table " + dim + "s 列出全部", "wufei show RESULTS --table " + dim + "s lists them"});
    const int year = observation.year - scenario.first_year;
    if (year < 0) return;
    quantity.values = sums.tonnes(wanted, static_cast<std::size_t>(year));
    if (!quantity.values.empty()) quantity.weights = weights_;
  }

  void check_unit(const Observation& observation, const std::string& wanted) {
    try {
      in_unit(observation.value, observation.unit, wanted);
    } catch (const sim::QuantityError& error) {
      complain(observation, error.message(), error.hint(), "E0408");
    }
  }

  /// Once a row.
  void complain(const Observation& observation, const sim::Message& message, const sim::Message& hint, const char* code = "E0415") {
    if (complained_.insert(observation.place.line).second)
      diagnostics_.push_back(make_diagnostic(observations_.files, observation.place, code, message, hint));
  }

  const Observations& observations_;
  std::string path_;
  // Of the scenario at hand.
  std::vector<double> weights_;            // [replica]; empty: equal
  std::map<std::string, BookSums> books_;  // by the dimension of their rows
  std::optional<ResultTable> drivers_;
  sim::Hdf5Reader file_;
  std::set<int> complained_;
  std::vector<sim::Diagnostic> diagnostics_;
};

}  // namespace

std::vector<SimulatedScenario> simulated_scenarios(const std::string& path, const Observations& observations) {
  return std::move(Finder(path, observations).found);
}

double in_unit(const std::string& number, const std::string& unit, const std::string& wanted) {
  if (unit == wanted) return sim::to_double(sim::parse_quantity(number), "1");
  return sim::to_double(sim::parse_quantity(number + " " + unit), wanted);
}

double factor_to(const std::string& unit, const std::string& wanted) { return in_unit("1", unit, wanted); }

}  // namespace waste
