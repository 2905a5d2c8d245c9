// wufei score: the forecasts of a results file against what was observed, and against forecasts that need no model.
#include "models/results/scoring.h"

#include <cmath>

#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/views/cell_table.h"
#include "models/views/format.h"
#include "models/views/json.h"
#include "models/views/table.h"

namespace waste::cli {
namespace {

std::string range(double low, double high) { return number(low) + " … " + number(high); }

std::string percent_of(double share) { return std::isnan(share) ? "–" : number(std::round(1000 * share) / 10) + " %"; }

std::string inside(const ForecastScore& score, const Session& session) {
  return score.inside_50   ? session.say({"50%区间内", "within 50 %"})
         : score.inside_90 ? session.say({"90%区间内", "within 90 %"})
                           : session.say({"区间外", "outside"});
}

Table rows_table(const Session& session) {
  return Table({{session.say({"观测量", "quantity"}), false, 36},
                {session.say({"年", "year"})},
                {session.say({"单位", "unit"})},
                {session.say({"观测值", "observed"}), true},
                {session.say({"模拟均值", "mean"}), true},
                {session.say({"5%–95%", "5–95 %"})},
                {session.say({"落点", "where"})},
                {"z", true},
                {"CRPS", true},
                {session.say({"较维持上年", "vs persistence"}), true}});
}

void add_row(Table& table, const ScoredRow& row, const Session& session) {
  const Observation& o = *row.observation;
  const std::string observed = number(row.observed) + (row.sigma > 0 ? " ± " + number(row.sigma) : "");
  if (row.replicas == 0)
    return table.add({o.path, std::to_string(o.year), row.unit, observed, session.say({"未模拟", "not simulated"}), "", "", "", "", ""});
  const double skill = row.against[static_cast<std::size_t>(Yardstick::persistence)].skill;
  table.add({o.path, std::to_string(o.year), row.unit, observed, number(row.score.mean), range(row.score.q05, row.score.q95),
             inside(row.score, session), std::isnan(row.score.z) ? "–" : number(row.score.z), number(row.score.crps), percent_of(skill)});
}

std::string summary_text(const ScoreSummary& summary, const Label& which, const Session& session) {
  if (summary.rows == 0) return "";
  const auto share = [&](std::size_t part) { return std::to_string(part) + "/" + std::to_string(summary.rows); };
  std::string text = session.say(which) + session.say({"：90%区间内 ", ": within 90 % "}) + share(summary.inside_90) +
                     session.say({"，50%区间内 ", ", within 50 % "}) + share(summary.inside_50) +
                     session.say({"；概率积分变换直方图", "; PIT histogram"});
  for (const std::size_t count : summary.pit) text += " " + std::to_string(count);
  text += "\n";
  for (std::size_t i = 0; i < yardsticks; ++i)
    if (summary.compared[i] > 0)
      text += session.say({"  较“", "  against \""}) + session.say(info(static_cast<Yardstick>(i)).label) +
              session.say({"”：技巧评分 ", "\": skill "}) + percent_of(summary.skill[i]) + session.say({"（", " ("}) +
              std::to_string(summary.compared[i]) + session.say({"行）\n", " rows)\n"});
  return text;
}

std::string as_table(const std::vector<ScenarioScore>& scores, const Session& session) {
  std::string text;
  for (const ScenarioScore& score : scores) {
    const std::string& title = session.say(score.title);
    text += (text.empty() ? "" : "\n") +
            painted(score.scenario + (title.empty() ? "" : session.say({"：", ": "}) + title), Paint::bold, session.color_out) + "\n";
    Table table = rows_table(session);
    for (const ScoredRow& row : score.rows) add_row(table, row, session);
    text += table.text(session.color_out) +
            summary_text(score.unused, {"模型未使用的观测", "observations the model did not use"}, session) +
            summary_text(score.used, {"模型已使用的观测（不作检验）", "observations the model used (no test)"}, session);
  }
  return text;
}

std::vector<CellTable::Column> columns_of_cells() {
  std::vector<CellTable::Column> columns{{"scenario", {"情景", "scenario"}},
                                         {"path", {"观测量", "quantity"}},
                                         {"year", {"年份", "year"}},
                                         {"unit", {"单位", "unit"}},
                                         {"observed", {"观测值", "observed"}},
                                         {"uncertainty", {"观测误差", "uncertainty"}},
                                         {"used", {"模型已使用", "used by the model"}},
                                         {"replicas", {"遍数", "replicas"}},
                                         {"mean", {"模拟均值", "mean"}},
                                         {"sd", {"标准差", "sd"}},
                                         {"q05", {"5%分位", "5 %"}},
                                         {"q25", {"25%分位", "25 %"}},
                                         {"q75", {"75%分位", "75 %"}},
                                         {"q95", {"95%分位", "95 %"}},
                                         {"z", {"z", "z"}},
                                         {"pit", {"概率积分变换", "PIT"}},
                                         {"crps", {"CRPS", "CRPS"}},
                                         {"inside_50", {"50%区间内", "within 50 %"}},
                                         {"inside_90", {"90%区间内", "within 90 %"}}};
  for (std::size_t i = 0; i < yardsticks; ++i) {
    const YardstickInfo& yardstick = info(static_cast<Yardstick>(i));
    const std::string name = yardstick.name;
    columns.push_back({name, yardstick.label});
    columns.push_back({name + "_crps", {yardstick.label.zh + " CRPS", yardstick.label.en + ", CRPS"}});
    columns.push_back({name + "_skill", {yardstick.label.zh + "，技巧评分", yardstick.label.en + ", skill"}});
  }
  columns.push_back({"source", {"来源", "source"}});
  return columns;
}

std::vector<std::string> cells_of(const ScenarioScore& score, const ScoredRow& row, const Session& session) {
  const auto yes_no = [&](bool yes) { return session.zh() ? (yes ? "是" : "否") : yes ? "yes" : "no"; };
  const Observation& o = *row.observation;
  std::vector<std::string> cells{score.scenario,    o.path,         std::to_string(o.year),      row.unit, digits(row.observed),
                                 digits(row.sigma), yes_no(o.used), std::to_string(row.replicas)};
  const ForecastScore& s = row.score;
  for (const double value : {s.mean, s.sd, s.q05, s.q25, s.q75, s.q95, s.z, s.pit, s.crps})
    cells.push_back(row.replicas > 0 ? digits(value) : "");
  for (const bool in : {s.inside_50, s.inside_90}) cells.push_back(row.replicas == 0 ? "" : yes_no(in));
  for (const YardstickForecast& forecast : row.against)
    for (const double value : {forecast.value, forecast.crps, forecast.skill}) cells.push_back(row.replicas > 0 ? digits(value) : "");
  cells.push_back(o.source);
  return cells;
}

std::string as_cells(const std::vector<ScenarioScore>& scores, Format format, const Session& session) {
  CellTable table{"scores", {"预测检验", "forecasts scored"}, columns_of_cells(), {}};
  for (const ScenarioScore& score : scores)
    for (const ScoredRow& row : score.rows) table.rows.push_back(cells_of(score, row, session));
  return in_format(table, format, session);
}

void put_row(Json& json, const ScoredRow& row) {
  const Observation& o = *row.observation;
  json.begin('{').member("path", o.path).member("year", o.year).member("unit", row.unit).member("observed", row.observed);
  json.member("uncertainty", row.sigma).member("used", o.used).member("source", o.source).member("replicas", row.replicas);
  if (row.replicas > 0) {
    const ForecastScore& s = row.score;
    json.member("mean", s.mean).member("sd", s.sd).member("q05", s.q05).member("q25", s.q25).member("q75", s.q75).member("q95", s.q95);
    json.member("z", s.z).member("pit", s.pit).member("crps", s.crps).member("inside_50", s.inside_50).member("inside_90", s.inside_90);
    json.key("against").begin('{');
    for (std::size_t i = 0; i < yardsticks; ++i)
      json.key(info(static_cast<Yardstick>(i)).name)
          .begin('{')
          .member("value", row.against[i].value)
          .member("crps", row.against[i].crps)
          .member("skill", row.against[i].skill)
          .end();
    json.end();
  }
  json.end();
}

void put_summary(Json& json, const char* name, const ScoreSummary& summary) {
  json.key(name).begin('{').member("rows", summary.rows).member("inside_50", summary.inside_50).member("inside_90", summary.inside_90);
  json.key("pit").begin('[');
  for (const std::size_t count : summary.pit) json.value(count);
  json.end().key("skill").begin('{');
  for (std::size_t i = 0; i < yardsticks; ++i) json.member(info(static_cast<Yardstick>(i)).name, summary.skill[i]);
  json.end().key("compared").begin('{');
  for (std::size_t i = 0; i < yardsticks; ++i) json.member(info(static_cast<Yardstick>(i)).name, summary.compared[i]);
  json.end().end();
}

std::string as_json(const std::vector<ScenarioScore>& scores) {
  Json json;
  json.begin('{').member("schema_version", 1).key("scenarios").begin('[');
  for (const ScenarioScore& score : scores) {
    json.begin('{').member("name", score.scenario).key("rows").begin('[');
    for (const ScoredRow& row : score.rows) put_row(json, row);
    json.end();
    put_summary(json, "unused", score.unused);
    put_summary(json, "used", score.used);
    json.end();
  }
  return json.end().end().text();
}

int run(const Arguments& arguments, const Session& session) {
  const Format format = format_named(arguments.one_of("format", format_names()));
  if (format == Format::xlsx && !arguments.has("output"))
    throw UsageError(session.say({"--format xlsx 需要 -o 文件名.xlsx", "--format xlsx needs -o FILE.xlsx"}));
  const Observations observations = read_observations(arguments.words()[1]);
  const auto scores = score_results(arguments.words()[0], observations);
  deliver(arguments.text("output"), format == Format::json    ? as_json(scores)
                                    : format == Format::table ? as_table(scores, session)
                                                              : as_cells(scores, format, session));
  return 0;
}

const RegisteredVerb registered{
    6,
    {"score",
     "RESULTS FACTS",
     2,
     2,
     {"用观测值检验预测，并与不用模型的预测比较", "Scores forecasts against observations, beside forecasts that need no model."},
     {"  wufei score out/banan.h5 data/banan/observations.csv\n  wufei score out/banan.h5 facts.csv --format csv -o out/scores.csv\n",
      "  wufei score out/banan.h5 data/banan/observations.csv\n  wufei score out/banan.h5 facts.csv --format csv -o out/scores.csv\n"},
     {{"format", "", "FORMAT", {"table（默认）、csv、json 或 xlsx", "table (default), csv, json or xlsx"}},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
