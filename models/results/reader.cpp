#include "models/results/reader.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <sstream>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "models/assessment/weights.h"
#include "models/results/checks.h"
#include "models/results/layout.h"
#include "models/results/table.h"

namespace waste {
namespace {

template <class T>
T attribute(const sim::Hdf5Reader& file, const std::string& path, const std::string& object, const std::string& name) {
  const auto value = file.attribute(object, name);
  const T* typed = value ? std::get_if<T>(&*value) : nullptr;
  if (!typed)
    refuse_results(path,
                   {"已损坏：“" + object + "”没有属性“" + name + "”", "is damaged: '" + object + "' has no attribute '" + name + "'"});
  return *typed;
}

std::uint64_t read_seed(const sim::Hdf5Reader& file, const std::string& path) {
  const auto value = file.attribute("/", "seed");
  const auto* number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
  if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
  const std::string text = number ? "" : attribute<std::string>(file, path, "/", "seed");
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (text.empty() || error != std::errc{} || *end != 0) refuse_results(path, {"已损坏：种子不是数", "is damaged: its seed is no number"});
  return seed;
}

/// Distributes the cells of the columns to the rows, one member at a time.
template <class Row>
class Rows {
 public:
  Rows(const ResultTable& table, std::vector<Row>& rows, const std::string& dim) : table_(table), rows_(rows) {
    rows_.resize(table.length(dim));
  }

  bool empty() const { return rows_.empty(); }
  template <class T, class Set>
  void set(const std::string& column, Set set) const {
    const auto& cells = table_.cells<T>(column);
    for (std::size_t at = 0; at < cells.size(); ++at) set(rows_[at % rows_.size()], cells[at]);
  }
  template <class T, class M>
  void member(const std::string& column, M Row::* member) const {
    set<T>(column, [member](Row& row, const T& cell) { row.*member = static_cast<M>(cell); });
  }
  void text(const std::string& column, std::string Row::* member) const { this->member<std::string>(column, member); }
  void number(const std::string& column, double Row::* member) const { this->member<double>(column, member); }
  void flag(const std::string& column, bool Row::* member) const {
    set<std::int32_t>(column, [member](Row& row, std::int32_t cell) { row.*member = cell != 0; });
  }
  void label(const std::string& name, Label Row::* member) const {
    set<std::string>(name + "_zh", [member](Row& row, const std::string& cell) { (row.*member).zh = cell; });
    set<std::string>(name + "_en", [member](Row& row, const std::string& cell) { (row.*member).en = cell; });
  }
  /// For a column whose last dimension is the rows: appends the values of each row in turn.
  void series(const std::string& column, std::vector<double> Row::* member) const {
    set<double>(column, [member](Row& row, double cell) { (row.*member).push_back(cell); });
  }

 private:
  const ResultTable& table_;
  std::vector<Row>& rows_;
};

/// Words that are no numbers are left out.
std::vector<int> numbers_of(const std::string& text) {
  std::vector<int> numbers;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, ';');) {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc{}) numbers.push_back(number);
  }
  return numbers;
}

void read_facts(const Rows<IndicatorResult>& rows, const ResultTable& table) {
  rows.member<std::int32_t>("number", &IndicatorResult::number);
  rows.text("definition", &IndicatorResult::definition);
  rows.label("name", &IndicatorResult::name);
  rows.text("unit", &IndicatorResult::unit);
  rows.text("own_unit", &IndicatorResult::own_unit);
  rows.flag("mandatory", &IndicatorResult::mandatory);
  if (table.find("scored")) rows.flag("scored", &IndicatorResult::scored);
  rows.flag("simulated", &IndicatorResult::simulated);
  if (table.find("decided")) rows.text("decided", &IndicatorResult::decided), rows.label("why", &IndicatorResult::why);
  rows.text("formula", &IndicatorResult::formula);
  if (table.find("formula_zh")) rows.text("formula_zh", &IndicatorResult::formula_zh);
  rows.text("responsible", &IndicatorResult::responsible);
  rows.text("baseline_text", &IndicatorResult::baseline_text);
  rows.text("target_text", &IndicatorResult::target_text);
  rows.text("rule", &IndicatorResult::rule);
  rows.number("baseline", &IndicatorResult::baseline);
  rows.number("target", &IndicatorResult::target);
  rows.number("probability_met", &IndicatorResult::probability_met);
}

void read_series(const Rows<IndicatorResult>& rows) {
  rows.series("mean", &IndicatorResult::mean);
  rows.series("low", &IndicatorResult::low);
  rows.series("high", &IndicatorResult::high);
  rows.series("q05", &IndicatorResult::q05);
  rows.series("q25", &IndicatorResult::q25);
  rows.series("q50", &IndicatorResult::q50);
  rows.series("q75", &IndicatorResult::q75);
  rows.series("q95", &IndicatorResult::q95);
  rows.series("annual", &IndicatorResult::annual);
  rows.series("monthly", &IndicatorResult::monthly);
}

/// Years follow each other, and years and months end with the year 9999.
void check_period(const ResultTable& table, const std::vector<std::int32_t>& years, int first_month) {
  const std::string where = table.scenario + "/indicators";
  if (years.empty()) refuse_results(table.file, damaged_at(where, "it has no years"));
  const auto begin = std::int64_t{years.front()};
  for (std::size_t i = 0; i < years.size(); ++i)
    if (begin < 0 || years[i] != begin + static_cast<std::int64_t>(i) || years[i] > last_year)
      refuse_results(table.file, damaged_at(where, "its years do not follow each other"));
  if (table.length("time") > static_cast<std::size_t>(12 * (last_year + 1) - first_month))
    refuse_results(table.file, damaged_at(where, "it has more months than the calendar"));
}

/// Files of version 0.1 have no such column: they judged the last year.
int target_year_of(const ResultTable& table, const ScenarioResult& scenario) {
  const bool known = table.find("target_year") && table.length("indicator") > 0;
  const int year = known ? table.cells<std::int32_t>("target_year").front() : scenario.first_year + scenario.years - 1;
  if (year < 0 || year > last_year) refuse_results(table.file, damaged_at(table.scenario + "/indicators", "it has no target year"));
  return year;
}

void read_indicators(const sim::Hdf5Reader& file, const ResultTable& table, ScenarioResult& scenario) {
  const auto& years = table.cells<std::int32_t>("year");
  scenario.first_month = read_first_month(file, scenario.name + "/indicators");
  check_period(table, years, scenario.first_month);
  scenario.first_year = years.front();
  scenario.years = static_cast<int>(years.size());
  scenario.months = static_cast<int>(table.length("time"));
  scenario.replicas = static_cast<int>(table.length("replica"));
  scenario.target_year = target_year_of(table, scenario);
  const Rows rows(table, scenario.indicators, "indicator");
  if (rows.empty()) return;
  read_facts(rows, table);
  read_series(rows);
}

void read_scores(const ResultTable& table, std::vector<ScoreResult>& scores) {
  const Rows rows(table, scores, "chapter");
  rows.text("chapter", &ScoreResult::id);
  rows.label("label", &ScoreResult::label);
  rows.number("mandatory_met", &ScoreResult::mandatory_met);
  rows.number("all_met", &ScoreResult::all_met);
  rows.member<std::int32_t>("mandatory_judged", &ScoreResult::mandatory_judged);
  rows.member<std::int32_t>("mandatory_open", &ScoreResult::mandatory_open);
  rows.member<std::int32_t>("all_judged", &ScoreResult::all_judged);
  rows.member<std::int32_t>("all_open", &ScoreResult::all_open);
}

/// Of those that start within the run.
void mark_due(ScenarioResult& scenario) {
  const sim::Time end = sim::month_begin(scenario.first_month + scenario.months);
  for (PolicyResult& policy : scenario.policies) {
    const auto starts = sim::parse_time(policy.starts);
    policy.due = starts && *starts < end;
  }
}

void read_policies(const ResultTable& table, std::vector<PolicyResult>& policies) {
  const Rows rows(table, policies, "policy");
  rows.text("policy", &PolicyResult::id);
  rows.label("label", &PolicyResult::label);
  rows.text("task", &PolicyResult::task);
  rows.text("project", &PolicyResult::project);
  rows.text("owner", &PolicyResult::owner);
  rows.text("deadline", &PolicyResult::deadline);
  rows.set<std::string>("indicators", [](PolicyResult& policy, const std::string& text) { policy.indicators = numbers_of(text); });
  rows.member<std::int64_t>("investment", &PolicyResult::investment);
  rows.member<std::int64_t>("spent", &PolicyResult::spent);
  rows.text("starts", &PolicyResult::starts);
}

/// Files of format 1.1 do not know whether policies acted.
void read_effects(const ResultTable& table, std::vector<PolicyResult>& policies) {
  for (PolicyResult& policy : policies) policy.acted = std::nan("");
  if (table.empty()) return;
  const auto& names = table.cells<std::string>("policy");
  const auto& shares = table.cells<double>("share");
  std::map<std::string_view, double> acted;
  for (std::size_t i = 0; i < names.size(); ++i) acted[names[i]] = shares[i];
  for (PolicyResult& policy : policies)
    if (const auto found = acted.find(policy.id); found != acted.end()) policy.acted = found->second;
}

ScenarioResult read_scenario(const sim::Hdf5Reader& file, const std::string& path, const std::string& name) {
  ScenarioResult scenario;
  scenario.name = name;
  scenario.title.zh = attribute<std::string>(file, path, name, "title_zh");
  scenario.title.en = attribute<std::string>(file, path, name, "title_en");
  scenario.mass_closure_g = attribute<std::int64_t>(file, path, name, "mass_closure_g");
  if (scenario.mass_closure_g < 0) refuse_results(path, damaged_at(name, "its mass closure is below 0"));
  for (const auto& line : file.read<std::string>(name + "/input/text")) scenario.resolved += line + "\n";
  const auto table = [&](const char* kind) { return read_table(file, path, name, kind); };
  const auto indicators = table("indicators");
  if (indicators.empty()) refuse_results(path, {"没有“" + name + "/indicators”", "has no '" + name + "/indicators'"});
  read_indicators(file, indicators, scenario);
  if (const auto policies = table("policies"); !policies.empty()) read_policies(policies, scenario.policies);
  read_effects(table("effects"), scenario.policies);
  mark_due(scenario);
  if (const auto scores = table("scores"); !scores.empty()) read_scores(scores, scenario.scores);
  if (file.has(name + "/parameters")) scenario.uncertain = file.read<std::string>(name + "/parameters/path").size();
  scenario.weights = read_weights(file, path, name, scenario.replicas);
  scenario.weighted = !scenario.weights.empty();
  scenario.effective = scenario.weighted ? effective_number(scenario.weights) : scenario.replicas;
  return scenario;
}

}  // namespace

std::optional<int> ScenarioResult::judged_year() const {
  const int index = target_year - first_year;
  return index >= 0 && 12 * (index + 1) <= months ? std::optional(index) : std::nullopt;
}

ResultsContent read_results(const std::string& path) {
  const auto file = open_results(path);
  ResultsContent content;
  content.version = attribute<std::string>(file, path, "/", "version");
  content.scenario_sha256 = attribute<std::string>(file, path, "/", "scenario_sha256");
  content.data_sha256 = attribute<std::string>(file, path, "/", "data_sha256");
  content.seed = read_seed(file, path);
  const auto replicas = attribute<std::int64_t>(file, path, "/", "replicas");
  if (replicas < 0 || replicas > std::numeric_limits<std::int32_t>::max())
    refuse_results(path, damaged_at("/", "its number of replicas is none"));
  content.replicas = static_cast<int>(replicas);
  content.complete = attribute<std::int64_t>(file, path, "/", "complete") != 0;
  for (const auto& name : file.groups()) content.scenarios.push_back(read_scenario(file, path, name));
  if (content.scenarios.empty()) refuse_results(path, {"没有情景", "holds no scenario"});
  return content;
}

}  // namespace waste
