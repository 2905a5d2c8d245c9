#include <charconv>
#include <limits>

#include "engine/base/error.h"
#include "models/results/file.h"
#include "models/results/layout.h"
#include "models/results/policies.h"

namespace waste {
namespace {

using Lengths = std::vector<std::pair<std::string, std::size_t>>;  // of the dimensions of a group

/// Reads datasets that must stand on the dimensions asked for.
class GroupReader {
 public:
  GroupReader(const sim::Hdf5Reader& file, const std::string& path, std::string group)
      : file_(file), path_(path), group_(std::move(group)) {}

  template <class T>
  std::vector<T> dimension(const std::string& name) {
    auto values = file_.read<T>(group_ + "/" + name);
    lengths_.emplace_back(name, values.size());
    return values;
  }

  bool has(const std::string& name) const { return file_.has(group_ + "/" + name); }

  template <class T>
  std::vector<T> column(const std::string& name, const sim::Names& dims) const {
    const std::string dataset = group_ + "/" + name;
    const auto info = file_.info(dataset);
    if (info.dims != dims) refuse_results(path_, "is damaged at '" + dataset + "': its dimensions are not the expected ones");
    for (std::size_t axis = 0; axis < dims.size(); ++axis)
      if (info.shape[axis] != length(dims[axis]))
        refuse_results(path_, "is damaged at '" + dataset + "': it has not the length of its dimension '" + dims[axis] + "'");
    return file_.read<T>(dataset);
  }

 private:
  std::size_t length(const std::string& dim) const {
    for (const auto& [name, length] : lengths_)
      if (name == dim) return length;
    return 0;
  }

  const sim::Hdf5Reader& file_;
  const std::string& path_;
  std::string group_;
  Lengths lengths_;
};

template <class T>
T attribute(const sim::Hdf5Reader& file, const std::string& path, const std::string& object, const std::string& name) {
  const auto value = file.attribute(object, name);
  const T* typed = value ? std::get_if<T>(&*value) : nullptr;
  if (!typed) refuse_results(path, "is damaged: '" + object + "' has no attribute '" + name + "'");
  return *typed;
}

std::uint64_t read_seed(const sim::Hdf5Reader& file, const std::string& path) {
  const auto value = file.attribute("/", "seed");
  const auto* number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
  if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
  const std::string text = number ? "" : attribute<std::string>(file, path, "/", "seed");
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (text.empty() || error != std::errc{} || *end != 0) refuse_results(path, "is damaged: its seed is no number");
  return seed;
}

/// Gives every line its element of a column.
template <class T, class Set>
void spread(std::vector<IndicatorResult>& lines, const std::vector<T>& column, Set set) {
  for (std::size_t i = 0; i < lines.size(); ++i) set(lines[i], column[i]);
}

void read_facts(const GroupReader& group, std::vector<IndicatorResult>& lines) {
  const auto text = [&](const char* name, auto set) { spread(lines, group.column<std::string>(name, {"indicator"}), set); };
  const auto whole = [&](const char* name, auto set) { spread(lines, group.column<std::int32_t>(name, {"indicator"}), set); };
  const auto real = [&](const char* name, double IndicatorResult::*member) {
    spread(lines, group.column<double>(name, {"indicator"}), [&](IndicatorResult& line, double value) { line.*member = value; });
  };
  using Line = IndicatorResult&;
  whole("number", [](Line line, int value) { line.number = value; });
  text("definition", [](Line line, const std::string& value) { line.definition = value; });
  text("name_zh", [](Line line, const std::string& value) { line.name.zh = value; });
  text("name_en", [](Line line, const std::string& value) { line.name.en = value; });
  text("unit", [](Line line, const std::string& value) { line.unit = value; });
  text("own_unit", [](Line line, const std::string& value) { line.own_unit = value; });
  whole("mandatory", [](Line line, int value) { line.mandatory = value != 0; });
  if (group.has("scored")) whole("scored", [](Line line, int value) { line.scored = value != 0; });
  whole("simulated", [](Line line, int value) { line.simulated = value != 0; });
  text("formula", [](Line line, const std::string& value) { line.formula = value; });
  text("responsible", [](Line line, const std::string& value) { line.responsible = value; });
  text("baseline_text", [](Line line, const std::string& value) { line.baseline_text = value; });
  text("target_text", [](Line line, const std::string& value) { line.target_text = value; });
  text("rule", [](Line line, const std::string& value) { line.rule = value; });
  real("baseline", &IndicatorResult::baseline);
  real("target", &IndicatorResult::target);
  real("probability_met", &IndicatorResult::probability_met);
}

void read_series(const GroupReader& group, std::vector<IndicatorResult>& lines) {
  const auto series = [&](const char* name, const sim::Names& dims, std::vector<double> IndicatorResult::*member) {
    const auto values = group.column<double>(name, dims);
    for (std::size_t at = 0; at < values.size(); ++at) (lines[at % lines.size()].*member).push_back(values[at]);
  };
  const sim::Names yearly{"year", "indicator"};
  series("mean", yearly, &IndicatorResult::mean);
  series("low", yearly, &IndicatorResult::low);
  series("high", yearly, &IndicatorResult::high);
  series("q05", yearly, &IndicatorResult::q05);
  series("q25", yearly, &IndicatorResult::q25);
  series("q50", yearly, &IndicatorResult::q50);
  series("q75", yearly, &IndicatorResult::q75);
  series("q95", yearly, &IndicatorResult::q95);
  series("annual", {"replica", "year", "indicator"}, &IndicatorResult::annual);
  series("monthly", {"replica", "time", "indicator"}, &IndicatorResult::monthly);
}

void read_indicators(const sim::Hdf5Reader& file, const std::string& path, ScenarioResult& scenario) {
  const std::string name = scenario.name + "/indicators";
  GroupReader group(file, path, name);
  const auto years = group.dimension<std::int32_t>("year");
  if (years.empty()) refuse_results(path, "is damaged at '" + name + "': it has no years");
  scenario.first_year = years.front();
  scenario.years = static_cast<int>(years.size());
  scenario.months = static_cast<int>(group.dimension<double>("time").size());
  scenario.replicas = static_cast<int>(group.dimension<std::int32_t>("replica").size());
  scenario.first_month = read_first_month(file, name);
  scenario.indicators.resize(group.dimension<std::string>("indicator").size());
  if (scenario.indicators.empty()) return;
  read_facts(group, scenario.indicators);
  read_series(group, scenario.indicators);
}

void read_hindcast(const sim::Hdf5Reader& file, const std::string& path, ScenarioResult& scenario) {
  const std::string name = scenario.name + "/hindcast";
  if (!file.has(name)) return;
  GroupReader group(file, path, name);
  const auto ids = group.dimension<std::string>("figure");
  auto& rows = scenario.hindcast;
  rows.resize(ids.size());
  const auto fill = [&]<class T>(const char* column, const T&, auto set) {
    const auto values = group.column<T>(column, {"figure"});
    for (std::size_t i = 0; i < rows.size(); ++i) set(rows[i], values[i]);
  };
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].id = ids[i];
  fill("label_zh", std::string(), [](HindcastResult& row, const std::string& text) { row.name.zh = text; });
  fill("label_en", std::string(), [](HindcastResult& row, const std::string& text) { row.name.en = text; });
  for (const auto& [column, member] : std::initializer_list<std::pair<const char*, std::string HindcastResult::*>>{
           {"own_unit", &HindcastResult::unit}, {"printed", &HindcastResult::printed},
           {"reason", &HindcastResult::reason}, {"verdict", &HindcastResult::verdict}})
    fill(column, std::string(), [member = member](HindcastResult& row, const std::string& text) { row.*member = text; });
  for (const auto& [column, member] : std::initializer_list<std::pair<const char*, double HindcastResult::*>>{
           {"stated", &HindcastResult::stated}, {"tolerance", &HindcastResult::tolerance},
           {"mean", &HindcastResult::mean}, {"sd", &HindcastResult::sd}})
    fill(column, 0.0, [member = member](HindcastResult& row, double value) { row.*member = value; });
}

void read_scores(const sim::Hdf5Reader& file, const std::string& path, ScenarioResult& scenario) {
  const std::string name = scenario.name + "/scores";
  if (!file.has(name)) return;
  GroupReader group(file, path, name);
  for (const auto& id : group.dimension<std::string>("chapter")) scenario.scores.push_back({id, {}, 0, 0, 0, 0, 0, 0});
  const auto column = [&]<class T>(const char* dataset, T, auto set) {
    const auto values = group.column<T>(dataset, {"chapter"});
    for (std::size_t i = 0; i < values.size(); ++i) set(scenario.scores[i], values[i]);
  };
  using Row = ScoreResult&;
  column("label_zh", std::string(), [](Row row, const std::string& value) { row.label.zh = value; });
  column("label_en", std::string(), [](Row row, const std::string& value) { row.label.en = value; });
  column("mandatory_met", double(), [](Row row, double value) { row.mandatory_met = value; });
  column("all_met", double(), [](Row row, double value) { row.all_met = value; });
  column("mandatory_judged", std::int32_t(), [](Row row, int value) { row.mandatory_judged = value; });
  column("mandatory_open", std::int32_t(), [](Row row, int value) { row.mandatory_open = value; });
  column("all_judged", std::int32_t(), [](Row row, int value) { row.all_judged = value; });
  column("all_open", std::int32_t(), [](Row row, int value) { row.all_open = value; });
}

void read_climate(const sim::Hdf5Reader& file, const std::string& path, ScenarioResult& scenario) {
  const std::string name = scenario.name + "/climate";
  if (!file.has(name)) return;
  GroupReader group(file, path, name);
  group.dimension<std::int32_t>("year");
  for (const auto& source : group.dimension<std::string>("source")) scenario.climate.push_back({source, "", {}, {}, {}, {}});
  const auto text = [&](const char* column, auto set) {
    const auto values = group.column<std::string>(column, {"source"});
    for (std::size_t i = 0; i < values.size(); ++i) set(scenario.climate[i], values[i]);
  };
  text("role", [](ClimateResult& source, const std::string& value) { source.role = value; });
  text("label_zh", [](ClimateResult& source, const std::string& value) { source.label.zh = value; });
  text("label_en", [](ClimateResult& source, const std::string& value) { source.label.en = value; });
  for (const auto& [column, member] : {std::pair{"mean", &ClimateResult::mean}, {"q05", &ClimateResult::q05}, {"q95", &ClimateResult::q95}}) {
    const auto values = group.column<double>(column, {"year", "source"});
    for (std::size_t at = 0; at < values.size(); ++at) (scenario.climate[at % scenario.climate.size()].*member).push_back(values[at]);
  }
}

ScenarioResult read_scenario(const sim::Hdf5Reader& file, const std::string& path, const std::string& name) {
  ScenarioResult scenario;
  scenario.name = name;
  scenario.title.zh = attribute<std::string>(file, path, name, "title_zh");
  scenario.title.en = attribute<std::string>(file, path, name, "title_en");
  scenario.mass_closure_g = attribute<std::int64_t>(file, path, name, "mass_closure_g");
  for (const auto& line : file.read<std::string>(name + "/input/text")) scenario.resolved += line + "\n";
  scenario.policies = read_policies(file, name + "/policies");
  read_indicators(file, path, scenario);
  read_hindcast(file, path, scenario);
  if (file.has(name + "/parameters")) scenario.uncertain = file.read<std::string>(name + "/parameters/path").size();
  read_scores(file, path, scenario);
  read_climate(file, path, scenario);
  return scenario;
}

}  // namespace

ResultsContent read_results(const std::string& path) {
  const auto file = open_results(path);
  ResultsContent content;
  content.version = attribute<std::string>(file, path, "/", "version");
  content.scenario_sha256 = attribute<std::string>(file, path, "/", "scenario_sha256");
  content.data_sha256 = attribute<std::string>(file, path, "/", "data_sha256");
  content.seed = read_seed(file, path);
  content.replicas = static_cast<int>(attribute<std::int64_t>(file, path, "/", "replicas"));
  content.complete = attribute<std::int64_t>(file, path, "/", "complete") != 0;
  for (const auto& name : file.groups()) content.scenarios.push_back(read_scenario(file, path, name));
  return content;
}

}  // namespace waste
