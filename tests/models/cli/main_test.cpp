// The executable as its users meet it: words, exit codes, both languages, and what it prints.
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"
#include "tests/paths.h"

namespace {

struct Answer {
  int exit = -1;
  std::string out;  // standard output and, where the command joins it, standard error
};

Answer shell(const std::string& command) {
  Answer answer;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) answer.out.append(buffer, n);
  const int status = pclose(pipe);
  answer.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return answer;
}

const std::string binary = "'" + waste::testing::executable() + "'";

/// Both outputs, in English unless the words say otherwise.
Answer wufei(const std::string& words, const std::string& environment = "WUFEI_LANG=en") {
  return shell("env -u NO_COLOR " + environment + " " + binary + " " + words + " 2>&1");
}

/// The standard output alone.
Answer output_of(const std::string& words) { return shell("env WUFEI_LANG=en " + binary + " " + words + " 2>/dev/null"); }

bool has(const Answer& answer, const std::string& text) {
  INFO(answer.out);
  const bool found = answer.out.find(text) != std::string::npos;
  CHECK(found);
  return found;
}

const std::string small = R"(format: 1
title: {zh: 小例子, en: Small example}
period: {starts: 2020-01-01, ends: 2022-01-01}
replicas: 2
places: {here: {}}
streams:
  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}
indicators:
  intensity: {number: 1, label: {zh: 产生强度, en: Intensity}, unit: "1", own_unit: t/万元, baseline_text: "0.33", target_text: 负增长, baseline: 0.33, rule: "<= 2020"}
  audits: {number: 99, label: {zh: 清洁生产, en: Audits}, unit: "1", own_unit: 家, baseline_text: 40家, target_text: 完成, rule: none}
  utilisation: {number: 11, label: {zh: 综合利用率, en: Utilisation rate}, unit: percent, own_unit: "%", baseline_text: 56%, target_text: 80%, baseline: 56, target: 80, rule: ">=", definitions: text}
economy: {value_added: 1 亿元}
sites:
  mill: {kind: producer, place: here, label: {zh: 工厂, en: Mill}, rate: 20 t/d, noise: 10 %, stream: slag, outlet: works}
  works: {kind: outlet, place: here, label: {zh: 利用厂, en: Works}, accepts: [slag], utilised: 70 %, capacity: 50 t/d, yard: 1000 t}
)";

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Brackets close in order and strings end: enough to catch a writer that loses count.
bool balanced(const std::string& json) {
  std::string open;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\') ++i;
    else if (c == '"') in_string = !in_string;
    else if (!in_string && (c == '{' || c == '[')) open += c == '{' ? '}' : ']';
    else if (!in_string && (c == '}' || c == ']')) {
      if (open.empty() || open.back() != c) return false;
      open.pop_back();
    }
  }
  return open.empty() && !in_string;
}

}  // namespace

TEST_CASE("the commonest errors are told in Chinese without an English sentence") {
  const ScenarioFolder folder;
  const auto changed = [](std::string text, const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
  };
  const std::vector<std::pair<const char*, std::string>> wrong{
      {"E0101", changed(small, ", yard: 1000 t", "")},
      {"E0102", changed(small, "noise:", "nosie:")},
      {"E0103", changed(small, "economy: {value_added: 1 亿元}", "economy: 5")},
      {"E0104", changed(small, "20 t/d", "20 tt/d")},
      {"E0105", changed(small, "20 t/d", "20 t")},
      {"E0106", changed(small, "noise: 10 %", "noise: 900 %")},
      {"E0107", changed(small, "outlet: works", "outlet: workz")},
      {"E0201", changed(small, "accepts: [slag]", "accepts: [slag")},
      {"E0202", changed(small, "replicas: 2", "replicas: 2\nreplicas: 3")},
      {"E0602", changed(changed(small, "accepts: [slag]", "accepts: [ash]"), "streams:\n", "streams:\n  ash: {category: rubbish}\n")},
      {"E0706", changed(small, "kind: outlet", "kind: outlett")},
  };
  const std::regex sentence("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}"), of_the_file("^ *[0-9]+ \\| ");
  for (const auto& [code, text] : wrong) {
    const std::string told = wufei("check '" + folder.write("wrong.yaml", text) + "' --lang zh").out;
    CAPTURE(code, told);
    CHECK(told.find(std::string("error[") + code) != std::string::npos);
    std::istringstream lines(told);
    for (std::string line; std::getline(lines, line);)
      if (!std::regex_search(line, of_the_file)) CHECK_FALSE(std::regex_search(line, sentence));
  }
}

TEST_CASE("an unknown verb is answered with the near match and exit code 2") {
  const Answer answer = wufei("rnu scenarios/plan.yaml");
  CHECK(answer.exit == 2);
  has(answer, "no verb 'rnu', did you mean 'run'?");
  CHECK(wufei("").exit == 2);
}

TEST_CASE("a misspelt option is answered with the near match and exit code 2") {
  const Answer answer = wufei("run x.yaml --replcas 3");
  CHECK(answer.exit == 2);
  has(answer, "'run' has no option '--replcas', did you mean '--replicas'?");
  has(wufei("--quite run x.yaml"), "did you mean '--quiet'?");
}

TEST_CASE("an abbreviated option is refused, not guessed") {
  const Answer answer = wufei("run x.yaml --rep 3");
  CHECK(answer.exit == 2);
  has(answer, "no option '--rep'");
}

TEST_CASE("numbers that are none, or negative, or too large are usage errors") {
  for (const char* words : {"--seed -1", "--seed=-1", "--seed 1e3", "--seed 99999999999999999999", "--replicas 0", "--replicas 3x",
                            "--threads -2", "--replicas ''"}) {
    INFO(words);
    const Answer answer = wufei(std::string("run x.yaml ") + words);
    CHECK(answer.exit == 2);
    has(answer, "expected a whole number");
  }
  CHECK(wufei("compare a b --mode tolerance --relative nan").exit == 2);
  CHECK(wufei("compare a b --mode guess").exit == 2);
  CHECK(wufei("run x.yaml --seed").exit == 2);
  CHECK(wufei("run x.yaml --seed 1 --seed 2").exit == 2);
  CHECK(wufei("run").exit == 2);
  CHECK(wufei("show a b").exit == 2);
}

TEST_CASE("what stands behind -- is a file, even when it looks like an option") {
  const Answer answer = wufei("check -- --lang");
  CHECK(answer.exit == 4);
  has(answer, "--lang");
}

TEST_CASE("the help of every verb starts with two examples, in both languages") {
  for (const char* verb : {"run", "check", "resolve", "describe", "show", "compare", "graph", "explain", "synth", "reproduce"}) {
    INFO(verb);
    for (const auto& [language, title] : {std::pair{"en", "Examples:\n"}, {"zh", "示例：\n"}}) {
      const Answer answer = wufei(std::string(verb) + " --help --lang " + language);
      CHECK(answer.exit == 0);
      const std::string two = std::string(title) + "  wufei " + verb + " ";
      CHECK(answer.out.substr(0, two.size()) == two);
      CHECK(answer.out.find(std::string("\n  wufei ") + verb + " ", two.size()) != std::string::npos);
      CHECK(output_of(std::string("--lang ") + language + " help " + verb).out == answer.out);
    }
  }
  has(wufei("--version"), "wufei ");
}

TEST_CASE("the language comes from --lang, then WUFEI_LANG, LC_ALL and LANG") {
  const auto chinese = [](const Answer& answer) { return answer.out.find("命令：") != std::string::npos; };
  CHECK(chinese(wufei("help", "WUFEI_LANG=zh")));
  CHECK(chinese(wufei("help --lang zh", "WUFEI_LANG=en")));
  CHECK_FALSE(chinese(wufei("--lang=en help", "WUFEI_LANG=zh")));
  CHECK(chinese(wufei("help", "-u WUFEI_LANG LC_ALL=zh_CN.UTF-8 LANG=C")));
  CHECK(chinese(wufei("help", "-u WUFEI_LANG -u LC_ALL LANG=zh_CN.UTF-8")));
  CHECK_FALSE(chinese(wufei("help", "-u WUFEI_LANG -u LC_ALL -u LANG")));
  CHECK(wufei("help --lang fr").exit == 2);
}

TEST_CASE("check of a broken scenario prints place, code, caret and remedy of every error, and answers 3") {
  const ScenarioFolder folder;
  std::string text = small;
  text.replace(text.find("capacity: 50"), 8, "capcity");
  text.replace(text.find("rate: 20 t/d"), 12, "rate: 20 km ");
  const std::string path = folder.write("broken.yaml", text);
  const Answer answer = wufei("check '" + path + "'");
  CHECK(answer.exit == 3);
  has(answer, "broken.yaml:15:");
  has(answer, "error[E0102]: unknown key 'capcity'");
  has(answer, "^^^^^^^ did you mean 'capacity'?");
  has(answer, "broken.yaml:14:");
  CHECK(wufei("check '" + folder / "missing.yaml" + "'").exit == 4);
}

TEST_CASE("colour is on only when wanted") {
  const ScenarioFolder folder;
  const std::string path = folder.write("broken.yaml", "format: 2\nx: 1\n");
  const auto coloured = [&](const std::string& words, const std::string& environment) {
    return wufei("check '" + path + "' " + words, environment).out.find('\033') != std::string::npos;
  };
  CHECK(coloured("--color=always", "WUFEI_LANG=en"));
  CHECK_FALSE(coloured("", "WUFEI_LANG=en"));
  CHECK_FALSE(coloured("--color never", "WUFEI_LANG=en"));
  CHECK_FALSE(coloured("", "NO_COLOR=1"));
  CHECK(wufei("check --color=blue x").exit == 2);
}

TEST_CASE("check of a sound scenario counts what is in it and proves that every stream ends") {
  const ScenarioFolder folder;
  const std::string path = folder.write("small.yaml", small);
  const Answer answer = output_of("check '" + path + "'");
  CHECK(answer.exit == 0);
  CHECK(answer.out.rfind("ok  ", 0) == 0);
  has(answer, "2 sites, 1 streams, 0 policies, 3 indicators");
  has(answer, "every stream reaches an end");
  const Answer cut = wufei("check '" + path + "' --set sites.works.accepts=[]");
  CHECK(cut.exit == 3);
}

TEST_CASE("resolve names the origin of every line and applies overrides last") {
  const ScenarioFolder folder;
  const std::string path = folder.write("small.yaml", small);
  const Answer answer = output_of("resolve '" + path + "' --origins --set 'sites.mill.rate=30 t/d'");
  CHECK(answer.exit == 0);
  has(answer, "rate: 30 t/d");
  has(answer, "# small.yaml:14");
}

TEST_CASE("describe lists kinds, explains one, and answers an unknown name with the near one") {
  has(output_of("describe"), "incinerator");
  has(output_of("describe incinerator"), "line_capacity");
  has(output_of("describe incinerator --lang zh"), "incinerator 焚烧厂（设施）\n多条焚烧线");
  has(output_of("describe receiver"), "grows with the district");
  const std::string limit = output_of("describe landfill_limit").out;
  CHECK_FALSE(std::regex_search(limit, std::regex("task [0-9]")));  // which tasks it is for is the scenario's to say
  has(output_of("describe 11"), "11.annex");
  has(output_of("describe 39"), "39.annex");
  const Answer answer = wufei("describe incinerater");
  CHECK(answer.exit == 2);
  has(answer, "did you mean 'incinerator'?");
  const ScenarioFolder folder;
  const Answer value = output_of("describe sites.works.capacity --scenario '" + folder.write("small.yaml", small) + "'");
  has(value, "50 t/d");
  has(value, "small.yaml:15");
}

TEST_CASE("graph writes a picture and says where the bottleneck is") {
  const ScenarioFolder folder;
  const std::string path = folder.write("small.yaml", small);
  const Answer answer = wufei("graph '" + path + "'");
  CHECK(answer.exit == 0);
  has(answer, "digraph");
  has(answer, "slag: arises 20 t/d, at most passes 50 t/d; bottleneck: Works 50 t/d");
  const std::string picture = folder / "x.svg";
  CHECK(wufei("graph '" + path + "' --format svg --lang zh -o '" + picture + "'").exit == 0);
  CHECK(read(picture).find("利用厂") != std::string::npos);
  CHECK(wufei("graph '" + path + "' --date 2031-01").exit == 2);
  CHECK(wufei("graph '" + path + "' --date soon").exit == 2);
}

TEST_CASE("a run writes results, show reads them in every format, compare calls them equal") {
  const ScenarioFolder folder;
  const std::string path = folder.write("small.yaml", small), results = folder / "a.h5", again = folder / "b.h5";
  const Answer run = output_of("run '" + path + "' -o '" + results + "' --threads 2");
  REQUIRE(run.exit == 0);
  has(run, "Utilisation rate");
  has(run, "not simulated: 99");
  CHECK(output_of("show '" + results + "'").out == run.out);

  const Answer json = output_of("show '" + results + "' --format json");
  CHECK(json.exit == 0);
  CHECK(balanced(json.out));
  has(json, "\"schema_version\": 1");
  has(json, "\"mass_closure_g\": 0");
  has(json, "\"target_rule\": \">=\"");
  if (shell("command -v python3 >/dev/null").exit == 0) {
    const Answer read_back = shell("env " + binary + " show '" + results +
                                   "' --format json | python3 -c \"import json,sys; d=json.load(sys.stdin); "
                                   "l=[i for i in d['scenarios']['small']['indicators'] if i['id']==11][0]; "
                                   "print(l['baseline_2020'], l['target'], round(l['years']['2021']['mean']), l['name']['zh'])\"");
    CHECK(read_back.out == "56 80 70 综合利用率\n");
  }

  const Answer csv = output_of("show '" + results + "' --format csv");
  CHECK(csv.out.rfind("\xEF\xBB\xBFscenario,id,", 0) == 0);
  has(output_of("show '" + results + "' --indicator 11 --lang zh"), "综合利用率");
  has(output_of("show '" + results + "' --indicator 11 --lang zh"), "公式：综合利用量（含利用往年贮存量）÷");
  has(output_of("show '" + results + "' --all"), "Audits");
  has(output_of("show '" + results + "' --table sites --lang zh"), "名称");
  CHECK(output_of("show '" + results + "' --table run --format csv").out.rfind("\xEF\xBB\xBFscenario,replica,events,", 0) == 0);
  CHECK(balanced(output_of("show '" + results + "' --table indicators --format json").out));
  const Answer unknown = wufei("show '" + results + "' --table flaws");
  CHECK(unknown.exit == 2);
  has(unknown, "did you mean 'flows'?");
  CHECK(wufei("show '" + results + "' --replica 1").exit == 2);

  CHECK(wufei("run '" + path + "' -o '" + again + "' --threads 1 --quiet").exit == 0);
  CHECK(output_of("compare '" + results + "' '" + again + "'").exit == 0);
  CHECK(wufei("run '" + path + "' -o '" + again + "' --seed 5").exit == 0);
  CHECK(output_of("compare '" + results + "' '" + again + "'").exit == 1);
}

TEST_CASE("explain tells the parts of an indicator, its flows, and what moved them from one scenario to the other") {
  const ScenarioFolder folder;
  const std::string before = folder.write("before.yaml", small), results = folder / "both.h5";
  const std::string after = folder.write("after.yaml", "extends: before.yaml\npolicies:\n  better: {kind: source_reduction, sites: [mill], "
                                                       "streams: [slag], reduction: 50 %, starts: 2020-07-01}\n");
  has(output_of("explain 11 '" + after + "'"), "used, stock of earlier years included");
  REQUIRE(wufei("run '" + before + "' '" + after + "' -o '" + results + "' --quiet").exit == 0);
  const Answer answer = output_of("explain 11 '" + results + "'");
  CHECK(answer.exit == 0);
  has(answer, "target 2021: 80% (rule >=)");
  has(answer, "utilised: slag, Works");
  has(answer, "2021: after against before");
  has(answer, "better");
  has(output_of("explain 11.text '" + results + "' --lang zh"), "产生");
  CHECK(balanced(output_of("explain 11 '" + results + "' --format json").out));
  has(output_of("explain 99 '" + results + "'"), "not simulated");
  has(wufei("explain 11.broad '" + results + "'"), "no such definition; there are: annex, text");
  CHECK(wufei("explain 40x").exit == 2);
  has(output_of("show '" + results + "' --alarms"), "no alarms");
  has(output_of("show '" + results + "' --climate"), "gives no factors");
  has(output_of("show '" + results + "'"), "met together");
}

TEST_CASE("synth writes a scenario of many districts that check, run, show and graph understand", "[districts]") {
  const ScenarioFolder folder;
  const std::string base = folder.write("small.yaml", small), path = folder / "out/twelve.yaml", results = folder / "twelve.h5";
  const Answer written = wufei("synth --districts 12 --months 12 --seed 3 --scenario '" + base + "' -o '" + (folder / "out/twelve") + "'");
  CHECK(written.exit == 0);
  has(written, "12 districts; to run:");
  has(written, "wufei run");
  CHECK(read(path).find("extends: ../small.yaml") != std::string::npos);
  CHECK(read(folder / "out/twelve_districts.csv").find("\nd0012,c002,p01,") != std::string::npos);
  has(wufei("check '" + path + "'"), "12 districts, 24 sites");
  CHECK(wufei("run '" + path + "' -o '" + results + "'").exit == 0);
  has(wufei("show '" + results + "'"), "Synthetic: 12 districts");
  CHECK(wufei("graph '" + path + "'").exit == 0);
}

TEST_CASE("synth refuses what it cannot write", "[districts]") {
  const ScenarioFolder folder, elsewhere;
  const std::string base = folder.write("small.yaml", small);
  has(wufei("synth --starts 2020-01-15 --scenario '" + base + "'"), "expected a month");
  CHECK(wufei("synth --districts 0 --scenario '" + base + "'").exit == 2);
  CHECK(wufei("synth --districts 2 --scenario '" + folder / "missing.yaml" + "'").exit == 4);
  has(wufei("synth --districts 2 --scenario '" + base + "' -o '" + elsewhere / "beyond" + "'"), "leaves the scenario's root");
}

TEST_CASE("check and run warn of policies outside the period, and a run names those that changed nothing; show says it again") {
  ScenarioFolder folder;
  const std::string late = "policies:\n  never_there: {kind: source_reduction, reduction: 10 %, sites: [mill], starts: 2021-12-01,"
                           " delay: {low: 0 d, mode: 5000 d, high: 10000 d}}\n"
                           "  after: {kind: source_reduction, reduction: 10 %, starts: 2203-01-01}\n"
                           "  less: {kind: source_reduction, reduction: 10 %, starts: 2021-01-01}\n";
  const std::string path = "'" + folder.write("small.yaml", small + late) + "'", results = "'" + (folder / "out.h5") + "'";
  const Answer checked = wufei("check " + path);
  CHECK(checked.exit == 0);
  has(checked, "warning[E0744]: policy 'after' begins on 2203-01-01");
  has(wufei("check " + path + " --lang zh"), "警告[E0744]: 政策“after”于2203-01-01开始");
  CHECK(wufei("--quiet check " + path).out.find("E0744") == std::string::npos);
  const Answer run = wufei("run " + path + " -o " + results);
  CHECK(run.exit == 0);
  has(run, "warning[E0749]: policies that changed nothing in any replica: small: never_there\n");
  has(wufei("show " + results), "policies that changed nothing in any replica: never_there\n");
  has(wufei("show " + results + " --lang zh"), "各遍均未起作用的政策：never_there\n");
  has(wufei("show " + results + " --format json"), R"("idle_policies": [)");
  const Answer effects = wufei("show " + results + " --table effects --format csv");
  has(effects, "less");
}

TEST_CASE("a rate above 100 % is marked and explained, by its year and in JSON") {
  ScenarioFolder folder;
  const std::string backlog = "policies:\n  out: {kind: outage, sites: [works], starts: 2020-07-01, ends: 2021-01-01}\n";
  const std::string path = "'" + folder.write("small.yaml", small + backlog) + "'", results = "'" + (folder / "out.h5") + "'";
  CHECK(wufei("run " + path + " --set sites.works.utilised=1 --set \"sites.works.yard=9000 t\" -o " + results).exit == 0);
  has(wufei("show " + results), "! above 100 %: more was used or recovered than arose in the year");
  has(wufei("show " + results + " --indicator 11"), "! above 100 %");
  has(wufei("show " + results + " --indicator 11 --format json"), "years_above_100_percent");
  CHECK(wufei("show " + results + " --indicator 1").out.find("above 100 %") == std::string::npos);
}

TEST_CASE("a missed target answers 1 only when asked to") {
  const ScenarioFolder folder;
  const std::string words = "run '" + folder.write("small.yaml", small) + "' -o '" + folder / "a.h5" + "'";
  CHECK(wufei(words).exit == 0);
  const Answer answer = wufei(words + " --fail-on-unmet");
  CHECK(answer.exit == 1);
  has(answer, "target missed: small: 11 Utilisation rate");
  CHECK(wufei(words + " --fail-on-unmet --set 'sites.works.utilised=90 %'").exit == 0);
}

TEST_CASE("an interrupted run keeps what is finished, prints how to go on, and ends in the same bytes") {
  const ScenarioFolder folder;
  std::string longer = small;
  longer.replace(longer.find("ends: 2022"), 10, "ends: 2060");
  const std::string path = folder.write("small.yaml", longer), results = folder / "a.h5", whole = folder / "b.h5";
  const Answer answer = shell("{ env WUFEI_LANG=en " + binary + " run '" + path + "' -n 60 -o '" + results + "' & p=$!; while [ ! -s '" +
                              results + ".journal' ] && kill -0 $p; do sleep 0.01; done; sleep 0.1; kill -INT $p; wait $p; } 2>&1");
  if (answer.exit == 0) {
    WARN("the run ended before the signal");
    return;
  }
  CHECK(answer.exit == 130);
  has(answer, "wufei run --resume");
  CHECK(wufei("run '" + path + "' -n 60 -o '" + results + "' --resume").exit == 0);
  CHECK(wufei("run '" + path + "' -n 60 -o '" + whole + "'").exit == 0);
  CHECK(read(results) == read(whole));
}

TEST_CASE("a results file that is none is refused with exit code 5, one that is missing with 4") {
  const ScenarioFolder folder;
  CHECK(wufei("show '" + folder.write("x.h5", "not HDF5") + "'").exit == 5);
  CHECK(wufei("show '" + folder / "missing.h5" + "'").exit == 4);
}

TEST_CASE("a full standard output is an error, not silence") {
  if (!std::filesystem::exists("/dev/full")) return;
  CHECK(shell(binary + " describe >/dev/full 2>/dev/null").exit == 4);
}

TEST_CASE("reconcile prints measured and reconciled figures, the tests, and flags contradictions", "[reconcile]") {
  const std::string scenario = "'" + waste::testing::in_project("scenarios/baseline.yaml'");
  const Answer table = wufei("reconcile " + scenario);
  CHECK(table.exit == 0);
  has(table, "global test: chi-square");
  has(table, "contradicts (C1)");
  has(wufei("reconcile " + scenario + " --lang zh"), "矛盾 (C13)");
  const Answer json = wufei("reconcile " + scenario + " --format json");
  has(json, "\"degrees_of_freedom\"");
  has(json, "\"conflict\": \"C2\"");
  has(wufei("reconcile " + scenario + " --format csv"), "claim,rate_annex");
  const Answer wrong = wufei("reconcile " + scenario + " --format yaml");
  CHECK(wrong.exit == 2);
  const Answer typo = wufei("reconcil " + scenario);
  CHECK(typo.exit == 2);
  has(typo, "did you mean 'reconcile'");
  const Answer help = wufei("reconcile --help");
  CHECK(help.exit == 0);
  has(help, "wufei reconcile scenarios/plan.yaml\n");
}

TEST_CASE("show and explain call years and numbers after the data, and say when the targets are not judged") {
  const ScenarioFolder folder;
  std::string text = small;
  for (std::size_t at; (at = text.find("2020-01-01, ends: 2022")) != std::string::npos;) text.replace(at, 22, "2025-01-01, ends: 2027");
  text.replace(text.find("\"<= 2020\""), 9, "\"<= 2025\"");
  const std::string scenario = folder.write("small.yaml", text), results = folder / "r.h5", longer = folder / "long.h5",
                    shorter = folder / "short.h5";
  REQUIRE(wufei("run '" + scenario + "' -n 2 -o '" + results + "'").exit == 0);
  const Answer shown = output_of("show '" + results + "'");
  has(shown, "2025 plan");
  CHECK(shown.out.find("2020") == std::string::npos);
  CHECK(shown.out.find(" 1 (text)") == std::string::npos);
  has(output_of("explain 11 '" + results + "'"), "2025 in the plan: 56%");
  has(output_of("show '" + results + "' --format json"), "\"baseline_2025\"");
  has(output_of("show '" + results + "' --indicator 99"), "99 Audits");
  has(wufei("show '" + results + "' --indicator 40"), "the file has no indicator 40; it has: 1, 11, 99");
  REQUIRE(wufei("run '" + scenario + "' -n 2 --set period.ends=2028-07-01 -o '" + longer + "'").exit == 0);
  has(output_of("show '" + longer + "'"), "judged in the target year 2026; the period goes on to 2028");
  const std::string flows = output_of("explain 11 '" + longer + "'").out;
  CHECK(std::regex_search(flows, std::regex("2025 +2026 +change")));
  CHECK_FALSE(std::regex_search(flows, std::regex("2025 +2028 +change")));
  has(output_of("explain 11 '" + longer + "' --format json"), "\"compared_year\": 2026");
  REQUIRE(wufei("run '" + scenario + "' -n 2 --set period.ends=2026-07-01 -o '" + shorter + "'").exit == 0);
  has(output_of("show '" + shorter + "'"), "not judged: the targets are of 2026");
  has(output_of("show '" + shorter + "' --lang zh"), "未评判：目标年为2026年");
  const Answer open = wufei("run '" + scenario + "' --fail-on-unmet --set period.ends=2026-07-01 -o '" + folder / "open.h5" + "'");
  CHECK(open.exit == 2);
  has(open, "needs the whole target year 2026");
}
