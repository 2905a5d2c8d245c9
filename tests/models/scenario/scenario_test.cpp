#include "models/scenario/scenario.h"

#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

using waste::InputValue;
using waste::Node;
using waste::Scenario;

namespace {

const InputValue& value_at(const Scenario& scenario, const std::string& path) {
  for (const auto& value : scenario.values())
    if (value.path == path) return value;
  FAIL("no input value at " << path);
  return scenario.values().front();
}

std::string text_at(const Scenario& scenario, const std::string& path) {
  const Node* node = scenario.root().at_path(path);
  return node ? node->text : "(absent)";
}

bool same_tree(const Node& a, const Node& b) {
  if (a.type != b.type || a.text != b.text || a.entries.size() != b.entries.size()) return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i)
    if (a.entries[i].key != b.entries[i].key || !same_tree(a.entries[i].value, b.entries[i].value)) return false;
  return true;
}

}  // namespace

TEST_CASE("Maps merge deeply, scalars and lists replace, null deletes") {
  const ScenarioFolder folder;
  folder.write("base.yaml", "sites:\n  a: {x: 1, y: 2, list: [1, 2, 3]}\n  b: {x: 1}\n  c: {x: 1}\nkeep: yes\n");
  const Scenario s = folder.read("extends: base.yaml\nsites:\n  a: {y: 5, list: [9]}\n  b: null\n  c: 7\n  d: {x: 2}\n");
  CHECK(s.resolved_text() == "keep: yes\nsites:\n  a:\n    list: [9]\n    x: 1\n    y: 5\n  c: 7\n  d:\n    x: 2\n");
  CHECK(s.name() == "plan");
}

TEST_CASE("The nearest layer wins over three generations, and overrides over all") {
  const ScenarioFolder folder;
  folder.write("base/world.yaml", "a: 1\nb: 1\nc: 1\nd: 1\n");
  folder.write("base/middle.yaml", "extends: world.yaml\nb: 2\nc: 2\nd: 2\n");
  folder.write("plan.yaml", "extends: base/middle.yaml\nc: 3\nd: 3\n");
  const Scenario s = Scenario::read(folder / "plan.yaml", {"d=4"});
  CHECK(s.resolved_text() == "a: 1\nb: 2\nc: 3\nd: 4\n");
  CHECK(s.resolved_text(true) == "a: 1  # base/world.yaml:1\nb: 2  # base/middle.yaml:2\nc: 3  # plan.yaml:2\nd: 4  # --set\n");
}

TEST_CASE("The order of text does not matter") {
  const ScenarioFolder folder;
  const Scenario one = folder.read("b: {y: 1, x: 2}\na: 3\n");
  const Scenario two = folder.read("a: 3\nb:\n  x: 2\n  y: 1\n");
  CHECK(one.resolved_text() == two.resolved_text());
  CHECK(one.sha256() == two.sha256());
}

TEST_CASE("Overriding a value with itself changes nothing") {
  const ScenarioFolder folder;
  const Scenario s = folder.read("a: {b: 5 %, c: [1, 2], d: \"x: y\", e: {f: 2023-07}}\n");
  for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>>{
           {"a.b", "5 %"}, {"a.c", "[1, 2]"}, {"a.d", "'x: y'"}, {"a.e", "{f: 2023-07}"}, {"a.b", "\"5 %\""}}) {
    INFO(path);
    CHECK(s.with({{path, value}}).resolved_text() == s.resolved_text());
    CHECK(s.with({{path, value}}).sha256() == s.sha256());
  }
  CHECK(s.with({{"a.b", "6 %"}}).sha256() != s.sha256());
}

TEST_CASE("A scenario is a value: with leaves the original alone and equals reading with overrides") {
  const ScenarioFolder folder;
  const Scenario base = folder.read("a: {b: 1, c: 2}\n", {"a.b=5"});
  const Scenario changed = base.with({{"a.c", "6"}, {"a.d", "new: thing"}});
  CHECK(text_at(base, "a.c") == "2");
  CHECK(text_at(changed, "a.b") == "5");
  CHECK(text_at(changed, "a.c") == "6");
  CHECK(text_at(changed, "a.d.new") == "thing");
  CHECK(changed.changes().size() == 3);
  const Scenario again = Scenario::read(changed.path()).with(changed.changes());
  CHECK(again.resolved_text(true) == changed.resolved_text(true));
  CHECK(again.changes() == changed.changes());
  CHECK(again.files().back().sha256 == changed.files().back().sha256);
  CHECK_THROWS_AS(base.with({{"x.y", "1"}}), sim::InputError);
  CHECK(base.with({{"a.b", "null"}}).root().at_path("a.b") == nullptr);
}

TEST_CASE("The resolved text reads back to the same tree, whatever it holds") {
  const ScenarioFolder folder;
  const Scenario s =
      folder.read("title: {zh: '厨余：垃圾，湿', en: \"kitchen: # waste\"}\nempty: ''\nword_null: 'null'\ntilde: '~'\nnan: 'NaN'\n"
                  "lines: |\n  one\n    two\nlist: [a, 'b, c', \"[d]\", {k: '}'}, [1, [2]]]\nempty_list: []\nempty_map: {}\n"
                  "minus: '-'\ndash: '- x'\nneg: -5 t\npercent: '%x'\nbang: '!x'\nquote: 'a\"b\\c'\nblank: ' x '\nstar: '*x'\nlong: '" +
                  std::string(3000, 'y') + "'\nescape: \"\\x01\\e\\t\\u2028\"\ndots: ...\ncommented: 'a #b'\nyear: 2023-07-15 07:30\n" +
                  "wide: 5 t　x\n");
  const Scenario again = folder.read(s.resolved_text());
  CHECK(same_tree(s.root(), again.root()));
  CHECK(again.resolved_text() == s.resolved_text());
  const Scenario with_origins = folder.read(s.resolved_text(true));
  CHECK(same_tree(s.root(), with_origins.root()));
  CHECK(text_at(s, "lines") == "one\n  two\n");
  CHECK(folder.read("a: {}\n", {"a=null"}).resolved_text() == "{}\n");
}

TEST_CASE("A byte order mark and Windows line ends are fine") {
  const ScenarioFolder folder;
  folder.write("data/v.csv", "\xEF\xBB\xBFpath,value,unit,low,high,status,source,printed\r\na.b,5,t,,,derived,x,\r\n");
  const Scenario s = folder.read("\xEF\xBB\xBFvalues: data/v.csv\r\nc: 厨余\r\n");
  CHECK(s.resolved_text() == "a:\n  b: 5 t\nc: 厨余\n");
  CHECK(s.root().find("c")->place.column == 4);
}

TEST_CASE("Every kind of value keeps its place in characters") {
  const ScenarioFolder folder;
  const Scenario s = folder.read("# 注释\nlabel: {zh: 厨余垃圾, en: kitchen}\n");
  const Node* english = s.root().at_path("label.en");
  REQUIRE(english);
  CHECK(english->place.line == 2);
  CHECK(english->place.column == 23);
  const sim::Diagnostic d = s.diagnostic(english->place, "E0101", sim::typed("m"), sim::typed("h"), sim::typed("n"), 7);
  CHECK(d.source_line == "label: {zh: 厨余垃圾, en: kitchen}");
  CHECK(d.file == "plan.yaml");
}

TEST_CASE("Tables, values and maps of one file make one layer") {
  const ScenarioFolder folder;
  folder.write(
      "data/sites.csv",
      "id,label.zh,label.en,capacity,opens,status,source,printed\nunit,,,t/d,date,,,\n"
      "fengsheng,丰盛,\"Fengsheng, the plant\",2400,,plan,line 3,2400吨/日\nyudong,鱼洞,\"the \"\"big\"\" one\",,2023-07,derived,x,\n"
      "bare,,,,,,,\n");
  folder.write("data/more.csv", "id,trucks,status,source\nunit,vehicles,,\nyudong,14,derived,y\n");
  folder.write("data/values.csv", "path,value,unit,low,high,status,source,printed\nsites.fengsheng.lines,4,lines,3,5,assumption,seen,\n"
                                  "streams.msw.share,61.2,%,,,plan,line 9,61.2%\nnote,free text,,,,derived,why,\n");
  const Scenario s =
      folder.read("tables: {sites: [data/sites.csv, data/more.csv]}\nvalues: data/values.csv\nsites: {fengsheng: {kind: incinerator}}\n");
  CHECK(
      s.resolved_text() ==
      "note: free text\nsites:\n  bare: {}\n  fengsheng:\n    capacity: 2400 t/d\n    kind: incinerator\n    label:\n"
      "      en: \"Fengsheng, the plant\"\n      zh: 丰盛\n    lines: {low: 3 lines, mode: 4 lines, high: 5 lines}\n  yudong:\n    label:\n"
      "      en: \"the \\\"big\\\" one\"\n      zh: 鱼洞\n    opens: 2023-07\n    trucks: 14 vehicles\nstreams:\n  msw:\n    share: 61.2 %\n");
  const InputValue& capacity = value_at(s, "sites.fengsheng.capacity");
  CHECK(capacity.value == "2400 t/d");
  CHECK(capacity.status == "plan");
  CHECK(capacity.source == "line 3");
  CHECK(capacity.printed == "2400吨/日");
  CHECK(capacity.origin == "data/sites.csv:3");
  const InputValue& lines = value_at(s, "sites.fengsheng.lines");
  CHECK(lines.low == "3");
  CHECK(lines.high == "5");
  CHECK(value_at(s, "note").source == "why");
  CHECK(s.values().size() == 6);
  CHECK(std::is_sorted(s.values().begin(), s.values().end(), [](const auto& a, const auto& b) { return a.path < b.path; }));
}

TEST_CASE("The same leaf twice in one layer is refused, but a child may override it") {
  const ScenarioFolder folder;
  folder.write("data/v.csv", "path,value,unit,low,high,status,source,printed\na.b,5,t,,,derived,x,\n");
  check_first(refused(folder.write("plan.yaml", "values: data/v.csv\na: {b: 6 t}\n")), "plan.yaml:2:8 E0501", "data/v.csv:2:5");
  folder.write("base.yaml", "values: data/v.csv\n");
  const Scenario s = folder.read("extends: base.yaml\nsource: council decision\na: {b: 6 t}\n");
  CHECK(text_at(s, "a.b") == "6 t");
  const InputValue& value = value_at(s, "a.b");
  CHECK(value.status == "scenario");
  CHECK(value.source == "council decision");
  CHECK(value.origin == "plan.yaml:3");
  const Scenario changed = s.with({{"a.b", "7 t"}});
  CHECK(value_at(changed, "a.b").value == "7 t");
  CHECK(value_at(changed, "a.b").origin == "--set");
}

TEST_CASE("An override replaces one input value and keeps the sources of the others") {
  const ScenarioFolder folder;
  folder.write("data/v.csv", "path,value,unit,low,high,status,source,printed\na.b,5,t,,,derived,x,\na.c,words,,,,derived,y,\n");
  const Scenario s = folder.read("values: data/v.csv\n").with({{"a.d", "1 t"}});
  CHECK(value_at(s, "a.b").source == "x");
  CHECK(value_at(s, "a.c").source == "y");
  CHECK(value_at(s, "a.d").source == "override");
  CHECK(s.values().size() == 3);
}

TEST_CASE("The fingerprint of the data follows the tables and nothing else") {
  const ScenarioFolder folder;
  const std::string header = "path,value,unit,low,high,status,source,printed\n";
  folder.write("data/v.csv", header + "a.b,5,t,,,derived,x,\n");
  const std::string before = folder.read("values: data/v.csv\nc: 1\n").data_sha256();
  CHECK(folder.read("values: data/v.csv\nc: 2\n").data_sha256() == before);
  folder.write("data/v.csv", header + "a.b,5,t,,,derived,another reason,\n");
  const Scenario after = folder.read("values: data/v.csv\nc: 1\n");
  CHECK(after.data_sha256() != before);
  CHECK(before.size() == 64);
}

TEST_CASE("The root is the nearest folder that holds data, and files below it may be shared") {
  const ScenarioFolder folder;
  folder.write("data/v.csv", "path,value,unit,low,high,status,source,printed\na,5,t,,,derived,x,\n");
  folder.write("scenarios/small/plan.yaml", "values: ../../data/v.csv\n");
  const Scenario s = Scenario::read(folder / "scenarios/small/plan.yaml");
  CHECK(text_at(s, "a") == "5 t");
  CHECK(s.files()[0].name == "scenarios/small/plan.yaml");
  CHECK(s.files()[1].name == "data/v.csv");
}

TEST_CASE("Sixteen thousand sites are read and found by name") {
  const ScenarioFolder folder;
  std::string csv = "id,label.zh,x,y,capacity,status,source\nunit,,km,km,t/d,,\n";
  std::string yaml = "tables: {sites: data/s.csv}\nmore:\n";
  for (int i = 15'999; i >= 0; --i) {
    const std::string id = "s" + std::to_string(i);
    csv += id + ",站" + id + ",1.5,2.5," + std::to_string(i) + ",derived,x\n";
    yaml += "  " + id + ": {x: 1 km, y: 2 km}\n";
  }
  folder.write("data/s.csv", csv);
  const Scenario s = folder.read(yaml, {"sites.s77.capacity=5 t/d"});
  const Node* sites = s.root().find("sites");
  REQUIRE(sites->entries.size() == 16'000);
  for (int i = 0; i < 16'000; ++i) REQUIRE(sites->find("s" + std::to_string(i)) != nullptr);
  CHECK(text_at(s, "sites.s77.capacity") == "5 t/d");
  CHECK(text_at(s, "more.s15999.y") == "2 km");
}
