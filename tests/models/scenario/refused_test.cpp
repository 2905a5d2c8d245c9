// What a scenario must not be: each case with its place, its code, a word of the message, and a remedy.
#include <sys/stat.h>

#include <cerrno>
#include <set>

#include "engine/base/utf8.h"
#include "engine/store/fault_injection.h"
#include "engine/store/folder.h"
#include "models/scenario/sources.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

namespace {

struct Case {
  const char* name;
  std::string text;  // of plan.yaml, or of the CSV file
  const char* place;
  const char* part;
};

std::string nested(int levels) {
  std::string text = "a: ";
  for (int i = 0; i < levels; ++i) text += "[";
  return text + std::string(static_cast<std::size_t>(levels), ']') + "\n";
}

const std::vector<Case> yaml_cases = {
    {"duplicate key", "a: 1\nb: 2\na: 3\n", "plan.yaml:3:1 E0202", "first at plan.yaml:1:1"},
    {"duplicate key deep in Chinese text", "label: {zh: 厨余, en: food, zh: 垃圾}\n", "plan.yaml:1:27 E0202", "plan.yaml:1:9"},
    {"alias bomb", "a: &a [x, x]\nb: [*a, *a, *a]\n", "plan.yaml:1:4 E0203", "anchor"},
    {"alias to itself", "a: &a [*a]\n", "plan.yaml:1:4 E0203", "anchor"},
    {"alias to nothing", "a: *b\n", "plan.yaml:1:4 E0201", "anchor is not defined"},
    {"tag", "a: !!str 5\n", "plan.yaml:1:4 E0204", "tag"},
    {"tag of one's own", "a: !x {b: 1}\n", "plan.yaml:1:4 E0204", "tag"},
    {"bare tag", "a: ! 5\n", "plan.yaml:1:4 E0204", "tag"},
    {"merge key", "a:\n  <<: {b: 1}\n", "plan.yaml:2:3 E0205", "extends"},
    {"second document", "a: 1\n---\nb: 2\n", "plan.yaml:2:1 E0206", "one document"},
    {"text after the end of a flow document", "{a: 1}\nb: 2\n", "plan.yaml:2:1 E0206", "one document"},
    {"too deep", nested(40), "plan.yaml:1:35 E0207", "32 levels"},
    {"bomb of brackets", nested(100'000), "plan.yaml:1:35 E0207", "32 levels"},
    {"brackets that never close", "a: 1\nb: " + std::string(1'000'000, '['), "plan.yaml:2:4 E0208", "close brackets"},
    {"GBK", "a: 1\nb: \xB3\xF8\xD3\xE0\n", "plan.yaml:2:4 E0209", "iconv -f GBK -t UTF-8"},
    {"UTF-16",
     std::string("\xFF\xFE"
                 "a\0:\0",
                 6),
     "plan.yaml:1:1 E0307", "iconv -f UTF-16"},
    {"Word document", "PK\x03\x04 word/document.xml", "plan.yaml:1:1 E0306", "a Word document (.docx)"},
    {"RTF document", "{\\rtf1 a: 1}", "plan.yaml:1:1 E0306", "plain text"},
    {"no-break space behind a colon", "a:\u00A0 1\n", "plan.yaml:1:3 E0308", "a no-break space (U+00A0)"},
    {"zero-width space in a value", "a: 5\u200B t\nb: 5\u200B t\n", "plan.yaml:1:5 E0308", "here and in 1 more place"},
    {"byte order mark inside", "a: 1\n\uFEFFb: 2\n", "plan.yaml:2:1 E0308", "byte order mark"},
    {"direction that hides text", "a: \u202Eoops\n", "plan.yaml:1:4 E0308", "writing direction"},
    {"line ends of old Macs", "a: 1\rb: 2\r", "plan.yaml:1:5 E0309", "carriage return"},
    {"tab as indentation", "a:\n\tb: 1\n", "plan.yaml:2:1 E0210", "blanks"},
    {"tab behind a value", "a: 1\t# x\n", "plan.yaml:1:5 E0210", "blanks"},
    {"NUL", std::string("a: \0b\n", 6), "plan.yaml:1:4 E0210", "control"},
    {"NaN", "a: .nan\n", "plan.yaml:1:4 E0213", "finite"},
    {"infinity", "a: [1, -.INF]\n", "plan.yaml:1:8 E0213", "finite"},
    {"full-width colon", "capacity： 5 t/d\n", "plan.yaml:1:1 E0211", "full-width colon"},
    {"full-width colon among keys", "a: 1\ncapacity： 5 t/d\nb: 2\n", "plan.yaml:2:9 E0211", "half-width"},
    {"full-width comma in a list", "a: [5，6]\n", "plan.yaml:1:5 E0211", "full-width comma"},
    {"full-width comma in a map", "a: {b: 1，c: 2}\n", "plan.yaml:1:8 E0211", "half-width"},
    {"Chinese key", "a: 1\n产能: 5\n", "plan.yaml:2:1 E0212", "label"},
    {"upper-case key", "Max-Load: 5 t\n", "plan.yaml:1:1 E0212", "write 'max_load'"},
    {"null as key", "~: 5\n", "plan.yaml:1:1 E0212", "snake_case"},
    {"map as key", "{a: 1}: 5\n", "plan.yaml:1:1 E0212", "key is needed"},
    {"list at the top", "- 1\n- 2\n", "plan.yaml:1:1 E0103", "must be a map"},
    {"word at the top", "hello\n", "plan.yaml:1:1 E0103", "must be a map"},
    {"empty file", "", "plan.yaml:1:1 E0214", "empty"},
    {"comments only", "# nothing\n", "plan.yaml:1:1 E0214", "empty"},
    {"bracket never closed", "a: [1, 2\nb: 3\n", "plan.yaml:2:2 E0201", "brackets are closed"},
    {"a zero byte as an escape", "a: \"x\\0y\"\n", "plan.yaml:1:4 E0210", "value zero"},
    {"escape that yaml-cpp turns into half a character", "a: \"x\\N\"\n", "plan.yaml:1:4 E0201", "escape"},
    {"indentation that fits nothing", "a:\n    b: 1\n  c: 2\n", "plan.yaml:3:3 E0201", "indentation"},
    {"null where nothing is below", "a: 1\nb: null\n", "plan.yaml:2:1 E0502", "does not exist"},
    {"value forgotten", "a: 1\nb:\nc: 2\n", "plan.yaml:2:1 E0502", "does not exist"},
    {"absolute path", "extends: /etc/passwd.yaml\n", "plan.yaml:1:10 E0301", "relative"},
    {"path out of the root", "extends: ../outside.yaml\n", "plan.yaml:1:10 E0301", "leaves the scenario's root"},
    {"path out and in again by name", "extends: ../../root/x.yaml\n", "plan.yaml:1:10 E0301", "root"},
    {"parent that is not there", "extends: bsae.yaml\n", "plan.yaml:1:10 E0302", "No such file"},
    {"parent that is no YAML", "extends: base.txt\n", "plan.yaml:1:10 E0305", ".yaml"},
    {"two parents", "extends: [a.yaml, b.yaml]\n", "plan.yaml:1:1 E0103", "one file"},
    {"itself as parent", "extends: plan.yaml\n", "plan.yaml:1:10 E0304", "plan.yaml -> plan.yaml"},
    {"folder as parent", "extends: folder.yaml\n", "plan.yaml:1:10 E0303", "regular file"},
    {"tables as a list", "tables: [a.csv]\n", "plan.yaml:1:1 E0103", "tables"},
    {"table that names nothing", "tables: {sites: {}}\n", "plan.yaml:1:10 E0103", "must name files"},
};

const std::string values_header = "path,value,unit,low,high,status,source,printed\n";
const std::vector<Case> values_cases = {
    {"ragged row", values_header + "a.b,1,t,1\n", "data/x.csv:2:1 E0402", "4 cells, the header 8"},
    {"unknown column", "path,value,unit,low,high,status,source,prined\n", "data/x.csv:1:40 E0403", "did you mean 'printed'?"},
    {"missing column", "path,value,unit,low,high,status,source\n", "data/x.csv:1:1 E0403", "'printed' is missing"},
    {"empty table", "", "data/x.csv:1:1 E0403", "empty"},
    {"unknown status", values_header + "a.b,1,t,1,1,guess,x,\n", "data/x.csv:2:13 E0405", "plan, derived or assumption"},
    {"plan without the printed figure", values_header + "a.b,1,t,,,plan,line 3,\n", "data/x.csv:2:23 E0405", "printed"},
    {"plan without place", values_header + "a.b,1,t,,,plan,,1 t\n", "data/x.csv:2:16 E0405", "place in the plan"},
    {"assumption without range", values_header + "a.b,1,t,1,,assumption,x,\n", "data/x.csv:2:11 E0405", "'high'"},
    {"value above its range", values_header + "a.b,3,t,1,2,assumption,x,\n", "data/x.csv:2:11 E0406", "low <= value <= high"},
    {"value below its range", values_header + "a.b,0.5,t,1,2,derived,x,\n", "data/x.csv:2:11 E0406", "below its low"},
    {"range that is no number", values_header + "a.b,1,t,x,2,assumption,x,\n", "data/x.csv:2:9 E0408", "not a number"},
    {"unknown unit", values_header + "a.b,1,tt,1,2,assumption,x,\n", "data/x.csv:2:7 E0408", "known units"},
    {"text with a unit", values_header + "a.b,many,t,,,derived,x,\n", "data/x.csv:2:5 E0408", "does not begin with a number"},
    {"unit twice", values_header + "a.b,1 t,t,,,derived,x,\n", "data/x.csv:2:5 E0408", "unit of its own"},
    {"full-width digits", values_header + "a.b,１,t,,,derived,x,\n", "data/x.csv:2:5 E0408", "full-width digits"},
    {"bad path", values_header + "a..b,1,t,,,derived,x,\n", "data/x.csv:2:1 E0407", "not a path"},
    {"path that names files", values_header + "extends,1,t,,,derived,x,\n", "data/x.csv:2:9 E0407", "names files"},
    {"same path twice", values_header + "a.b,1,t,,,derived,x,\na.b,1,t,,,derived,x,\n", "data/x.csv:3:5 E0501", "data/x.csv:2:5"},
    {"value and map at one path", values_header + "a.b,1,t,,,derived,x,\na.b.c,1,t,,,derived,x,\n", "data/x.csv:3:7 E0501", "twice"},
    {"quote never closed", values_header + "a.b,\"1,t,,,derived,x,\n", "data/x.csv:2:5 E0401", "never closed"},
    {"quote inside a cell", values_header + "a.b,1\"0,t,,,derived,x,\n", "data/x.csv:2:6 E0401", "quote inside"},
    {"text behind a quote", values_header + "a.b,\"1\"0,t,,,derived,x,\n", "data/x.csv:2:8 E0401", "behind a closing quote"},
    {"workbook", "PK\x03\x04 xl/workbook.xml", "data/x.csv:1:1 E0306", "save it as 'CSV UTF-8"},
    {"old workbook", "\xD0\xCF\x11\xE0", "data/x.csv:1:1 E0306", ".xls"},
    {"web page", "<html><table>", "data/x.csv:1:1 E0306", "a web page"},
    {"Unicode text of Excel", std::string("\xFF\xFEp\0a\0", 6), "data/x.csv:1:1 E0307", "CSV UTF-8"},
    {"UTF-16 without mark", std::string("p\0a\0t\0h\0", 8), "data/x.csv:1:1 E0307", "UTF-16"},
    {"semicolons", "path;value;unit\na.b;0,7;t\n", "data/x.csv:1:5 E0409", "semicolons, not by commas"},
    {"tabs", "path\tvalue\na.b\t1\n", "data/x.csv:1:5 E0409", "tabs"},
    {"full-width commas", "path，value\na.b，1\n", "data/x.csv:1:5 E0409", "full-width commas"},
    {"line for Excel", "sep=;\n" + values_header, "data/x.csv:1:1 E0409", "no header"},
    {"no-break space in a cell", values_header + "a.b,1\u00A0000,t,,,derived,x,\n", "data/x.csv:2:6 E0308", "Find and replace"},
    {"line ends of old Macs", "path,value\ra.b,1\r", "data/x.csv:1:11 E0309", "not as 'CSV (Macintosh)'"},
    {"empty rows at the end", values_header + "a.b,1,t,,,derived,x,\n,,,,,,,\n,,,,,,,\n", "data/x.csv:3:1 E0410", "rows 3 to 4 are empty"},
    {"empty row inside", values_header + "\na.b,1,t,,,derived,x,\n", "data/x.csv:2:1 E0410", "row 2 is empty"},
    {"empty columns", "path,value,unit,low,high,status,source,printed,,\na.b,1,t,,,derived,x,,,\n", "data/x.csv:1:48 E0411",
     "columns 9 to 10 are empty"},
    {"column without a name", "path,value,unit,low,high,status,source,printed,\na.b,1,t,,,derived,x,,5\n", "data/x.csv:1:48 E0411",
     "column 9 has no name"},
    {"decimal comma", values_header + "a.b,0,7,t,,,derived,x,\n", "data/x.csv:2:5 E0412", "'0,7' is written with a decimal comma"},
    {"quoted decimal comma", values_header + "a.b,\"0,7\",t,,,derived,x,\n", "data/x.csv:2:5 E0408", "decimal comma"},
    {"error of a spreadsheet", values_header + "a.b,#REF!,t,,,derived,x,\n", "data/x.csv:2:5 E0413", "'#REF!' is an error"},
    {"formula", values_header + "a.b,=C2*2,t,,,derived,x,\n", "data/x.csv:2:5 E0413", "formula"},
    {"GBK table", values_header + "a.b,\xB3\xF8,,,,derived,x,\n", "data/x.csv:2:5 E0209", "iconv"},
};

const std::string table_header = "id,label.zh,capacity,status,source\n";
const std::vector<Case> table_cases = {
    {"duplicate id", table_header + "unit,,t/d,,\na,甲,1,derived,x\na,乙,2,derived,x\n", "data/x.csv:4:1 E0404", "first at data/x.csv:3"},
    {"no row of units", table_header, "data/x.csv:1:1 E0403", "units is missing"},
    {"units forgotten", table_header + "a,甲,1,derived,x\n", "data/x.csv:2:1 E0403", "second row"},
    {"no id", "name,capacity\nunit,t\n", "data/x.csv:1:1 E0403", "'id' is missing"},
    {"numbers without source", "id,capacity\nunit,t\na,1\n", "data/x.csv:1:1 E0403", "'status' is missing"},
    {"Chinese id", table_header + "unit,,t/d,,\n甲,甲,1,derived,x\n", "data/x.csv:3:1 E0407", "label.zh"},
    {"column twice", "id,a,a\nunit,,\n", "data/x.csv:1:6 E0403", "stands twice"},
    {"column that is no path", "id,Label\nunit,\n", "data/x.csv:1:4 E0407", "snake_case"},
    {"no number below a unit", table_header + "unit,,t/d,,\na,甲,viel,derived,x\n", "data/x.csv:3:5 E0408", "number"},
    {"unknown unit of a column", table_header + "unit,,t/dd,,\na,甲,1,derived,x\n", "data/x.csv:2:7 E0408", "unknown unit"},
    {"unknown status of a row", table_header + "unit,,t/d,,\na,甲,1,dervied,x\n", "data/x.csv:3:7 E0405", "derived"},
    {"row without status", table_header + "unit,,t/d,,\na,甲,1,,x\n", "data/x.csv:3:7 E0405", "derived"},
};

}  // namespace

TEST_CASE("Wrong YAML is refused where it is wrong, with a remedy") {
  const ScenarioFolder folder;
  std::filesystem::create_directory(folder / "folder.yaml");
  for (const Case& c : yaml_cases) {
    INFO(c.name);
    check_first(refused(folder.write("plan.yaml", c.text)), c.place, c.part);
  }
}

TEST_CASE("Wrong rows of values are refused where they are wrong, with a remedy") {
  const ScenarioFolder folder;
  const std::string plan = folder.write("plan.yaml", "values: data/x.csv\n");
  for (const Case& c : values_cases) {
    INFO(c.name);
    folder.write("data/x.csv", c.text);
    check_first(refused(plan), c.place, c.part);
  }
}

TEST_CASE("Wrong rows of tables are refused where they are wrong, with a remedy") {
  const ScenarioFolder folder;
  const std::string plan = folder.write("plan.yaml", "tables: {sites: [data/x.csv]}\n");
  for (const Case& c : table_cases) {
    INFO(c.name);
    folder.write("data/x.csv", c.text);
    check_first(refused(plan), c.place, c.part);
  }
}

TEST_CASE("Links, pipes and devices do not lead out of the root") {
  const ScenarioFolder folder;
  std::ofstream(folder / "../secret.yaml") << "a: 1\n";
  std::filesystem::create_symlink("../secret.yaml", folder / "link.yaml");
  check_first(refused(folder.write("plan.yaml", "extends: link.yaml\n")), "plan.yaml:1:10 E0301", "link that leads out");
  std::filesystem::create_directory_symlink("..", folder / "up");
  check_first(refused(folder.write("plan.yaml", "extends: up/secret.yaml\n")), "plan.yaml:1:10 E0301", "link that leads out");
  REQUIRE(mkfifo((folder / "pipe.yaml").c_str(), 0600) == 0);
  check_first(refused(folder.write("plan.yaml", "extends: pipe.yaml\n")), "plan.yaml:1:10 E0303", "regular file");
  std::filesystem::create_symlink("/dev/zero", folder / "zero.yaml");
  check_first(refused(folder.write("plan.yaml", "extends: zero.yaml\n")), "plan.yaml:1:10 E0301", "link that leads out");
  folder.write("real.yaml", "a: 1\n");
  std::filesystem::create_symlink("real.yaml", folder / "inside.yaml");
  CHECK(folder.read("extends: inside.yaml\n").root().find("a") != nullptr);
}

TEST_CASE("A scenario that cannot be read is an input/output error") {
  const ScenarioFolder folder;
  REQUIRE(mkfifo((folder / "pipe.yaml").c_str(), 0600) == 0);
  for (const std::string& path : {folder / "absent.yaml", folder / "data", folder / "pipe.yaml"}) {
    INFO(path);
    try {
      waste::Scenario::read(path);
      FAIL("accepted");
    } catch (const sim::Error& error) {
      CHECK(error.exit() == sim::Exit::io);
      CHECK(std::string(error.what()).find(path) != std::string::npos);
    }
  }
}

TEST_CASE("A circle of parents is named") {
  const ScenarioFolder folder;
  folder.write("b.yaml", "extends: c.yaml\n");
  folder.write("c.yaml", "x: 1\nextends: plan.yaml\n");
  check_first(refused(folder.write("plan.yaml", "extends: b.yaml\n")), "c.yaml:2:10 E0304", "plan.yaml -> b.yaml -> c.yaml -> plan.yaml");
}

TEST_CASE("Files and trees beyond the limits are refused") {
  const ScenarioFolder folder;
  check_first(refused(folder.write("plan.yaml", "a: " + std::string(9u << 20, 'x'))), "plan.yaml:1:1 E0208", "8 MiB");
  std::string many = "a:\n";
  for (int i = 0; i < 300'001; ++i) many += "- 1\n";
  check_first(refused(folder.write("plan.yaml", many)), "plan.yaml:300002:3 E0208", "300000 values");
  check_first(refused(folder.write("plan.yaml", std::string(8'000'000, '['))), "plan.yaml:1:1 E0208", "256 KiB");
  std::string line = "a: [";
  for (int i = 0; i < 300'001; ++i) line += "1,";
  check_first(refused(folder.write("plan.yaml", line + "1]\n")), "plan.yaml:1:600005 E0208", "300000 values");
  std::string rows = "id\nunit\n";
  for (int i = 0; i < 300'000; ++i) rows += "a" + std::to_string(i) + "\n";
  folder.write("data/x.csv", rows);
  check_first(refused(folder.write("plan.yaml", "tables: {sites: [data/x.csv]}\n")), "data/x.csv:300001:1 E0208", "300000 cells");
}

TEST_CASE("Wrong overrides point into their own text") {
  const ScenarioFolder folder;
  const std::string plan = folder.write("plan.yaml", "sites: {fengsheng: {lines: 4, capacity: 2400 t/d}}\n");
  check_first(refused(plan, {"sites.fengshen.lines=5"}), "--set:1:7 E0503", "did you mean 'fengsheng'?");
  check_first(refused(plan, {"sites.fengsheng.lines.x=5"}), "--set:1:17 E0503", "is not a map");
  check_first(refused(plan, {"sites.fengsheng.lines"}), "--set:1:23 E0504", "write a value");
  check_first(refused(plan, {"=5"}), "--set:1:1 E0504", "path=value");
  check_first(refused(plan, {"sites..x=5"}), "--set:1:1 E0504", "path=value");
  check_first(refused(plan, {"sites.fengsheng.line=null"}), "--set:1:1 E0502", "did you mean 'lines'?");
  check_first(refused(plan, {"sites.fengsheng.lines=4", "sites.fengsheng.lines=[1, 2"}), "--set:2:23 E0212", "brackets are closed");
  check_first(refused(plan, {"sites.fengsheng.lines=*x"}), "--set:1:23 E0201", "anchor");
  check_first(refused(plan, {"sites.fengsheng.lines=.nan"}), "--set:1:23 E0213", "finite");
  check_first(refused(plan, {"extends=base.yaml"}), "--set:1:1 E0503", "cannot be overridden");
  CHECK(refused(plan, {"sites.x.y=1"}).front().source_line == "sites.x.y=1");
}

TEST_CASE("All errors of all files are reported, at most twenty, in order of place") {
  const ScenarioFolder folder;
  folder.write("base.yaml", "a: 1\na: 2\n");
  const auto found = refused(folder.write("plan.yaml", "extends: base.yaml\nB: 1\nc: .nan\nvalues: data/absent.csv\n"));
  std::vector<std::string> places;
  for (const auto& diagnostic : found) places.push_back(where(diagnostic));
  CHECK(places == std::vector<std::string>{"base.yaml:2:1 E0202", "plan.yaml:2:1 E0212", "plan.yaml:3:4 E0213", "plan.yaml:4:9 E0302"});
  std::string many;
  for (int i = 0; i < 50; ++i) many += "K" + std::to_string(i) + ": 1\n";
  CHECK(refused(folder.write("plan.yaml", many)).size() == 20);
}

namespace {

/// All lines of a text, none longer than 300 characters.
void check_short_lines(const std::string& text) {
  for (const std::string& line : waste::split_lines(text)) {
    CAPTURE(line);
    CHECK(sim::count_characters(line) <= 300);
  }
}

/// What must be true of every diagnostic, in both languages.
void check_law(const std::vector<sim::Diagnostic>& found) {
  for (const sim::Diagnostic& diagnostic : found) {
    CAPTURE(diagnostic.code, diagnostic.message);
    CHECK_FALSE(diagnostic.file.empty());
    CHECK(diagnostic.line >= 1);
    CHECK(diagnostic.column >= 1);
    check_short_lines(sim::format(diagnostic));
    check_short_lines(sim::format(sim::in_chinese(diagnostic)));
  }
}

/// Wrong in ways that quote what was written: names, values and lines of kilobytes.
std::vector<std::string> long_texts() {
  const std::string word(5000, 'x'), zh = [] {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "厨";
    return text;
  }();
  return {word + ": 1\n" + word + ": 2\n",
          "a: {" + zh + ": 1}\n",
          "extends: " + word + ".yaml\n",
          "extends: " + word + "/" + word + ".yaml\n",
          "a: 1\na" + word + ":\n",
          "tables: {" + word + ": {}}\n",
          "a: \"" + word,
          "[" + word + "\n",
          "tables: {a: [" + word + ".csv]}\n",
          "extends: " + zh + "\n"};
}

}  // namespace

TEST_CASE("Every refusal has a place, and no line of it is longer than 300 characters") {
  const ScenarioFolder folder;
  std::filesystem::create_directory(folder / "folder.yaml");
  for (const Case& c : yaml_cases) check_law(refused(folder.write("plan.yaml", c.text)));
  for (const std::string& text : long_texts()) {
    CAPTURE(text.substr(0, 60));
    check_law(refused(folder.write("plan.yaml", text)));
  }
  const auto all = {std::pair{&values_cases, "values: data/x.csv\n"}, std::pair{&table_cases, "tables: {sites: [data/x.csv]}\n"}};
  for (const auto& [cases, plan] : all)
    for (const Case& c : *cases) {
      folder.write("data/x.csv", c.text);
      check_law(refused(folder.write("plan.yaml", plan)));
    }
  const std::string word(5000, 'x');
  folder.write("data/x.csv", values_header + word + word + ".a," + word + "," + word + ",,,guess," + word + ",\n" + word + "\n");
  check_law(refused(folder.write("plan.yaml", "values: data/x.csv\n")));
  folder.write("plan.yaml", "a: {b: 1}\n");
  for (const std::string& change :
       {word + ".b=1", "a." + word + ".c=1", "a.b=" + word + ": {", "a.b=null" + word + ": [1", "a.c" + word + "=null"}) {
    CAPTURE(change.substr(0, 60));
    check_law(refused(folder / "plan.yaml", {change}));
  }
}

TEST_CASE("What Excel, WPS and Word leave in a file is told in Chinese too") {
  const ScenarioFolder folder;
  const std::set<std::string> both{"E0209", "E0306", "E0307", "E0308", "E0309", "E0402", "E0409", "E0410", "E0411", "E0412", "E0413"};
  std::set<std::string> seen;
  const auto check = [&](const std::vector<sim::Diagnostic>& found) {
    for (const sim::Diagnostic& diagnostic : found) {
      if (!both.contains(diagnostic.code)) continue;
      seen.insert(diagnostic.code);
      CAPTURE(diagnostic.code, diagnostic.message);
      CHECK_FALSE(diagnostic.message_zh.empty());
      CHECK_FALSE(diagnostic.hint_zh.empty());
      CHECK(sim::format(sim::in_chinese(diagnostic)).find(diagnostic.message_zh.substr(0, 30)) != std::string::npos);
    }
  };
  for (const Case& c : yaml_cases) check(refused(folder.write("plan.yaml", c.text)));
  folder.write("plan.yaml", "values: data/x.csv\n");
  for (const Case& c : values_cases) {
    folder.write("data/x.csv", c.text);
    check(refused(folder / "plan.yaml"));
  }
  CHECK(seen == both);
}

TEST_CASE("A fault of the machine is an input/output error, in the parent file too, and an interrupted call is repeated") {
  const ScenarioFolder folder;
  folder.write("base.yaml", "a: 1\n");
  const std::string plan = folder.write("plan.yaml", "extends: base.yaml\n");
  for (const sim::FileOperation operation : {sim::FileOperation::open, sim::FileOperation::read})
    for (int nth = 1; nth <= 8; ++nth)
      for (const int error : {EIO, EMFILE, EINTR}) {
        CAPTURE(static_cast<int>(operation), nth, error);
        const sim::FaultInjection fault({.operation = operation, .nth = nth, .error = error});
        try {
          const waste::Scenario scenario = waste::Scenario::read(plan);
          CHECK(scenario.root().find("a") != nullptr);
          CHECK((error == EINTR || !fault.fired()));
        } catch (const sim::Error& problem) {
          CHECK(fault.fired());
          CHECK(error != EINTR);
          CHECK(problem.exit() == sim::Exit::io);
        }
      }
}

TEST_CASE("A file exchanged for a link between look and opening is not followed") {
  const ScenarioFolder folder;
  folder.write("../secret.yaml", "a: 1\n");
  folder.write("x/real.yaml", "a: 1\n");
  std::filesystem::create_symlink("../secret.yaml", folder / "link.yaml");
  std::filesystem::create_directory_symlink("..", folder / "up");
  const sim::Folder root{folder / "."};
  CHECK(root.open("x/real.yaml"));
  CHECK_FALSE(root.open("link.yaml"));
  CHECK(errno == ELOOP);
  CHECK_FALSE(root.open("up/secret.yaml"));
  CHECK_FALSE(root.open("../secret.yaml"));
  CHECK_FALSE(root.open("x/../../secret.yaml"));
  CHECK_FALSE(root.open("/etc/passwd"));
  CHECK_FALSE(root.open(""));
}
