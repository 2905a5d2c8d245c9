
#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/base/utf8.h"
#include "models/assessment/indicator.h"
#include "models/facilities/facility.h"
#include "models/policies/policy.h"
#include "tests/catch.h"

namespace waste {
namespace {

template <class Interface>
void check_kinds(const std::string& name_characters) {
  std::set<std::string> names;
  for (const auto& kind : sim::Catalogue<Interface>::all()) {
    CAPTURE(kind.name);
    REQUIRE(names.insert(kind.name).second);
    REQUIRE(kind.name.find_first_not_of(name_characters) == std::string::npos);
    REQUIRE(std::string_view(kind.description.en).size() > 10);
    REQUIRE(std::string_view(kind.description.en).ends_with('.'));
    REQUIRE(std::string_view(kind.description.zh).ends_with("。"));
    REQUIRE(kind.make() != nullptr);
  }
  REQUIRE(names.size() >= 8);
}

template <class Interface>
void check_parameters() {
  static const std::set<std::string> words{"site", "stream", "date", "text", "yes/no", "steps"};
  for (const auto& kind : sim::Catalogue<Interface>::all()) {
    auto object = kind.make();
    std::set<std::string> names;
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      const auto& parameter = kind.parameters[i];
      CAPTURE(kind.name, parameter.name);
      REQUIRE(names.insert(parameter.name).second);
      REQUIRE(std::string_view(parameter.description.en).size() > 3);
      REQUIRE(parameter.low <= parameter.high);
      const bool choice = std::string(parameter.unit).find('|') != std::string::npos;
      if (!choice && !words.contains(parameter.unit)) REQUIRE_NOTHROW(sim::parse_unit(parameter.unit));
      REQUIRE_NOTHROW(kind.slot(*object, i));
    }
  }
}

bool is_chinese(char32_t c) { return c >= U'\u4e00' && c <= U'\u9fff'; }

/// Chinese with no word in Latin letters but what a person types, `show --costs`; English with no Chinese in it.
void check_languages(const sim::Text& text) {
  std::string zh = text.zh;
  const std::string en = text.en;
  CAPTURE(zh, en);
  for (auto typed = zh.find('`'); typed != std::string::npos; typed = zh.find('`')) zh.erase(typed, zh.find('`', typed + 1) + 1 - typed);
  const auto count_chinese = [](const std::string& words) {
    std::size_t at = 0;
    int count = 0;
    while (at < words.size()) count += is_chinese(sim::next_character(words, at));
    return count;
  };
  REQUIRE(count_chinese(zh) > 0);
  REQUIRE(count_chinese(en) == 0);
  REQUIRE(std::none_of(zh.begin(), zh.end(), [](unsigned char c) { return std::isalpha(c) != 0 && c < 128; }));
  REQUIRE(std::any_of(en.begin(), en.end(), [](unsigned char c) { return std::isalpha(c) != 0 && c < 128; }));
}

template <class Interface>
void check_texts() {
  for (const auto& kind : sim::Catalogue<Interface>::all()) {
    CAPTURE(kind.name);
    check_languages({kind.title.zh, kind.title.en});
    check_languages(kind.description);
    for (const auto& parameter : kind.parameters) check_languages(parameter.description);
  }
}

}  // namespace

TEST_CASE("every kind, every parameter, every formula and its terms speak Chinese and English") {
  check_texts<Facility>();
  check_texts<Policy>();
  check_texts<Indicator>();
  for (const auto& parameter : common_policy_parameters()) check_languages(parameter.description);
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    CAPTURE(kind.name);
    const auto indicator = kind.make();
    check_languages(indicator->formula);
    for (const Term& term : indicator->measure.terms) check_languages(term.name);
  }
}

TEST_CASE("titles are told apart, and English can name several facilities of a kind") {
  std::set<std::string> zh, en, several;
  for (const auto& kind : sim::Catalogue<Facility>::all()) {
    CAPTURE(kind.name);
    REQUIRE(zh.insert(kind.title.zh).second);
    REQUIRE(en.insert(kind.title.en).second);
    REQUIRE(several.insert(kind.title.several).second);
    REQUIRE_FALSE(several.contains(""));
  }
}

TEST_CASE("the key of an indicator is its number and its definition") {
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    const auto indicator = kind.make();
    CAPTURE(kind.name);
    REQUIRE(kind.name == std::to_string(indicator->number) + "." + indicator->definition);
    REQUIRE((indicator->number >= 1 && indicator->number <= 39));
    REQUIRE(indicator->measure.formula);
  }
}

TEST_CASE("every kind has a name, a sentence, and can be made") {
  check_kinds<Facility>("abcdefghijklmnopqrstuvwxyz_");
  check_kinds<Policy>("abcdefghijklmnopqrstuvwxyz_");
  check_kinds<Indicator>("abcdefghijklmnopqrstuvwxyz0123456789.");
}

TEST_CASE("every parameter has a unit that the scenario reader knows, a phrase and a range") {
  check_parameters<Facility>();
  check_parameters<Policy>();
}

TEST_CASE("every number has limits") {
  const auto is_number = [](const sim::Slot& slot) {
    return std::visit(
        [](auto* member) {
          using Value = std::remove_pointer_t<decltype(member)>;
          return std::is_same_v<Value, std::int64_t> || std::is_same_v<Value, double> || std::is_same_v<Value, sim::Duration> ||
                 std::is_same_v<Value, sim::Range> || std::is_same_v<Value, sim::Numbers> ||
                 std::is_same_v<Value, sim::Shares<std::uint32_t>> || std::is_same_v<Value, sim::Shares<std::uint16_t>>;
        },
        slot);
  };
  std::vector<std::string> without;
  const auto look = [&](const std::string& kind, const auto& info, const sim::Slot& slot) {
    if (is_number(slot) && !(info.low < info.high)) without.push_back(kind + "." + info.name);
  };
  const auto look_at_all = [&](const auto& kinds) {
    for (const auto& kind : kinds) {
      const auto object = kind.make();
      for (std::size_t i = 0; i < kind.parameters.size(); ++i) look(kind.name, kind.parameters[i], kind.slot(*object, i));
    }
  };
  look_at_all(sim::Catalogue<Facility>::all());
  look_at_all(sim::Catalogue<Policy>::all());
  const auto policy = sim::Catalogue<Policy>::all().front().make();
  for (const auto& parameter : common_policy_parameters()) look("policy", parameter, parameter.member.of(*policy));
  REQUIRE(without == std::vector<std::string>{});  // sections of the district give limits to every call of Fields: the compiler sees to it
}

TEST_CASE("a policy that has not begun changes nothing, whatever its parameters") {
  for (const auto& kind : sim::Catalogue<Policy>::all()) {
    CAPTURE(kind.name);
    auto policy = kind.make();
    for (std::size_t i = 0; i < kind.parameters.size(); ++i) {
      auto slot = kind.slot(*policy, i);
      if (auto** number = std::get_if<double*>(&slot)) **number = 0.7;
      if (auto** whole = std::get_if<std::int64_t*>(&slot)) **whole = 1'000'000;
    }
    for (int question = 0; question < static_cast<int>(PolicyLever::count_); ++question)
      REQUIRE_FALSE(answers(*policy, static_cast<PolicyLever>(question), 0));
    REQUIRE(policy->value_added(0) == 1);
  }
}

}  // namespace waste
