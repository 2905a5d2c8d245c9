#include "models/cli/indicator_needs.h"

#include <map>
#include <vector>

#include "models/views/table.h"

namespace waste::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const Session& session) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : session.say({"、", ", "})) + word;
  return text;
}

/// As it is written in a scenario.
std::string quoted(const std::string& key) { return "`" + key + "`"; }

std::string category_text(Category category, const Session& session) {
  const std::string label = session.say(label_of(category));
  return quoted(name_of(category)) + (session.zh() ? "（" + label + "）" : " (" + label + ")");
}

/// Without the heading of an empty first line, and with a title.
std::string titled(const Label& title, const Table& table, const Session& session) {
  const std::string text = table.text(false);
  return painted(session.say(title), Paint::bold, session.color_out) + "\n" + text.substr(text.find('\n') + 1) + "\n";
}

}  // namespace

std::string needs_of(const Indicator& indicator, const Session& session) {
  std::vector<std::string> categories, needs;
  for (const Category category : indicator.measure.categories) categories.push_back(category_text(category, session));
  if (!categories.empty()) needs.push_back(session.say({"废物类别为 ", "streams of category "}) + joined(categories, session));
  std::vector<std::string> topics;
  for (const std::string& topic : indicator.measure.topics) topics.push_back(quoted(topic));
  if (!topics.empty()) needs.push_back(session.say({"场所主题（`topic`）为 ", "sites with the topic "}) + joined(topics, session));
  for (const Term& term : indicator.measure.terms)
    if (std::string_view(term.unit) == "万元" && !indicator.measure.of_output) needs.push_back("`economy.value_added`");
  if (indicator.measure.of_output) needs.push_back(joined({"`economy.value_added`", "`economy.output`"}, session));
  if (needs.empty()) return "";
  std::string text;
  for (const auto& need : needs) text += (text.empty() ? "" : session.say({"；", "; "})) + need;
  return session.say({"需要：", "needs: "}) + text + "\n";
}

std::string categories_and_topics(const Session& session) {
  std::map<Category, std::vector<std::string>> of_category;
  std::map<std::string, std::vector<std::string>> of_topic;
  for (const auto& kind : sim::Catalogue<Indicator>::all()) {
    const auto indicator = kind.make();
    for (const Category category : indicator->measure.categories) of_category[category].push_back(kind.name);
    for (const std::string& topic : indicator->measure.topics) of_topic[topic].push_back(kind.name);
  }
  Table categories({{"", false, 24}, {"", false, 40}, {"", false, 60}}), topics({{"", false, 24}, {"", false, 60}});
  for (int i = 0; i < static_cast<int>(Category::count_); ++i) {
    const auto category = static_cast<Category>(i);
    categories.add({std::string("  ") + name_of(category), session.say(label_of(category)), joined(of_category[category], session)});
  }
  for (const auto& [topic, names] : of_topic) topics.add({"  " + topic, joined(names, session)});
  return titled({"废物类别（`streams` 的 `category`）和统计它们的指标", "Categories of streams, and the indicators that count them"},
                categories, session) +
         titled({"场所主题（`sites` 的 `topic`）和使用它们的指标", "Topics of sites, and the indicators that read them"}, topics, session);
}

}  // namespace waste::cli
