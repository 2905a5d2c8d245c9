#include "models/assessment/selection.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace waste {
namespace {

struct OwnMeasure {
  const char* name;
  const char* unit;
  Label label;
};

const std::array<OwnMeasure, 8> own_measures{{{"arisen", "t", {"产生量", "arisen"}},
                                              {"utilised", "t", {"综合利用量", "used"}},
                                              {"disposed", "t", {"处置量", "disposed of"}},
                                              {"treated", "t", {"利用处置量", "used and disposed of"}},
                                              {"stored", "t", {"期末存量", "stored at the end"}},
                                              {"value_added", "万元", {"工业增加值", "industrial value added"}},
                                              {"output", "万元", {"工业产出", "industrial output"}},
                                              {"days", "d", {"天数", "days"}}}};

const OwnMeasure* own_measure(const std::string& name) {
  const auto found = std::find_if(own_measures.begin(), own_measures.end(), [&](const OwnMeasure& each) { return name == each.name; });
  return found == own_measures.end() ? nullptr : &*found;
}

std::optional<Channel> channel_of(const std::string& name) {
  for (std::size_t i = 0; i < channels; ++i)
    if (name == info(static_cast<Channel>(i)).name) return static_cast<Channel>(i);
  return {};
}

bool in_grams(Channel channel) { return std::string_view(info(channel).own_unit) == "g"; }

bool one_of(const Selection::Words& words, std::string_view name) {
  return words.empty() || std::find(words.begin(), words.end(), name) != words.end();
}

bool about_stream(const Selection& selection, const Accounts& accounts, StreamId stream) {
  if (selection.streams.empty() && selection.categories.empty() && selection.groups.empty()) return true;
  if (stream == no_stream) return false;
  const auto& streams = accounts.district().streams;
  const Stream& waste = streams[accounts.waste_of(stream)];
  const auto& groups = waste.groups;
  const bool grouped = selection.groups.empty() ||
                       std::any_of(groups.begin(), groups.end(), [&](const std::string& group) { return one_of(selection.groups, group); });
  return (one_of(selection.streams, streams[stream].id) || one_of(selection.streams, waste.id)) &&
         one_of(selection.categories, name_of(waste.category)) && grouped;
}

/// Sum over the lines of a channel, in tonnes or by volume.
using SumOf = double (Accounts::*)(Channel, Months, const Accounts::Filter&) const;

double sum_by(SumOf of, const Selection& selection, const Accounts& accounts, Months months) {
  const auto over = [&](Channel channel, auto also) {
    return (accounts.*of)(channel, months, [&](const BookKey& key) { return also(key) && passes(selection, accounts, key); });
  };
  const auto all = [](const BookKey&) { return true; };
  const auto primary = [&](const BookKey& key) { return accounts.primary(key.stream) && accounts.inside(key.site); };
  const auto buried_here = [&](const BookKey& key) { return accounts.of_kind(key.site, "landfill"); };
  const auto disposed = [&] { return over(Channel::disposed, all) + over(Channel::landfilled, buried_here); };
  if (selection.measure == "arisen") return over(Channel::generated, primary) + over(Channel::produced, primary);
  if (selection.measure == "disposed") return disposed();
  if (selection.measure == "treated") return over(Channel::utilised, all) + disposed();
  return over(*channel_of(selection.measure), all);
}

double amount(const Selection& selection, const Accounts& accounts, Channel channel, Months months) {
  const bool adds_up = channel == Channel::units || channel == Channel::reached;
  return static_cast<double>(accounts.amount(channel, adds_up ? Accounts::until(months) : months,
                                             [&](const BookKey& key) { return passes(selection, accounts, key); }));
}

double stored(const Selection& selection, const Accounts& accounts, Months months) {
  return accounts.stock(months.first + months.count, [&](SiteId site, StreamId stream) {
    return passes(selection, accounts, {Channel::opening, stream, site, no_site});
  });
}

void check_measure(Fields& fields, const Selection& selection) {
  const Node* node = fields.map().find("measure");
  const Place at = node ? node->place : fields.map().place;
  if (!own_measure(selection.measure) && !channel_of(selection.measure))
    fields.error(
        at, "E0711", {"无法汇总“" + selection.measure + "”", "'" + selection.measure + "' cannot be summed"},
        {"可用arisen（产生）、utilised（利用）、disposed（处置）、treated（利用和处置）、stored（存量）、value_added、output、days，"
         "或账目，如received、landfilled、reached、units",
         "arisen, utilised, disposed, treated, stored, value_added, output, days, or a channel of the books such as received, "
         "landfilled, reached, units"});
  if (!selection.place.empty() && selection.place != "inside" && selection.place != "outside")
    fields.error(fields.map().find("place")->place, "E0711",
                 {"没有叫“" + selection.place + "”的位置", "no place is called '" + selection.place + "'"},
                 {"写`inside`（区内）或`outside`（区外）", "inside or outside"});
}

/// The words of a filter, in both languages.
void add(Label& list, const Selection::Words& words, const std::vector<std::pair<std::string, Label>>& known) {
  for (const std::string& word : words) {
    Label name{word, word};
    for (const auto& [id, label] : known)
      if (id == word && !label.en.empty()) name = label;
    list.zh += (list.zh.empty() ? "" : "、") + name.zh;
    list.en += (list.en.empty() ? "" : ", ") + name.en;
  }
}

std::vector<std::pair<std::string, Label>> all_categories() {
  std::vector<std::pair<std::string, Label>> known;
  for (int i = 0; i < static_cast<int>(Category::count_); ++i)
    known.emplace_back(name_of(static_cast<Category>(i)), label_of(static_cast<Category>(i)));
  return known;
}

}  // namespace

Selection read_selection(Fields& fields, std::initializer_list<std::string_view> others) {
  Selection selection;
  fields.text("measure", selection.measure);
  using Member = Selection::Words Selection::*;
  for (const auto& [key, member] : std::initializer_list<std::pair<const char*, Member>>{{"category", &Selection::categories},
                                                                                         {"stream", &Selection::streams},
                                                                                         {"group", &Selection::groups},
                                                                                         {"site", &Selection::sites},
                                                                                         {"kind", &Selection::kinds},
                                                                                         {"topic", &Selection::topics},
                                                                                         {"from", &Selection::from}})
    fields.words(key, selection.*member);
  fields.text("place", selection.place);
  if (std::find(others.begin(), others.end(), selection.measure) == others.end()) check_measure(fields, selection);
  return selection;
}

const char* unit_of(const Selection& selection) {
  if (const OwnMeasure* own = own_measure(selection.measure)) return own->unit;
  const auto channel = channel_of(selection.measure);
  if (!channel) return "";
  const std::string_view unit = info(*channel).own_unit;
  return unit == "g" ? "t" : unit == "1" ? "" : info(*channel).own_unit;
}

Label label_of(const Selection& selection, const District& district) {
  const OwnMeasure* own = own_measure(selection.measure);
  const auto channel = channel_of(selection.measure);
  Label label = own ? own->label : channel ? info(*channel).label : Label{selection.measure, selection.measure};
  std::vector<std::pair<std::string, Label>> streams;
  for (const Stream& stream : district.streams) streams.emplace_back(stream.id, stream.label);
  Label filters;
  add(filters, selection.categories, all_categories());
  add(filters, selection.streams, streams);
  for (const auto* words : {&selection.groups, &selection.sites, &selection.kinds, &selection.topics, &selection.from})
    add(filters, *words, {});
  if (!selection.place.empty())
    add(filters, {selection.place}, {{"inside", {"区内", "inside the district"}}, {"outside", {"区外", "outside the district"}}});
  if (filters.en.empty()) return label;
  return {label.zh + "（" + filters.zh + "）", label.en + " (" + filters.en + ")"};
}

bool passes(const Selection& selection, const Accounts& accounts, const BookKey& key) {
  const auto& sites = accounts.district().sites;
  const auto of_site = [&](const Selection::Words& words, SiteId site, const std::string Site::* member) {
    return words.empty() || (site != no_site && one_of(words, sites[site].*member));
  };
  const bool named = selection.sites.empty() || (key.site != no_site && one_of(selection.sites, accounts.district().template_id(key.site)));
  return about_stream(selection, accounts, key.stream) && named && of_site(selection.kinds, key.site, &Site::kind) &&
         of_site(selection.topics, key.site, &Site::topic) && of_site(selection.from, key.counterpart, &Site::kind) &&
         (selection.place.empty() || accounts.inside(key.site) == (selection.place == "inside"));
}

double sum(const Selection& selection, const Accounts& accounts, Months months) {
  if (selection.measure == "value_added") return accounts.value_added(months);
  if (selection.measure == "output") return accounts.output(months);
  if (selection.measure == "days") return accounts.days(months);
  if (selection.measure == "stored") return stored(selection, accounts, months);
  const auto channel = channel_of(selection.measure);
  if (channel && !in_grams(*channel)) return amount(selection, accounts, *channel, months);
  return sum_by(&Accounts::tonnes, selection, accounts, months);
}

double volume(const Selection& selection, const Accounts& accounts, Months months) {
  const auto channel = channel_of(selection.measure);
  const bool by_mass = selection.measure == "stored" || (own_measure(selection.measure) && *unit_of(selection) != 't');
  if (by_mass || (channel && !in_grams(*channel))) return sum(selection, accounts, months);
  return sum_by(&Accounts::cubic_metres, selection, accounts, months);
}

}  // namespace waste
