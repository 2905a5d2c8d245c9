// wufei describe: everything a scenario can contain, directly from the catalogue.
#include <iostream>
#include <type_traits>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "models/assessment/indicator.h"
#include "models/cli/indicator_needs.h"
#include "models/cli/verbs.h"
#include "models/facilities/read_sites.h"
#include "models/policies/driver.h"
#include "models/policies/kind_answers.h"
#include "models/scenario/default_value.h"
#include "models/scenario/scenario.h"
#include "models/views/table.h"

namespace waste::cli {
namespace {

template <class Interface>
void list_kinds(const Label& title, const Session& session) {
  std::cout << painted(session.say(title), Paint::bold, session.color_out) << "\n";
  // The key means nothing to a Chinese reader, so the title is added; for an indicator the sentence serves as title.
  const bool titled = session.zh() && !std::is_same_v<Interface, Indicator>;
  std::vector<Table::Column> columns{{"", false, 24}, {"", false, 90}};
  if (titled) columns.insert(columns.begin(), columns.front());
  Table table(columns);
  for (const auto& kind : sim::Catalogue<Interface>::all()) {
    std::vector<std::string> cells{"  " + kind.name, in(session.language, kind.description)};
    if (titled) cells.insert(cells.begin() + 1, kind.title.zh);
    table.add(cells);
  }
  const std::string text = table.text(false);
  std::cout << text.substr(text.find('\n') + 1) << "\n";
}

int list_all(const Session& session) {
  list_kinds<Facility>({"设施", "Facilities"}, session);
  list_kinds<Policy>({"政策", "Policies"}, session);
  list_kinds<Driver>({"外部驱动因素", "Drivers"}, session);
  list_kinds<Indicator>({"指标", "Indicators"}, session);
  std::cout << categories_and_topics(session);
  session.tell(session.say({"详情：wufei describe NAME", "Details: wufei describe NAME"}));
  return 0;
}

/// A limit in the unit of the parameter; weights by name are bare numbers.
std::string bound(double value, const sim::ParameterInfo& info, const Session& session) {
  const std::string_view unit = info.unit;
  return quantity(value, unit == "site" || unit == "stream" ? "1" : info.unit, session.language);
}

std::string range_of(const sim::ParameterInfo& info, const Session& session) {
  if (info.low == info.high) return "";
  const std::string or_words = info.is(sim::Trait::or_no_limit) ? session.say({"，或 `no limit`（不限）", ", or `no limit`"}) : "";
  return bound(info.low, info, session) + " ... " + bound(info.high, info, session) + or_words;
}

std::string unit_of(const sim::ParameterInfo& info, const Session& session) {
  const std::string unit = info.unit;
  if (unit == "1") return session.say({"数", "number"});
  if (unit == "s") return session.say({"时长", "duration"});
  if (unit == "g") return session.say({"质量", "mass"});
  if (unit == "site") return session.say({"场所", "site"});
  if (unit == "place") return session.say({"地点", "place"});
  if (unit == "stream") return session.say({"废物种类", "stream"});
  if (unit == "task") return session.say({"任务", "task"});
  if (unit == "project") return session.say({"重点工程", "project"});
  if (unit == "date") return session.say({"日期", "date"});
  if (unit == "text") return session.say({"文字", "text"});
  if (unit == "steps") return session.say({"步骤", "steps"});
  if (unit == "yes/no") return session.say({"是/否", "yes/no"});
  return readable_unit(unit, 0, session.language).text;
}

/// "required", or what holds when the key is left out; empty where that is nothing at all.
std::string default_of(const sim::ParameterInfo& info, const DefaultValue& value, const Session& session) {
  if (info.is(sim::Trait::required)) return session.say({"必填", "required"});
  if (const auto* number = std::get_if<double>(&value)) return bound(*number, info, session);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? session.say({"是", "yes"}) : session.say({"否", "no"});
  if (const auto* text = std::get_if<std::string>(&value)) return *text == "never" ? session.say({"不设", "never"}) : *text;
  return "";
}

void add_parameter(Table& table, const sim::ParameterInfo& info, const DefaultValue& value, const Session& session) {
  const std::string grows = info.extensive ? session.say({"；随区的规模变化", "; grows with the district"}) : "";
  table.add({"  " + std::string(info.name), unit_of(info, session), default_of(info, value, session), range_of(info, session),
             in(session.language, info.description) + grows});
}

template <class Interface>
void describe_kind(const sim::Kind<Interface>& kind, const Label& what, const std::vector<sim::ParameterInfo>& common,
                   const Session& session) {
  std::cout << painted(kind.name, Paint::bold, session.color_out)
            << (session.zh() ? std::string(" ") + kind.title.zh + "（" + what.zh + "）" : " (" + what.en + ")") << "\n"
            << in(session.language, kind.description) << "\n";
  if (kind.parameters.empty() && common.empty()) return;
  Table table({{"  " + session.say({"参数", "parameter"})},
               {session.say({"类型", "type"})},
               {session.say({"默认值", "default"})},
               {session.say({"范围", "range"}), false, 34},
               {session.say({"含义", "meaning"}), false, 60}});
  const auto object = kind.make();
  for (std::size_t i = 0; i < kind.parameters.size(); ++i)
    add_parameter(table, kind.parameters[i], default_value(kind.slot(*object, i)), session);
  for (const auto& info : common) add_parameter(table, info, {}, session);
  std::cout << "\n" << table.text(session.color_out);
}

/// "11" means all definitions of indicator 11, "11.annex" one of them.
bool describe_indicator(const std::string& name, const Session& session) {
  bool found = false;
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    if (kind.name != name && kind.name.rfind(name + ".", 0) != 0) continue;
    const auto indicator = kind.make();
    std::cout << (found ? "\n" : "") << painted(kind.name, Paint::bold, session.color_out) << "  " << in(session.language, kind.description)
              << "\n"
              << session.say({"公式：", "formula: "}) << in(session.language, indicator->formula) << "\n"
              << needs_of(*indicator, session);
    found = true;
  }
  return found;
}

bool is_indicator_number(const std::string& name) {
  return !name.empty() && name.size() <= 3 && name.find_first_not_of("0123456789") == std::string::npos && std::stoi(name) >= 1;
}

void describe_value(const InputValue& value, const Session& session) {
  Table table({{value.path}, {value.value, false, 90}});
  const auto row = [&](const Label& label, const std::string& text) {
    if (!text.empty()) table.add({session.say(label), text});
  };
  row({"范围", "range"}, value.low.empty() ? "" : value.low + " ... " + value.high);
  row({"性质", "status"}, value.status);
  row({"来源", "source"}, value.source);
  row({"方案原文", "as printed"}, value.printed);
  row({"文件", "file"}, value.origin);
  std::cout << table.text(session.color_out);
}

/// The values at or below a path of a scenario.
int describe_path(const std::string& path, const Scenario& scenario, const Session& session) {
  std::vector<std::string> known;
  bool found = false;
  for (const InputValue& value : scenario.values()) {
    known.push_back(value.path);
    if (value.path != path && value.path.rfind(path + ".", 0) != 0) continue;
    if (found) std::cout << "\n";
    describe_value(value, session);
    found = true;
  }
  if (found) return 0;
  throw UsageError((session.zh() ? "情景中没有 '" + path + "'" : "the scenario has no value '" + path + "'") +
                   did_you_mean(sim::nearest(path, known), session));
}

[[noreturn]] void refuse(const std::string& name, const Session& session) {
  auto known = sim::Catalogue<Facility>::names();
  for (const auto& other : {sim::Catalogue<Policy>::names(), sim::Catalogue<Driver>::names(), sim::Catalogue<Indicator>::names()})
    known.insert(known.end(), other.begin(), other.end());
  throw UsageError((session.zh() ? "没有叫 '" + name + "' 的设施、政策或指标"
                                 : "no facility, policy or indicator is called '" + name + "'") +
                   did_you_mean(sim::nearest(name, known), session) +
                   session.say({"\n全部名称：wufei describe", "\nall names: wufei describe"}));
}

int run(const Arguments& arguments, const Session& session) {
  if (arguments.words().empty()) return list_all(session);
  const std::string& name = arguments.words().front();
  if (arguments.has("scenario")) return describe_path(name, Scenario::read(arguments.text("scenario"), arguments.all("set")), session);
  const auto* facility = sim::Catalogue<Facility>::find(name);
  const auto* policy = sim::Catalogue<Policy>::find(name);
  if (facility) describe_kind(*facility, {"设施", "facility"}, common_site_parameters(), session);
  if (policy) describe_kind(*policy, {"政策", "policy"}, common_parameters_of(*policy), session);
  const auto* driver = sim::Catalogue<Driver>::find(name);
  if (driver) describe_kind(*driver, {"逐年路径", "path by year"}, {}, session);
  if (facility || policy || driver || describe_indicator(name, session)) return 0;
  if (!is_indicator_number(name)) refuse(name, session);
  std::cout << name << ": " << session.say({"本版不模拟编号为此的指标", "no indicator of this number is simulated"}) << "\n";
  return 0;
}

const RegisteredVerb registered{
    4,
    {"describe",
     "[NAME]",
     0,
     1,
     {"说明设施、政策和指标的种类、参数和公式", "Explains kinds of facility, policy and indicator, their parameters and formulas."},
     {"  wufei describe incinerator\n  wufei describe sites.fengsheng --scenario scenarios/plan.yaml\n",
      "  wufei describe incinerator\n  wufei describe sites.fengsheng --scenario scenarios/plan.yaml\n"},
     {{"scenario",
       "",
       "FILE",
       {"NAME 为该情景中的路径，给出数值及其来源", "NAME is a path in this scenario: its values and their sources"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true}},
     run}};

}  // namespace
}  // namespace waste::cli
