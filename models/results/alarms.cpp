#include "models/results/alarms.h"

#include "models/results/layout.h"

namespace waste {
namespace {

constexpr std::int32_t days_to_2020 = 18'262;  // since 1970-01-01

}  // namespace

void AlarmTable::add(std::uint32_t replica, const Books& books) {
  replicas_.push_back(static_cast<std::int32_t>(replica));
  counts_.insert(counts_.end(), books.alarm_counts.begin(), books.alarm_counts.end());
  for (const Alarm& alarm : books.alarms) {
    of_.push_back(replicas_.back());
    days_.push_back(alarm.day - days_to_2020);
    sites_.push_back(static_cast<std::int32_t>(alarm.site));
    streams_.push_back(alarm.stream == no_stream ? -1 : alarm.stream);
    kinds_.push_back(static_cast<std::int32_t>(alarm.kind));
    amounts_.push_back(alarm.amount);
  }
}

void AlarmTable::write(sim::Hdf5Writer& file, const std::string& path) const {
  std::vector<std::string> names, zh, en, own;
  std::vector<std::int32_t> numbers;
  for (std::size_t i = 0; i < alarm_kinds; ++i) {
    const AlarmInfo& kind = info(static_cast<AlarmKind>(i));
    names.push_back(kind.name), zh.push_back(kind.label.zh), en.push_back(kind.label.en), own.push_back(kind.unit);
  }
  for (std::size_t i = 0; i < of_.size(); ++i) numbers.push_back(static_cast<std::int32_t>(i));
  file.dimension(path + "/replica", replicas_, plain());
  file.dimension(path + "/kind", names, plain());
  file.dataset(path + "/label_zh", {"kind"}, zh, plain());
  file.dataset(path + "/label_en", {"kind"}, en, plain());
  file.dataset(path + "/own_unit", {"kind"}, own, plain("of the amounts of this kind"));
  file.dataset(path + "/count", {"replica", "kind"}, counts_, plain("alarms rung, listed or not"));
  if (numbers.empty()) return;
  const sim::Names dims{"alarm"};
  file.dimension(path + "/alarm", numbers, plain("listed: the first " + std::to_string(most_alarms) + " of each replica"));
  file.dataset(path + "/of_replica", dims, of_, plain());
  file.dataset(path + "/day", dims, days_, units("days since 2020-01-01", "days since 2020-01-01", "when it was rung"));
  file.dataset(path + "/site", dims, sites_, plain("index into group sites"));
  file.dataset(path + "/stream", dims, streams_, plain("index into group streams; -1: none"));
  file.dataset(path + "/of_kind", dims, kinds_, plain("index into kind"));
  file.dataset(path + "/amount", dims, amounts_, plain("in own_unit of the kind"));
}

namespace {

template <class T>
std::vector<T> sound_column(const sim::Hdf5Reader& file, const std::string& path, const std::string& dataset, std::size_t length) {
  auto values = file.read<T>(dataset);
  if (values.size() != length) refuse_results(path, "is damaged at '" + dataset + "': it has not the length of its dimension");
  return values;
}

/// Ids and labels of a table of the file, by index.
struct Named {
  std::vector<std::string> ids, zh, en;
  Named(const sim::Hdf5Reader& file, const std::string& path, const std::string& group, const std::string& dim)
      : ids(file.read<std::string>(group + "/" + dim)), zh(sound_column<std::string>(file, path, group + "/label_zh", ids.size())),
        en(sound_column<std::string>(file, path, group + "/label_en", ids.size())) {}
  bool has(std::int32_t i) const { return i >= 0 && static_cast<std::size_t>(i) < ids.size(); }
  Label label(std::int32_t i) const { return has(i) ? Label{zh[static_cast<std::size_t>(i)], en[static_cast<std::size_t>(i)]} : Label{}; }
  std::string id(std::int32_t i) const { return has(i) ? ids[static_cast<std::size_t>(i)] : ""; }
};

AlarmsOfScenario read_scenario_alarms(const sim::Hdf5Reader& file, const std::string& path, const std::string& name) {
  AlarmsOfScenario result;
  result.name = name;
  const auto title = [&](const char* key) {
    const auto value = file.attribute(name, key);
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    return text ? *text : "";
  };
  result.title = {title("title_zh"), title("title_en")};
  const std::string group = name + "/alarms";
  if (!file.has(group)) return result;
  result.replicas = static_cast<int>(file.read<std::int32_t>(group + "/replica").size());
  const auto counts = sound_column<std::int64_t>(file, path, group + "/count", static_cast<std::size_t>(result.replicas) * alarm_kinds);
  result.counts.assign(alarm_kinds, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) result.counts[i % alarm_kinds] += counts[i];
  if (!file.has(group + "/alarm")) return result;
  const Named sites(file, path, name + "/sites", "site"), streams(file, path, name + "/streams", "stream");
  const std::size_t n = file.read<std::int32_t>(group + "/alarm").size();
  const auto whole = [&](const char* column) { return sound_column<std::int32_t>(file, path, group + "/" + column, n); };
  const auto of = whole("of_replica"), days = whole("day"), where = whole("site"), what = whole("stream"), kinds = whole("of_kind");
  const auto amounts = sound_column<std::int64_t>(file, path, group + "/amount", n);
  for (std::size_t i = 0; i < n; ++i) {
    if (kinds[i] < 0 || kinds[i] >= static_cast<std::int32_t>(alarm_kinds) || !sites.has(where[i]))
      refuse_results(path, "is damaged at '" + group + "': an alarm of unknown kind or site");
    result.alarms.push_back({of[i], days[i] + days_to_2020, sites.id(where[i]), streams.id(what[i]), sites.label(where[i]),
                             streams.label(what[i]), static_cast<AlarmKind>(kinds[i]), amounts[i]});
  }
  return result;
}

}  // namespace

std::vector<AlarmsOfScenario> read_alarms(const std::string& path) {
  const auto file = open_results(path);
  std::vector<AlarmsOfScenario> all;
  for (const auto& name : file.groups()) all.push_back(read_scenario_alarms(file, path, name));
  return all;
}

}  // namespace waste
