// wufei completion: what bash, zsh and fish need to complete the verbs, their options, and what these take.
#include <iostream>

#include "engine/base/error.h"

#include "models/cli/completions.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// A backslash before each of the characters.
std::string escaped(const std::string& text, const std::string& characters) {
  std::string result;
  for (const char c : text) result += characters.find(c) == std::string::npos ? std::string(1, c) : std::string("\\") + c;
  return result;
}

std::string names_of_verbs() {
  std::vector<std::string> names;
  for (const Verb* verb : verbs()) names.emplace_back(verb->name);
  return joined(names);
}

std::string names_of(const std::vector<Option>& options) {
  std::vector<std::string> names;
  for (const Option& option : options) names.push_back(std::string("--") + option.name);
  return joined(names);
}

// bash: the place is found by the verb and the word before. A word after `=` is a word of its own there.

constexpr const char* bash_head = R"(# Completion of wufei for bash, written by `wufei completion bash`.
_wufei_offer() {
  local pattern found
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
  shift
  (($#)) || return
  mapfile -t found < <(for pattern; do compgen -f -X "!$pattern" -- "$word"; done; [[ $1 == '*' ]] || compgen -d -- "$word")
  COMPREPLY+=("${found[@]}")
  compopt -o filenames 2>/dev/null
}
_wufei() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= i
  COMPREPLY=()
  [[ $before == '=' ]] && before=${COMP_WORDS[COMP_CWORD-2]}
  [[ $word == '=' ]] && word=
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      --lang | --color) [[ ${COMP_WORDS[i+1]} == '=' ]] && ((++i)); ((++i)) ;;
      -*) ;;
      *) verb=${COMP_WORDS[i]}; break ;;
    esac
  done
  case "$verb $before" in
)";

std::string bash_offer(const Completion& all) {
  std::string call = "_wufei_offer '" + joined(all.words) + "'";
  for (const auto& pattern : all.files) call += " '" + pattern + "'";
  return call;
}

/// `pattern` matches the verb.
std::string bash_arguments(const std::string& pattern, const Verb& verb, const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) {
    if (!*option.value) continue;
    text += "    " + pattern + "' --" + option.name + "'";
    if (*option.letter) text += " | " + pattern + "' -" + option.letter + "'";
    text += ") " + bash_offer(completion_of(verb, option)) + " ;;\n";
  }
  return text;
}

std::string bash(const Session&) {
  const std::string globals = names_of(global_options());
  std::string text = bash_head + bash_arguments("*", *verbs().front(), global_options());
  for (const Verb* verb : verbs()) text += bash_arguments(verb->name, *verb, verb->options);
  for (const Verb* verb : verbs())
    text += std::string("    '") + verb->name + " '*) if [[ $word == -* ]]; then _wufei_offer '" + names_of(verb->options) + " " + globals +
            "'; else " + bash_offer(completion_of(*verb)) + "; fi ;;\n";
  return text + "    'help '*) _wufei_offer '" + names_of_verbs() + "' ;;\n    *) if [[ $word == -* ]]; then _wufei_offer '" + globals +
         "'; else _wufei_offer '" + names_of_verbs() + " help'; fi ;;\n  esac\n}\ncomplete -F _wufei wufei\n";
}

// zsh: a call of _arguments for each verb. The text of a specification stands in single quotes.

std::string zsh_text(const std::string& text) {
  std::string result;
  for (const char c : escaped(text, "[]:\\")) result += c == '\'' ? "'\\''" : std::string(1, c);
  return result;
}

std::string zsh_action(const Completion& all) {
  std::string action = all.words.empty() ? "" : "compadd -- " + joined(all.words) + "; ";
  for (const auto& pattern : all.files)
    action += pattern == "*" ? "_files; " : pattern == "*/" ? "_files -/; " : "_files -g \"" + pattern + "\"; ";
  return action.empty() ? " " : "{" + action + "}";
}

std::string zsh_option(const Verb& verb, const Option& option, const Session& session) {
  const bool takes = *option.value;
  const std::string name = std::string("--") + option.name, letter = std::string("-") + option.letter;
  const std::string full = name + (takes ? "=" : ""), value = takes ? std::string(":") + option.value + ":" : "";
  const std::string rest = "[" + zsh_text(session.say(option.help)) + "]" + value + (takes ? zsh_action(completion_of(verb, option)) : "");
  if (!*option.letter) return std::string("'") + (option.repeatable ? "*" : "") + full + rest + "'";
  return "'(" + letter + " " + name + ")'{" + letter + (takes ? "+" : "") + "," + full + "}'" + rest + "'";
}

std::string zsh(const Session& session) {
  std::string globals, listed, cases;
  for (const Option& option : global_options()) globals += " \\\n    " + zsh_option(*verbs().front(), option, session);
  for (const Verb* verb : verbs()) {
    listed += std::string("    '") + verb->name + ":" + zsh_text(session.say(verb->summary)) + "'\n";
    cases += std::string("  ") + verb->name + ") _arguments -S";
    for (const Option& option : verb->options) cases += " \\\n    " + zsh_option(*verb, option, session);
    cases += globals + " \\\n    '*:" + zsh_text(verb->words) + ":" + zsh_action(completion_of(*verb)) + "' ;;\n";
  }
  return "#compdef wufei\n# Completion of wufei for zsh, written by `wufei completion zsh`.\n_wufei() {\n  local state line\n"
         "  local -a verbs=(\n" +
         listed + "    'help'\n  )\n  _arguments -C -S" + globals +
         " \\\n    '1: :->verb' '*:: :->words'\n  case $state in\n  verb) _describe verb verbs; return ;;\n  esac\n  case $line[1] in\n" +
         cases + "  help) _describe verb verbs ;;\n  esac\n}\n" +
         "if [ \"$funcstack[1]\" = _wufei ]; then _wufei \"$@\"; else compdef _wufei wufei; fi\n";
}

// fish: a line for each option of each verb.

std::string fish_text(const std::string& text) { return "'" + escaped(text, "'\\") + "'"; }

std::string fish_option(const std::string& when, const Verb& verb, const Option& option, const Session& session) {
  std::string line = "complete -c wufei" + when + " -l " + option.name;
  if (*option.letter) line += std::string(" -s ") + option.letter;
  if (*option.value) {
    const Completion all = completion_of(verb, option);
    line += all.files.empty() ? " -x" : " -rF";
    if (!all.words.empty()) line += " -a " + fish_text(joined(all.words));
  }
  return line + " -d " + fish_text(session.say(option.help)) + "\n";
}

std::string fish(const Session& session) {
  std::string text = "# Completion of wufei for fish, written by `wufei completion fish`.\ncomplete -c wufei -f\n";
  for (const Option& option : global_options()) text += fish_option("", *verbs().front(), option, session);
  for (const Verb* verb : verbs())
    text += std::string("complete -c wufei -n __fish_use_subcommand -a ") + verb->name + " -d " + fish_text(session.say(verb->summary)) +
            "\n";
  for (const Verb* verb : verbs()) {
    const std::string when = std::string(" -n '__fish_seen_subcommand_from ") + verb->name + "'";
    const Completion all = completion_of(*verb);
    if (!all.words.empty()) text += "complete -c wufei" + when + " -a " + fish_text(joined(all.words)) + "\n";
    for (const auto& pattern : all.files)
      text += "complete -c wufei" + when +
              (pattern == "*"    ? " -F"
               : pattern == "*/" ? " -a '(__fish_complete_directories)'"
                                 : " -k -a '(__fish_complete_suffix " + pattern.substr(1) + ")'") +
              "\n";
    for (const Option& option : verb->options) text += fish_option(when, *verb, option, session);
  }
  return text;
}

int run(const Arguments& arguments, const Session& session) {
  const std::string& shell = arguments.words().front();
  if (shell == "bash") return std::cout << bash(session), 0;
  if (shell == "zsh") return std::cout << zsh(session), 0;
  if (shell == "fish") return std::cout << fish(session), 0;
  const std::string near = did_you_mean(sim::nearest(shell, {"bash", "zsh", "fish"}), session);
  throw UsageError(session.zh() ? "没有命令行 '" + shell + "' 的补全" + near + "；可用：bash, zsh, fish"
                                : "there is no completion for the shell '" + shell + "'" + near + "; there is for bash, zsh, fish");
}

const RegisteredVerb registered{
    20,
    {"completion",
     "SHELL",
     1,
     1,
     {"写出 bash、zsh 或 fish 的命令补全脚本", "Writes what bash, zsh or fish need to complete the command line."},
     {"  source <(wufei completion bash)\n"
      "  wufei completion fish > ~/.config/fish/completions/wufei.fish\n",
      "  source <(wufei completion bash)\n"
      "  wufei completion fish > ~/.config/fish/completions/wufei.fish\n"},
     {},
     run}};

}  // namespace
}  // namespace waste::cli
