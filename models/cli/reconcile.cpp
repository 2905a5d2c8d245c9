// wufei reconcile: the plan's statistics of the base year against the mass balances, and the printed figures that contradict them.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/views/cell_table.h"
#include "models/views/format.h"
#include "models/views/json.h"
#include "models/views/table.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

enum class Finding { good, suspected, computed, unknown, unchecked, agrees, contradicts };

struct FindingText {
  const char* code;
  Label label;
};

const FindingText& text_of(Finding finding) {
  static const FindingText texts[] = {{"good", {"相符", "agrees with the balances"}},
                                      {"suspected", {"疑有粗差", "gross error suspected"}},
                                      {"computed", {"由平衡算出", "computed from the balances"}},
                                      {"unknown", {"无法确定", "not determined"}},
                                      {"unchecked", {"无平衡可检验", "no balance checks it"}},
                                      {"agrees", {"一致", "agrees"}},
                                      {"contradicts", {"矛盾", "contradicts"}}};
  return texts[static_cast<int>(finding)];
}

/// One line of the output: a statistic or a claim.
struct Row {
  std::string id;
  Label name;
  std::string kind, unit, conflict;
  double measured = 0, sigma = 0, reconciled = 0, reconciled_sigma = 0, z = 0;
  Finding finding{};
  Place place{};

  double residual() const { return measured - reconciled; }
};

Finding judge(const Reconciliation& found, const Statistic& statistic, std::size_t i) {
  if (std::isnan(found.flows.value[i])) return Finding::unknown;
  if (std::isnan(statistic.measured.value)) return Finding::computed;
  if (std::isnan(found.flows.z[i])) return Finding::unchecked;
  return std::abs(found.flows.z[i]) > found.suspicion ? Finding::suspected : Finding::good;
}

/// Statistics before claims, each in the order of their file.
bool as_written(const Row& a, const Row& b) {
  return std::tuple(a.kind == "claim", a.place.file, a.place.line) < std::tuple(b.kind == "claim", b.place.file, b.place.line);
}

std::vector<Row> rows_of(const World& world, const Reconciliation& found) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < world.plan.statistics.size(); ++i) {
    const Statistic& s = world.plan.statistics[i];
    const double sigma = std::isnan(s.measured.value) ? std::nan("") : s.measured.sigma;
    rows.push_back({s.id, s.name, "statistic", s.unit, "", s.measured.value, sigma, found.flows.value[i], found.flows.sigma[i],
                    found.flows.z[i], judge(found, s, i), s.place});
  }
  for (std::size_t i = 0; i < world.plan.claims.size(); ++i) {
    const Claim& c = world.plan.claims[i];
    const CheckedClaim& checked = found.claims[i];
    rows.push_back({c.id, c.name, "claim", c.unit, c.contradicts, c.value, c.sigma, checked.found, std::nan(""), checked.z,
                    checked.agrees ? Finding::agrees : Finding::contradicts, c.place});
  }
  std::stable_sort(rows.begin(), rows.end(), as_written);
  return rows;
}

/// "contradicts (C1)"; an unregistered contradiction is marked as such.
std::string verdict(const Row& row, const Session& session) {
  const std::string text = session.say(text_of(row.finding).label);
  if (row.finding != Finding::contradicts) return text;
  return text + (row.conflict.empty() ? session.say({"（未登记！）", " (not in the register!)"}) : " (" + row.conflict + ")");
}

std::string with_sigma(double value, double sigma) {
  return std::isnan(value) ? "–" : number(value) + (std::isnan(sigma) ? "" : " ± " + number(sigma));
}

std::string section(const std::vector<Row>& rows, const std::string& kind, const Label& value, const Session& session) {
  Table table({{session.say({"数值", "figure"}), false, 44},
               {session.say({"单位", "unit"})},
               {session.say(value), true},
               {session.say({"平差值", "reconciled"}), true},
               {session.say({"残差", "residual"}), true},
               {"|z|", true},
               {session.say({"结论", "verdict"}), false, 34}});
  for (const Row& row : rows)
    if (row.kind == kind)
      table.add({session.say(row.name), row.unit, with_sigma(row.measured, row.sigma), with_sigma(row.reconciled, row.reconciled_sigma),
                 number(row.residual()), number(std::abs(row.z)), verdict(row, session)});
  return table.text(session.color_out);
}

std::string global_test(const Reconciliation& found, const Session& session) {
  const std::string numbers = number(found.flows.chi_square) + (found.passes() ? " <= " : " > ") + number(found.limit) + " (" +
                              std::to_string(found.flows.freedom) + session.say({" 个自由度，95%)", " degrees of freedom, 95 %)"});
  const std::string outcome = found.passes() ? session.say({"通过", "passed"}) : session.say({"未通过", "failed"});
  return session.say({"总体检验：卡方 ", "global test: chi-square "}) + numbers + session.say({"，", ", "}) + outcome + "\n" +
         session.say({"单项检验：|z| 超过 ", "tests of single figures: suspected above |z| = "}) + number(found.suspicion) +
         session.say({" 为疑有粗差（邦费罗尼，95%）\n", " (Bonferroni, 95 %)\n"});
}

std::string as_table(const World&, const Reconciliation& found, const std::vector<Row>& rows, const Session& session) {
  return painted(session.say({"统计数值与物料平衡", "statistics and balances"}), Paint::bold, session.color_out) + "\n" +
         section(rows, "statistic", {"统计值", "measured"}, session) + global_test(found, session) + "\n" +
         painted(session.say({"方案载明的其他数值（不参与平差，矛盾见 CONFLICTS.md）",
                              "other printed figures (not averaged in; contradictions: CONFLICTS.md)"}),
                 Paint::bold, session.color_out) +
         "\n" + section(rows, "claim", {"方案值", "printed"}, session);
}

std::string as_cells(const std::vector<Row>& rows, Format format, const Session& session) {
  CellTable table{"reconciled",
                  {"统计数值校核", "statistics reconciled"},
                  {{"kind", {"类别", "kind"}},
                   {"id", {"标识", "id"}},
                   {"label", {"名称", "label"}},
                   {"unit", {"单位", "unit"}},
                   {"measured", {"统计值", "measured"}},
                   {"sigma", {"标准差", "sigma"}},
                   {"reconciled", {"平差值", "reconciled"}},
                   {"reconciled_sigma", {"平差值标准差", "reconciled, sigma"}},
                   {"residual", {"残差", "residual"}},
                   {"z", {"z", "z"}},
                   {"verdict", {"结论", "verdict"}},
                   {"conflict", {"矛盾编号", "conflict"}}},
                  {}};
  for (const Row& row : rows)
    table.rows.push_back({session.zh() ? (row.kind == "claim" ? "其他数值" : "统计数值") : row.kind, row.id, session.say(row.name),
                          row.unit, digits(row.measured), digits(row.sigma), digits(row.reconciled), digits(row.reconciled_sigma),
                          digits(row.residual()), digits(row.z), session.zh() ? text_of(row.finding).label.zh : text_of(row.finding).code,
                          row.conflict});
  return in_format(table, format, session);
}

std::string as_json(const Reconciliation& found, const std::vector<Row>& rows) {
  Json json;
  json.begin('{')
      .member("schema_version", 1)
      .member("chi_square", found.flows.chi_square)
      .member("degrees_of_freedom", found.flows.freedom);
  json.member("limit_95", found.limit)
      .member("passes", found.passes())
      .member("suspicion_limit", found.suspicion)
      .key("figures")
      .begin('[');
  for (const Row& row : rows) {
    json.begin('{')
        .member("kind", row.kind)
        .member("id", row.id)
        .key("label")
        .begin('{')
        .member("zh", row.name.zh)
        .member("en", row.name.en)
        .end();
    json.member("unit", row.unit).member("measured", row.measured).member("sigma", row.sigma).member("reconciled", row.reconciled);
    json.member("reconciled_sigma", row.reconciled_sigma).member("residual", row.residual()).member("z", row.z);
    json.member("verdict", text_of(row.finding).code).member("conflict", row.conflict).end();
  }
  return json.end().end().text();
}

int run(const Arguments& arguments, const Session& session) {
  const Format format = format_named(arguments.one_of("format", format_names()));
  if (format == Format::xlsx && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  const auto world = build_world(Scenario::read(arguments.words().front(), arguments.all("set")));
  const Reconciliation found = reconcile(world->plan);
  const auto rows = rows_of(*world, found);
  deliver(arguments.text("output"), format == Format::json    ? as_json(found, rows)
                                    : format == Format::table ? as_table(*world, found, rows, session)
                                                              : as_cells(rows, format, session));
  return found.passes() ? 0 : 1;
}

const RegisteredVerb registered{
    9,
    {"reconcile",
     "SCENARIO",
     1,
     1,
     {"按物料平衡校核（平差）基准年统计数值，列出自相矛盾之处；总体检验未通过时退出码为1",
      "Reconciles the statistics of the base year under the mass balances, and flags contradictions; exit 1 if the global test fails."},
     {"  wufei reconcile scenarios/plan.yaml\n  wufei reconcile scenarios/plan.yaml --format csv -o out/reconciled.csv\n",
      "  wufei reconcile scenarios/plan.yaml\n  wufei reconcile scenarios/plan.yaml --format csv -o out/reconciled.csv\n"},
     {{"format", "", "FORMAT", {"table（默认）、csv、json 或 xlsx", "table (default), csv, json or xlsx"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
