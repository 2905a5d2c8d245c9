#include "models/run/earlier.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>

#include "engine/base/error.h"
#include "models/results/book_reader.h"
#include "models/results/layout.h"
#include "models/results/reader.h"
#include "models/world/world.h"

namespace waste {
namespace {

constexpr std::int32_t days_to_2020 = 18'262;  // since 1970-01-01

[[noreturn]] void refuse(const std::string& path, const sim::Message& why) {
  throw sim::Error(sim::Exit::usage, {"“" + path + "”" + why.zh + "；只能在同一运行的结果上增加遍数",
                                      "'" + path + "' " + why.en + "; replicas can be added to the same run only"});
}

void check_same_run(const std::string& path, const ResultsContent& content, const Setup& setup) {
  if (!content.complete || content.replicas < 1) refuse(path, {"不完整", "is not complete"});
  if (content.version != WUFEI_VERSION)
    refuse(path, {"由版本" + content.version + "写出，本程序为" WUFEI_VERSION,
                  "was written by version " + content.version + ", this is " WUFEI_VERSION});
  if (content.seed != setup.seed())
    refuse(path, {"的种子为" + std::to_string(content.seed) + "，本次运行为" + std::to_string(setup.seed()),
                  "has seed " + std::to_string(content.seed) + ", this run " + std::to_string(setup.seed())});
  std::string theirs, ours;
  for (const auto& scenario : content.scenarios) theirs += " " + scenario.name;
  for (const auto& world : setup.worlds()) ours += " " + world->scenario.name();
  if (theirs != ours) refuse(path, {"包含情景" + theirs + "，本次运行为" + ours, "holds the scenarios" + theirs + ", this run" + ours});
}

void check_same_scenario(const std::string& path, const sim::Hdf5Reader& file, const ScenarioResult& theirs, const Scenario& ours) {
  if (theirs.resolved != ours.resolved_text())
    refuse(path, {"中情景“" + theirs.name + "”的内容不同（wufei compare 可指出位置）",
                  "has another text of scenario '" + theirs.name + "' (wufei compare shows where)"});
  if (text_attribute(file, theirs.name, "data_sha256") != ours.data_sha256())
    refuse(path, {"中情景“" + theirs.name + "”的数据不同", "has other data in scenario '" + theirs.name + "'"});
}

/// Lines of the union of all replicas that this one never booked.
void drop_empty_rows(Books& books) {
  const auto months = static_cast<std::size_t>(books.months);
  Books kept = books;
  kept.keys.clear(), kept.entries.clear();
  for (std::size_t i = 0; i < books.keys.size(); ++i) {
    const auto row = books.row(i);
    if (std::none_of(row.begin(), row.end(), [](const BookEntry& entry) { return entry.count != 0; })) continue;
    kept.keys.push_back(books.keys[i]);
    kept.entries.insert(kept.entries.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(months));
  }
  books = std::move(kept);
}

}  // namespace

class EarlierResults::OneScenario {
 public:
  OneScenario(const std::string& path, const World& world)
      : path_(path), world_(world), file_(open_results(path)), books_(path, world), events_(column<std::int64_t>("run/events")),
        checks_(column<std::int64_t>("run/checks")), errors_(column<std::int64_t>("run/mass_closure_g")),
        counts_(column<std::int64_t>("alarms/count")) {
    read_alarms();
    read_effects();
    const std::size_t n = books_.replicas();
    if (events_.size() != n || checks_.size() != n || errors_.size() != n || counts_.size() != n * alarm_kinds)
      refuse_results(path_, {"在“" + world_.scenario.name() + "/run”处损坏", "is damaged at '" + world_.scenario.name() + "/run'"});
    for (std::size_t i = 0; i < n; ++i)
      if (books_.number(i) != i) refuse(path_, {"的各遍不是从0起连续的", "does not hold replicas from 0 on without a gap"});
  }

  std::size_t replicas() const { return books_.replicas(); }

  ReplicaResult read(std::size_t replica) const {
    ReplicaResult result;
    result.replica = static_cast<std::uint32_t>(replica);
    result.events = static_cast<std::uint64_t>(events_[replica]);
    {
      const std::scoped_lock turn(mutex_);
      result.books = books_.read(replica);
    }
    drop_empty_rows(result.books);
    result.books.checks = static_cast<std::uint64_t>(checks_[replica]);
    result.books.closing_error = errors_[replica];
    std::copy_n(counts_.begin() + static_cast<std::ptrdiff_t>(replica * alarm_kinds), alarm_kinds, result.books.alarm_counts.begin());
    if (const auto alarms = alarms_.find(static_cast<std::int32_t>(replica)); alarms != alarms_.end()) result.books.alarms = alarms->second;
    result.acted.assign(world_.policies.list.size(), 0);
    for (std::size_t i = 0; i < acting_.size(); ++i) result.acted[acting_[i]] = acted_[replica * acting_.size() + i] != 0 ? 1 : 0;
    return result;
  }

 private:
  template <class T>
  std::vector<T> column(const std::string& name) const {
    return file_.read<T>(world_.scenario.name() + "/" + name);
  }

  void read_alarms() {
    if (!file_.has(world_.scenario.name() + "/alarms/day")) return;
    const auto days = column<std::int32_t>("alarms/day"), sites = column<std::int32_t>("alarms/site");
    const auto streams = column<std::int32_t>("alarms/stream"), kinds = column<std::int32_t>("alarms/of_kind");
    const auto owners = column<std::int32_t>("alarms/of_replica");
    const auto amounts = column<std::int64_t>("alarms/amount");
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (kinds[i] < 0 || static_cast<std::size_t>(kinds[i]) >= alarm_kinds)
        refuse_results(path_, {"的预警已损坏", "is damaged at its alarms"});
      alarms_[owners[i]].push_back({days[i] + days_to_2020, static_cast<SiteId>(sites[i]),
                                    streams[i] < 0 ? no_stream : static_cast<StreamId>(streams[i]), static_cast<AlarmKind>(kinds[i]),
                                    amounts[i]});
    }
  }

  void read_effects() {
    for (std::size_t i = 0; i < world_.policies.list.size(); ++i)
      if (world_.policies.list[i]->acts()) acting_.push_back(i);
    if (acting_.empty()) return;
    acted_ = column<double>("effects/acted");
    if (acted_.size() != books_.replicas() * acting_.size()) refuse_results(path_, {"的政策作用已损坏", "is damaged at its effects"});
  }

  std::string path_;
  const World& world_;
  sim::Hdf5Reader file_;
  BooksReader books_;
  mutable std::mutex mutex_;  // of books_
  std::vector<std::int64_t> events_, checks_, errors_, counts_;
  std::map<std::int32_t, std::vector<Alarm>> alarms_;  // by replica
  std::vector<std::size_t> acting_;                    // policies that can act, by position in the list
  std::vector<double> acted_;                          // [replica * acting + i]
};

EarlierResults::EarlierResults(const std::string& path, const Setup& setup) {
  if (!std::filesystem::exists(path))
    throw sim::Error(sim::Exit::usage, {"没有可以增加遍数的“" + path + "”；请先不带 --add 运行",
                                        "there is no '" + path + "' to add replicas to; run it first, without --add"});
  const ResultsContent content = read_results(path);
  check_same_run(path, content, setup);
  replicas_ = static_cast<std::size_t>(content.replicas);
  const auto file = open_results(path);
  for (std::size_t i = 0; i < setup.scenarios(); ++i) {
    check_same_scenario(path, file, content.scenarios[i], setup.scenario(i, replicas_));
    scenarios_.push_back(std::make_unique<OneScenario>(path, *setup.worlds()[i]));
    if (scenarios_.back()->replicas() != replicas_)
      refuse_results(path, {"已损坏：各情景的遍数不同", "is damaged: its scenarios differ in their number of replicas"});
  }
}

EarlierResults::~EarlierResults() = default;

ReplicaResult EarlierResults::read(std::size_t scenario, std::size_t replica) const {
  ReplicaResult result = scenarios_[scenario]->read(replica);
  result.scenario = static_cast<std::uint32_t>(scenario);
  return result;
}

}  // namespace waste
