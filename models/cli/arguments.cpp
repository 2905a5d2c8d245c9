// The only file that uses Boost.Program_options.
#include "models/cli/arguments.h"

#include <boost/program_options.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/error.h"
#include "engine/base/utf8.h"

namespace waste::cli {
namespace {

namespace po = boost::program_options;

// Guessing would take --rep for --replicas today, and possibly for another option in a later version.
constexpr int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;

std::vector<std::string> option_names(const Verb& verb) {
  std::vector<std::string> names;
  for (const auto& option : verb.options) names.push_back(std::string("--") + option.name);
  for (const auto& option : global_options()) names.push_back(std::string("--") + option.name);
  return names;
}

[[noreturn]] void refuse_unknown(const Verb& verb, const std::string& name, const Session& session) {
  std::string known;
  for (const auto& option : option_names(verb)) known += (known.empty() ? "" : ", ") + option;
  const std::string near = did_you_mean(sim::nearest(name, option_names(verb)), session);
  throw UsageError(session.zh() ? std::string("'") + verb.name + "' 没有选项 '" + name + "'" + near + "\n可用选项：" + known
                                : std::string("'") + verb.name + "' has no option '" + name + "'" + near + "\noptions: " + known);
}

po::parsed_options parse(const Verb& verb, const std::vector<std::string>& tokens, const Session& session) {
  po::options_description description;
  for (const auto& option : verb.options) {
    const std::string names = option.name + (*option.letter ? std::string(",") + option.letter : "");
    if (*option.value) description.add_options()(names.c_str(), po::value<std::vector<std::string>>());
    else description.add_options()(names.c_str(), "");
  }
  try {
    return po::command_line_parser(tokens).options(description).style(style).run();
  } catch (const po::unknown_option& error) {
    refuse_unknown(verb, error.get_option_name(), session);
  } catch (const po::error_with_option_name& error) {
    const std::string name = error.get_option_name();
    const bool is_switch = dynamic_cast<const po::invalid_command_line_syntax*>(&error) &&
                           static_cast<const po::invalid_command_line_syntax&>(error).kind() == po::invalid_syntax::extra_parameter;
    if (is_switch) throw UsageError(session.zh() ? "选项 " + name + " 不带值" : "option " + name + " takes no value");
    throw UsageError(session.zh() ? "选项 " + name + " 缺少值" : "option " + name + " needs a value");
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
}

bool repeatable(const Verb& verb, const std::string& name) {
  for (const auto& option : verb.options)
    if (name == option.name) return option.repeatable;
  return false;
}

std::string padded(const std::string& text, int columns) {
  return text + std::string(static_cast<std::size_t>(std::max(1, columns - sim::display_width(text))), ' ');
}

std::string help_line(const Option& option, const Session& session) {
  std::string left = std::string("  ") + (*option.letter ? std::string("-") + option.letter + ", " : "    ") + "--" + option.name;
  if (*option.value) left += std::string(" ") + option.value;
  return padded(left, 34) + session.say(option.help) + "\n";
}

}  // namespace

Arguments::Arguments(const Verb& verb, const std::vector<std::string>& tokens, const Session& session)
    : session_(session), tokens_(tokens) {
  for (const auto& option : parse(verb, tokens, session).options) {
    if (option.string_key.empty()) {
      words_.insert(words_.end(), option.value.begin(), option.value.end());
      continue;
    }
    const std::string name = option.string_key.substr(option.string_key.find_first_not_of('-'));
    auto& values = values_[name];
    if (!values.empty() && !repeatable(verb, name))
      throw UsageError(session.zh() ? "选项 --" + name + " 给了两次" : "option --" + name + " stands twice");
    values.push_back(option.value.empty() ? "" : option.value.front());
  }
  refuse_other_ending(verb);
  if (words_.size() >= verb.least && words_.size() <= verb.most) return;
  const std::string usage = std::string("wufei ") + verb.name + " " + verb.words;
  const bool few = words_.size() < verb.least;
  throw UsageError(session.zh() ? std::string(few ? "参数太少" : "参数太多") + "，用法：" + usage
                                : std::string(few ? "something is missing" : "too many words") + "; usage: " + usage);
}

void Arguments::refuse_other_ending(const Verb& verb) const {
  const bool formats = std::any_of(verb.options.begin(), verb.options.end(),
                                   [](const Option& o) { return std::string(o.name) == "format"; });
  const std::string file = text("output");
  for (const std::string ending : {"xlsx", "csv", "json"})
    if (formats && file.ends_with("." + ending) && text("format") != ending)
      throw UsageError(session_.say({"“" + file + "”：要写出" + ending + "格式，请加 --format " + ending,
                                     "'" + file + "': add --format " + ending + " to write such a file"}));
}

std::string Arguments::text(const std::string& option, const std::string& fallback) const {
  const auto it = values_.find(option);
  return it == values_.end() ? fallback : it->second.front();
}

std::vector<std::string> Arguments::all(const std::string& option) const {
  const auto it = values_.find(option);
  return it == values_.end() ? std::vector<std::string>{} : it->second;
}

void Arguments::refuse_value(const std::string& option, const std::string& value, const Label& expected) const {
  throw UsageError(session_.zh() ? "--" + option + " 的值 '" + value + "' 无效：应为" + expected.zh
                                 : "--" + option + " cannot be '" + value + "': expected " + expected.en);
}

std::optional<std::uint64_t> Arguments::whole(const std::string& option, std::uint64_t low, std::uint64_t high) const {
  if (!has(option)) return {};
  const std::string value = text(option);
  std::uint64_t result = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
  if (error != std::errc{} || end != value.data() + value.size() || result < low || result > high) {
    const std::string limits = std::to_string(low) + " ... " + std::to_string(high);
    refuse_value(option, value, {limits + " 的整数", "a whole number from " + limits});
  }
  return result;
}

double Arguments::positive(const std::string& option, double fallback) const {
  if (!has(option)) return fallback;
  const std::string value = text(option);
  double result = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
  if (error != std::errc{} || end != value.data() + value.size() || !std::isfinite(result) || result < 0)
    refuse_value(option, value, {"不小于 0 的数", "a number from 0, e.g. 1e-9"});
  return result;
}

std::string Arguments::one_of(const std::string& option, const std::vector<std::string>& known) const {
  const std::string value = text(option, known.front());
  for (const auto& candidate : known)
    if (value == candidate) return value;
  std::string list;
  for (const auto& candidate : known) list += (list.empty() ? "" : ", ") + candidate;
  refuse_value(option, value,
               {" " + list + did_you_mean(sim::nearest(value, known), session_),
                "one of " + list + did_you_mean(sim::nearest(value, known), session_)});
}

std::string help_of(const Verb& verb, const Session& session) {
  std::string text = session.say({"示例：", "Examples:"}) + "\n" + session.say(verb.examples) + "\n" + session.say(verb.summary) + "\n\n" +
                     session.say({"用法：", "Usage: "}) + "wufei " + verb.name + " " + verb.words + "\n";
  if (!verb.options.empty()) text += "\n" + session.say({"选项：", "Options:"}) + "\n";
  for (const auto& option : verb.options) text += help_line(option, session);
  text += "\n" + session.say({"所有命令通用：", "For every verb:"}) + "\n";
  for (const auto& option : global_options()) text += help_line(option, session);
  return text;
}

std::string shell_quoted(const std::string& word) {
  static const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

}  // namespace waste::cli
