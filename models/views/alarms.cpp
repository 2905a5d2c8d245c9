#include "models/views/alarms.h"

#include "models/results/checks.h"
#include "models/results/layout.h"
#include "models/views/table.h"

namespace waste {
namespace {

constexpr std::size_t max_rows = 30;

const sim::Names dims{"alarm"};
const std::vector<Shown> columns{{"replica", "of_replica"}, {"date", "day"},      {"alarm", "of_kind"},
                                 {"name", "of_kind.label"}, {"site", "site"},     {"site_name", "site.label"},
                                 {"stream", "stream"},      {"amount", "amount"}, {"unit", "of_kind.own_unit"}};
const std::vector<Shown> columns_of_json{{"replica", "of_replica"}, {"date", "day"},      {"alarm", "of_kind"},        {"site", "site"},
                                         {"stream", "stream"},      {"amount", "amount"}, {"unit", "of_kind.own_unit"}};

std::size_t replicas_of(const ResultTable& table) { return table.empty() ? 0 : table.length("replica"); }

/// [kind] total over all replicas.
std::vector<std::int64_t> counts_of(const ResultTable& table) {
  if (table.empty()) return {};
  const std::size_t kinds = table.length("kind");
  const auto& counts = table.cells<std::int64_t>("count");
  std::vector<std::int64_t> sums(kinds);
  const std::string dataset = table.scenario + "/alarms/count";
  for (std::size_t i = 0; i < counts.size(); ++i) sums[i % kinds] = sum_of(table.file, dataset, sums[i % kinds], counts[i]);
  return sums;
}

std::string counts_text(const ResultTable& table, const std::vector<double>& weights, const Style& style) {
  Table text({{style.say({"预警", "alarm"})}, {style.say({"每遍模拟平均次数", "mean number in a replica"}), true}});
  const auto means = mean_alarms(table, weights);
  for (std::size_t i = 0; i < means.size(); ++i)
    if (means[i] > 0)
      text.add({style.say({table.cells<std::string>("label_zh")[i], table.cells<std::string>("label_en")[i]}), number(means[i])});
  return text.empty() ? style.say({"没有预警\n", "no alarms\n"}) : text.text(style.color_out);
}

std::vector<std::string> alarm_cells(const TableRows& rows, const Position& at, const Style& style) {
  const auto text = [&](const char* cell) { return csv_text(rows.cell(cell, at), style.language); };
  return {text("day"), text("of_kind.label"), text("site.label"), text("stream.label"),
          people_text(rows.cell("amount", at), text("of_kind.own_unit"), style.language)};
}

std::string first_alarms(const TableRows& rows, const Style& style) {
  Table table({{style.say({"日期", "date"})},
               {style.say({"预警", "alarm"})},
               {style.say({"场所", "site"})},
               {style.say({"物料", "stream"})},
               {style.say({"数量", "amount"}), true}});
  std::size_t listed = 0;
  std::int64_t first = 0;
  rows.each([&](const Position& at) {
    const Cell cell = rows.cell("of_replica", at);
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (!number) refuse_results(rows.table().file, damaged_at(rows.table().scenario + "/alarms", "its alarms are of no replica"));
    const std::int64_t replica = *number;
    if (listed == 0) first = replica;
    if (replica != first) return false;
    if (listed++ < max_rows) table.add(alarm_cells(rows, at, style));
    return true;
  });
  if (table.empty()) return "";
  std::string text = style.zh() ? "第" + std::to_string(first) + "遍模拟：\n" : "replica " + std::to_string(first) + ":\n";
  text += table.text(style.color_out);
  if (listed > max_rows)
    text += style.zh() ? "另有" + std::to_string(listed - max_rows) + "条；全部：--format csv\n"
                       : "and " + std::to_string(listed - max_rows) + " more; all of them: --format csv\n";
  return text;
}

void write_scenario(Json& json, const TableRows& rows, const std::vector<double>& weights) {
  const ResultTable& table = rows.table();
  json.key(table.scenario).begin('{').member("replicas", replicas_of(table)).key("counts").begin('{');
  const auto counts = counts_of(table);
  for (std::size_t i = 0; i < counts.size(); ++i) json.member(table.cells<std::string>("kind")[i], counts[i]);
  json.end().key("means").begin('{');
  const auto means = mean_alarms(table, weights);
  for (std::size_t i = 0; i < means.size(); ++i) json.member(table.cells<std::string>("kind")[i], means[i]);
  json.end().key("alarms").begin('[');
  rows.each([&](const Position& at) { return write_row(json, rows, columns_of_json, at), true; });
  json.end().end();
}

std::string scenario_text(const TableRows& rows, const std::vector<double>& weights, const Style& style) {
  const ResultTable& table = rows.table();
  return painted(table.scenario + (style.zh() ? "：" : ": ") + style.say(table.scenario_title), Paint::bold, style.color_out) + "\n" +
         counts_text(table, weights, style) + first_alarms(rows, style);
}

}  // namespace

std::vector<double> mean_alarms(const ResultTable& table, const std::vector<double>& weights) {
  if (table.empty()) return {};
  const std::size_t kinds = table.length("kind"), replicas = table.length("replica");
  const auto& counts = table.cells<std::int64_t>("count");
  std::vector<double> means(kinds);
  for (std::size_t i = 0; i < counts.size(); ++i)
    means[i % kinds] += static_cast<double>(counts[i]) * (weights.empty() ? 1 / static_cast<double>(replicas) : weights[i / kinds]);
  return means;
}

std::string alarms_view(const std::string& path, Format format, const Style& style) {
  if (format == Format::csv || format == Format::xlsx) return chosen_columns(path, "alarms", dims, columns, format, style);
  const auto file = open_results(path);
  std::string text;
  Json json;
  json.begin('{').member("schema_version", 1).key("scenarios").begin('{');
  for (const auto& scenario : file.groups()) {
    const TableRows rows(file, read_table(file, path, scenario, "alarms"), dims);
    const auto weights = read_weights(file, path, scenario, static_cast<int>(replicas_of(rows.table())));
    text += (text.empty() ? "" : "\n") + scenario_text(rows, weights, style);
    write_scenario(json, rows, weights);
  }
  return format == Format::json ? json.end().end().text() : text;
}

}  // namespace waste
