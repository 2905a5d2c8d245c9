#include <algorithm>
#include <atomic>
#include <limits>
#include <set>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "models/results/alarms.h"
#include "models/results/climate.h"
#include "models/results/file.h"
#include "models/results/hindcast.h"
#include "models/results/indicators.h"
#include "models/results/layout.h"
#include "models/results/policies.h"
#include "models/results/book_tables.h"
#include "models/world/replica_world.h"
#include "models/world/world.h"

namespace waste {
namespace {

/// Writes one column of text or numbers after the other along one dimension.
class Columns {
 public:
  Columns(sim::Hdf5Writer& file, std::string group, std::string dim)
      : file_(file), group_(std::move(group)), dim_(std::move(dim)) {}

  template <class Items, class Get>
  void add(const std::string& name, const Items& items, Get get, const std::string& about = "") {
    std::vector<std::decay_t<decltype(get(*items.begin()))>> values;
    for (const auto& item : items) values.push_back(get(item));
    if (name == dim_) file_.dimension(group_ + "/" + name, values, plain(about));
    else file_.dataset(group_ + "/" + name, {dim_}, values, plain(about));
  }

 private:
  sim::Hdf5Writer& file_;
  std::string group_, dim_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

void write_input(sim::Hdf5Writer& file, const World& world, const std::string& group) {
  const auto lines = lines_of(world.scenario.resolved_text());
  std::vector<std::int32_t> numbers;
  for (std::size_t i = 0; i < lines.size(); ++i) numbers.push_back(static_cast<std::int32_t>(i + 1));
  file.dimension(group + "/line", numbers, plain());
  file.dataset(group + "/text", {"line"}, lines, plain("the merged scenario"));
}

void write_values(sim::Hdf5Writer& file, const World& world, const std::string& group) {
  Columns columns(file, group, "path");
  const auto& values = world.scenario.values();
  columns.add("path", values, [](const InputValue& v) { return v.path; });
  columns.add("value", values, [](const InputValue& v) { return v.value; }, "as written, with unit");
  columns.add("low", values, [](const InputValue& v) { return v.low; });
  columns.add("high", values, [](const InputValue& v) { return v.high; });
  columns.add("status", values, [](const InputValue& v) { return v.status; }, "plan, derived, assumption or scenario");
  columns.add("source", values, [](const InputValue& v) { return v.source; });
  columns.add("printed", values, [](const InputValue& v) { return v.printed; }, "the figure as the plan prints it");
  columns.add("origin", values, [](const InputValue& v) { return v.origin; }, "file and line");
}

void write_sites(sim::Hdf5Writer& file, const World& world, const std::string& group) {
  Columns columns(file, group, "site");
  columns.add("site", world.district.sites, [](const Site& s) { return s.id; });
  columns.add("kind", world.district.sites, [](const Site& s) { return s.kind; });
  columns.add("label_zh", world.district.sites, [](const Site& s) { return s.label.zh; });
  columns.add("label_en", world.district.sites, [](const Site& s) { return s.label.en; });
  columns.add("place", world.district.sites, [&](const Site& s) { return world.district.network.places()[s.place].id; });
  columns.add("inside", world.district.sites, [](const Site& s) { return std::int32_t{s.inside}; }, "1: inside the district");
}

void write_streams(sim::Hdf5Writer& file, const World& world, const std::string& group) {
  Columns columns(file, group, "stream");
  columns.add("stream", world.district.streams, [](const Stream& s) { return s.id; });
  columns.add("label_zh", world.district.streams, [](const Stream& s) { return s.label.zh; });
  columns.add("label_en", world.district.streams, [](const Stream& s) { return s.label.en; });
  columns.add("category", world.district.streams, [](const Stream& s) { return std::string(name_of(s.category)); });
  columns.add("code", world.district.streams, [](const Stream& s) { return s.code; }, "class of the national list");
  columns.add("counts_as", world.district.streams, [&](const Stream& s) { return world.district.streams[s.counts_as].id; });
  columns.add("reference_water", world.district.streams, [](const Stream& s) { return s.reference_water; });
}

/// What one replica adds to the tables of numbers, and to those that are written at the end.
struct Survey {
  std::uint32_t replica = 0;
  BookTables::Chunks chunks;
  IndicatorTable::Values indicators;
  std::vector<double> hindcast, drawn;
  std::vector<ClimateYear> climate;
};

/// One scenario of a results file: asks for its replicas once for the rows, once for numbers and indicators.
class ScenarioWriter {
 public:
  ScenarioWriter(sim::Hdf5Writer& file, const World& world)
      : file_(file), world_(world), indicators_(world), hindcast_(world), climate_(world) {}

  void write(const ResultsHead& head, std::uint32_t scenario, const ResultSource& source, const ResultSource& heads);

 private:
  void take_head(const ReplicaResult& head);
  Survey survey(const BookTables& tables, const ReplicaResult& result) const;
  void take(BookTables& tables, Survey&& survey);
  void write_head();
  void write_run(const std::string& group);
  void write_parameters(const std::string& group);

  sim::Hdf5Writer& file_;
  const World& world_;
  IndicatorTable indicators_;
  HindcastTable hindcast_;
  ClimateTable climate_;
  AlarmTable alarms_;
  RowUnion rows_;
  std::vector<std::int32_t> replicas_;
  std::vector<std::int64_t> events_, errors_, checks_;
  std::vector<double> drawn_;  // [replica * uncertain values + value]
};

void ScenarioWriter::take_head(const ReplicaResult& head) {
  replicas_.push_back(static_cast<std::int32_t>(head.replica));
  events_.push_back(static_cast<std::int64_t>(head.events));
  errors_.push_back(head.books.closing_error);
  checks_.push_back(static_cast<std::int64_t>(head.books.checks));
  rows_.add(head.books);
  alarms_.add(head.replica, head.books);
}

Survey ScenarioWriter::survey(const BookTables& tables, const ReplicaResult& result) const {
  const Books& books = result.books;
  SIM_ASSERT(books.first_month == world_.district.first_month() && books.months == world_.district.months());
  const auto world = world_of_replica(world_, result.replica);
  const PolicySet policies = world->draw_policies(result.replica);
  const Accounts accounts(world->district, policies, books);
  return {result.replica,      tables.cut(books), indicators_.evaluate(accounts), hindcast_.evaluate(accounts),
          world->drawn, climate_.evaluate(books)};
}

void ScenarioWriter::take(BookTables& tables, Survey&& survey) {
  tables.append(survey.chunks);
  indicators_.add(survey.replica, survey.indicators);
  hindcast_.add(survey.replica, survey.hindcast);
  drawn_.insert(drawn_.end(), survey.drawn.begin(), survey.drawn.end());
  climate_.add(survey.replica, std::move(survey.climate));
}

void ScenarioWriter::write(const ResultsHead& head, std::uint32_t scenario, const ResultSource& source, const ResultSource& heads) {
  static const std::atomic<bool> to_the_end{false};
  const auto replicas = static_cast<std::size_t>(head.replicas);
  sim::run_ensemble<ReplicaResult>(
      replicas, head.threads, [&](std::size_t i) { return heads(scenario, i); },
      [&](std::size_t, ReplicaResult&& result) { take_head(result); }, to_the_end);
  write_head();
  const std::string top = world_.scenario.name();
  write_input(file_, world_, top + "/input");
  write_values(file_, world_, top + "/values");
  write_sites(file_, world_, top + "/sites");
  write_streams(file_, world_, top + "/streams");
  write_policies(file_, world_, top + "/policies");
  BookTables tables(file_, world_, top, rows_, replicas_);
  sim::run_ensemble<Survey>(
      replicas, head.threads, [&](std::size_t i) { return survey(tables, source(scenario, i)); },
      [&](std::size_t, Survey&& survey) { take(tables, std::move(survey)); }, to_the_end);
  write_run(top + "/run");
  indicators_.write(file_, top + "/indicators", top + "/scores");
  hindcast_.write(file_, top + "/hindcast");
  climate_.write(file_, top + "/climate");
  alarms_.write(file_, top + "/alarms");
  write_parameters(top + "/parameters");
}

void ScenarioWriter::write_head() {
  const auto largest = errors_.empty() ? 0 : *std::max_element(errors_.begin(), errors_.end());
  file_.group(world_.scenario.name(), {{"title_zh", world_.title.zh},
                                       {"title_en", world_.title.en},
                                       {"scenario_sha256", world_.scenario.sha256()},
                                       {"data_sha256", world_.scenario.data_sha256()},
                                       {"mass_closure_g", largest}});
}

void ScenarioWriter::write_run(const std::string& group) {
  file_.dimension(group + "/replica", replicas_, plain());
  file_.dataset(group + "/events", {"replica"}, events_, plain("events handled"));
  file_.dataset(group + "/mass_closure_g", {"replica"}, errors_, units("g", "g", "largest difference any check found"));
  file_.dataset(group + "/checks", {"replica"}, checks_, plain("balances compared"));
}

/// The values drawn for each replica, where parameters are uncertain.
void ScenarioWriter::write_parameters(const std::string& group) {
  if (world_.uncertain.empty()) return;
  file_.dimension(group + "/replica", replicas_, plain());
  Columns columns(file_, group, "path");
  const auto& values = world_.uncertain;
  columns.add("path", values, [](const UncertainValue& v) { return v.path; });
  columns.add("own_unit", values, [](const UncertainValue& v) { return v.unit; }, "of the value and its range");
  columns.add("low", values, [](const UncertainValue& v) { return v.low; }, "lower end of the range");
  columns.add("mode", values, [](const UncertainValue& v) { return v.mode; }, "the value as written");
  columns.add("high", values, [](const UncertainValue& v) { return v.high; }, "upper end of the range");
  file_.dataset(group + "/value", {"replica", "path"}, drawn_, units("1", "see variable own_unit", "value of the replica"));
}

/// Of the tables of all scenarios: the one they share, or the fingerprint of all.
std::string data_fingerprint(const std::vector<const World*>& worlds) {
  std::set<std::string> different;
  std::string all;
  for (const World* world : worlds) {
    different.insert(world->scenario.data_sha256());
    all += world->scenario.data_sha256();
  }
  return different.size() == 1 ? *different.begin() : sim::sha256(all);
}

sim::AttributeValue seed_value(std::uint64_t seed) {
  if (seed > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::to_string(seed);
  return static_cast<std::int64_t>(seed);
}

void write_root(sim::Hdf5Writer& file, const std::vector<const World*>& worlds, const ResultsHead& head) {
  std::string names, texts;
  for (const World* world : worlds) {
    names += (names.empty() ? "" : " ") + world->scenario.name();
    texts += world->scenario.resolved_text();
  }
  file.group("/", {{"format", results_format},
                   {"format_version", std::to_string(results_major) + "." + std::to_string(results_minor)},
                   {"program", "wufei"},
                   {"version", WUFEI_VERSION},
                   {"scenario_sha256", sim::sha256(texts)},
                   {"data_sha256", data_fingerprint(worlds)},
                   {"seed", seed_value(head.seed)},
                   {"rng", "philox4x64-10 layout " + std::to_string(sim::Random::layout_version)},
                   {"replicas", std::int64_t{head.replicas}},
                   {"complete", std::int64_t{head.complete}},
                   {"scenarios", names}});
}

void require_different_names(const std::vector<const World*>& worlds) {
  std::set<std::string> names;
  for (const World* world : worlds)
    if (!names.insert(world->scenario.name()).second)
      throw sim::Error(sim::Exit::usage, "two scenarios of one run are called '" + world->scenario.name() +
                                             "'; rename one file, or run them into two results files");
}

}  // namespace

void write_results(const std::string& path, const std::vector<const World*>& worlds, const ResultsHead& head,
                   const ResultSource& source, const ResultSource& heads) {
  require_different_names(worlds);
  sim::Hdf5Writer file(path);
  write_root(file, worlds, head);
  for (std::size_t i = 0; i < worlds.size(); ++i)
    ScenarioWriter(file, *worlds[i]).write(head, static_cast<std::uint32_t>(i), source, heads ? heads : source);
  file.finish();
}

}  // namespace waste
