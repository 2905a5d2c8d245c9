// The command line: finds the verb, passes it its arguments, and turns every error into text and an exit code.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <new>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "models/cli/clean_stream.h"
#include "models/cli/errors.h"
#include "models/cli/interruption.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

std::vector<std::string> verb_names() {
  std::vector<std::string> names{"help"};
  for (const Verb* verb : verbs()) names.push_back(verb->name);
  return names;
}

const Verb& find_verb(const std::string& name, const Session& session) {
  for (const Verb* verb : verbs())
    if (name == verb->name) return *verb;
  std::string known;
  for (const auto& n : verb_names()) known += (known.empty() ? "" : ", ") + n;
  const std::string near = did_you_mean(sim::nearest(name, verb_names()), session);
  throw UsageError(session.zh() ? "没有命令 '" + name + "'" + near + "\n命令：" + known
                                : "there is no verb '" + name + "'" + near + "\nverbs: " + known);
}

/// The parsed command line: global options, the verb, and its arguments.
struct CommandLine {
  std::string verb, color = "auto";
  std::optional<std::string> language;
  bool quiet = false, help = false, version = false;
  std::vector<std::string> rest;
};

/// Consumes "--name value" or "--name=value" at `at`; false if it is another option.
template <class Value>
bool take_value(const std::vector<std::string>& words, std::size_t& at, const std::string& name, Value& value) {
  const std::string& word = words[at];
  if (word.rfind(name + "=", 0) == 0) {
    value = word.substr(name.size() + 1);
    return true;
  }
  if (word != name) return false;
  value = at + 1 < words.size() ? words[++at] : "";
  return true;
}

// Boost.Program_options would lose "--" between two passes, so the first pass is written by hand.
CommandLine parse_globals(const std::vector<std::string>& words) {
  CommandLine line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--") {
      line.rest.insert(line.rest.end(), words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
      break;
    }
    if (word == "--quiet" || word == "-q") line.quiet = true;
    else if (word == "--help" || word == "-h") line.help = true;
    else if (word == "--version") line.version = true;
    else if (take_value(words, i, "--color", line.color) || take_value(words, i, "--lang", line.language)) continue;
    else if (line.verb.empty() && word[0] != '-') line.verb = word;
    else line.rest.push_back(word);
  }
  return line;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

Language language_of_environment() {
  for (const char* name : {"WUFEI_LANG", "LC_ALL", "LANG"}) {
    const std::string value = environment(name);
    if (!value.empty()) return value.rfind("zh", 0) == 0 ? Language::zh : Language::en;
  }
  return Language::en;
}

void set_up(Session& session, const CommandLine& line) {
  session.quiet = line.quiet;
  if (line.language) session.language = line.language == "zh" ? Language::zh : Language::en;
  const bool never = line.color == "never" || (line.color == "auto" && !environment("NO_COLOR").empty());
  session.color_out = !never && (line.color == "always" || is_terminal(1));
  session.color_err = !never && (line.color == "always" || is_terminal(2));
}

void check_choice(const Session& session, const std::string& option, const std::string& value, const std::vector<std::string>& known) {
  std::string list;
  for (const auto& candidate : known) {
    if (candidate == value) return;
    list += (list.empty() ? "" : ", ") + candidate;
  }
  const std::string near = did_you_mean(sim::nearest(value, known), session);
  throw UsageError(session.zh() ? option + " 的值 '" + value + "' 无效：应为 " + list + near
                                : option + " cannot be '" + value + "': expected one of " + list + near);
}

std::string overview(const Session& session) {
  std::string text = session.say({"示例：", "Examples:"}) + "\n" +
                     "  wufei run scenarios/baseline.yaml scenarios/plan.yaml -o out/banan.h5\n  wufei show out/banan.h5\n\n" +
                     session.say({"无废：模拟一个区的固体废物，推算方案列出的各项指标。",
                                  "Wufei simulates a district's solid waste and projects the indicators of its plan."}) +
                     "\n\n" + session.say({"命令：", "Verbs:"}) + "\n";
  for (const Verb* verb : verbs()) {
    const std::string name = std::string("  ") + verb->name;
    text += name + std::string(14 - name.size(), ' ') + session.say(verb->summary) + "\n";
  }
  return text + "\n" + session.say({"每个命令的说明：wufei VERB --help\n", "Help of a verb: wufei VERB --help\n"}) +
         session.say({"语言：--lang zh|en，默认取自 WUFEI_LANG、LC_ALL、LANG\n",
                      "Language: --lang zh|en, by default from WUFEI_LANG, LC_ALL, LANG\n"}) +
         session.say({"退出码：0 成功，1 否，2 用法，3 输入，4 读写，5 结果文件，6 模型，7 资源，8 质量不守恒，70 内部，129/130/143 中断\n",
                      "Exit codes: 0 ok, 1 the answer is no, 2 usage, 3 input, 4 files, 5 results file, 6 model, 7 resources,\n"
                      "8 mass not conserved, 70 internal, 129/130/143 interrupted\n"});
}

/// Names of files are kept in results, messages and JSON as UTF-8.
void require_utf8(const std::vector<std::string>& words, const Session& session) {
  for (const std::string& word : words)
    if (sim::invalid_utf8(word))
      throw UsageError(session.say({"参数不是 UTF-8 文本，请改文件名：", "an argument is not UTF-8, rename the file: "}) +
                       sim::printable(word));
}

int dispatch(CommandLine line, Session& session) {
  require_utf8(line.rest, session);
  if (line.language) check_choice(session, "--lang", *line.language, {"zh", "en"});
  check_choice(session, "--color", line.color, {"auto", "always", "never"});
  if (line.version) return std::cout << "wufei " WUFEI_VERSION "\n", 0;
  if (line.verb == "help") {
    line.help = true;
    line.verb = line.rest.empty() ? "" : line.rest.front();
  }
  if (line.verb.empty() && !line.rest.empty() && line.rest.front() != "--") {
    const std::string near = did_you_mean(sim::nearest(line.rest.front(), {"--quiet", "--color", "--lang", "--help", "--version"}),
                                          session);
    throw UsageError(session.zh() ? "没有选项 '" + line.rest.front() + "'" + near
                                  : "there is no option '" + line.rest.front() + "'" + near);
  }
  if (line.verb.empty()) {
    (line.help ? std::cout : std::cerr) << overview(session);
    return line.help ? 0 : static_cast<int>(sim::Exit::usage);
  }
  const Verb& verb = find_verb(line.verb, session);
  if (line.help) return std::cout << help_of(verb, session), 0;
  return verb.run(Arguments(verb, line.rest, session), session);
}

int fail(const Session& session, sim::Exit exit, const std::string& message) {
  print(message, session);
  return static_cast<int>(exit);
}

int guarded(const CommandLine& line, Session& session) {
  try {
    return dispatch(line, session);
  } catch (const UsageError& error) {
    return fail(session, sim::Exit::usage, error.what());
  } catch (const sim::InputError& error) {
    print(error, session);
    return static_cast<int>(error.exit());
  } catch (const sim::Error& error) {
    return fail(session, error.exit(), in_language(error, session));
  } catch (const std::bad_alloc&) {
    return fail(session, sim::Exit::resource, session.say({"内存不足", "out of memory"}));
  } catch (const std::exception& error) {
    return fail(session, sim::Exit::internal, error.what());
  }
}

/// Before anything that takes time. Beyond a limit on their size, files are refused by the system instead of killing the program.
void set_up_signals(const Session& session) {
  catch_signals(session.say({"已中断；没有写出任何内容", "interrupted; nothing was written"}));
  std::signal(SIGXFSZ, SIG_IGN);
}

int main_of(const std::string& program, const std::vector<std::string>& words) {
  const CleanStream out(std::cout), err(std::cerr);
  Session session;
  session.language = language_of_environment();
  if (!program.empty()) session.program = program;
  const CommandLine line = parse_globals(words);
  set_up(session, line);
  set_up_signals(session);
  const int exit = guarded(line, session);
  std::cout.flush();
  if (std::cout.fail() && exit == 0)
    return fail(session, sim::Exit::io, session.say({"无法写标准输出", "cannot write to the standard output"}));
  return exit;
}

}  // namespace

const std::vector<Option>& global_options() {
  static const std::vector<Option> options{
      {"quiet", "q", "", {"不显示进度和消息", "no progress and no messages"}},
      {"color", "", "WHEN", {"颜色：auto、always 或 never；NO_COLOR 也有效", "auto, always or never; NO_COLOR counts too"}},
      {"lang", "", "LANG", {"语言：zh 或 en", "zh or en"}},
      {"help", "h", "", {"本说明", "this page"}},
      {"version", "", "", {"版本", "the version"}},
  };
  return options;
}

}  // namespace waste::cli

int main(int argc, char** argv) { return waste::cli::main_of(argc > 0 ? argv[0] : "", {argv + std::min(argc, 1), argv + argc}); }
