#include "models/cli/completions.h"

#include <algorithm>
#include <cctype>

#include "models/assessment/indicator.h"
#include "models/cli/verbs.h"
#include "models/facilities/facility.h"
#include "models/policies/driver.h"
#include "models/policies/policy.h"
#include "models/scenario/templates.h"

namespace waste::cli {
namespace {

/// The runs of letters and hyphens of a text.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text)
    if (std::isalpha(static_cast<unsigned char>(c)) || c == '-') words.back() += c;
    else if (!words.back().empty()) words.emplace_back();
  if (words.back().empty()) words.pop_back();
  return words;
}

/// The help of an option names its choices among other words.
std::vector<std::string> choices_in(const std::string& help) {
  static const std::vector<std::string> known{"table",  "csv",   "json",      "xlsx",        "html",         "md",         "dot",
                                              "svg",    "exact", "tolerance", "statistical", "side-by-side", "parameters", "none",
                                              "always", "never", "auto",      "zh",          "en",           "number",     "margin"};
  std::vector<std::string> found;
  for (const std::string& word : words_of(help))
    if (std::find(known.begin(), known.end(), word) != known.end() && std::find(found.begin(), found.end(), word) == found.end())
      found.push_back(word);
  return found;
}

std::vector<std::string> indicator_numbers() {
  std::vector<std::string> numbers;
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    const std::string number = kind.name.substr(0, kind.name.find('.'));
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) { return std::pair(a.size(), a) < std::pair(b.size(), b); });
  return numbers;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const auto& some : {sim::Catalogue<Facility>::names(), sim::Catalogue<Policy>::names(), sim::Catalogue<Driver>::names(),
                           sim::Catalogue<Indicator>::names()})
    names.insert(names.end(), some.begin(), some.end());
  return names;
}

void add(Completion& all, const std::string& place, const std::string& verb) {
  const auto files = [&](const char* pattern) { all.files.emplace_back(pattern); };
  if (place == "SCENARIO") files("*.yaml");
  else if (place == "RESULTS" || ((place == "A" || place == "B") && verb == "compare")) files("*.h5");
  else if (place == "PART") files("*.part-*");
  else if (place == "FACTS") files("*.csv");
  else if (place == "FILE") files("*");
  else if (place == "FOLDER") files("*/");
  else if (place == "SHELL") all.words = {"bash", "zsh", "fish"};
  else if (place == "NUMBER") all.words = indicator_numbers();
  else if (place == "NAME" && verb == "describe") all.words = kind_names();
}

}  // namespace

Completion completion_of(const Verb& verb, const Option& option) {
  const std::string name = option.name, value = option.value;
  Completion all;
  if (value == "FORMAT" || value == "MODE" || value == "WHEN" || value == "LANG" || value == "WHAT" || value == "KEY")
    all.words = choices_in(option.help.en);
  else if (name == "template" && value == "NAME") all.words = template_names();
  else if (name == "indicator" || name == "gap") all.words = indicator_numbers();
  else if (name == "scenario" && value == "FILE") add(all, "SCENARIO", verb.name);
  else if (value == "FILE" || value == "FOLDER") add(all, value, verb.name);
  return all;
}

Completion completion_of(const Verb& verb) {
  Completion all;
  for (const std::string& place : words_of(verb.words)) add(all, place, verb.name);
  std::sort(all.files.begin(), all.files.end());
  all.files.erase(std::unique(all.files.begin(), all.files.end()), all.files.end());
  return all;
}

}  // namespace waste::cli
