#include "models/views/diagram.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/catalogue.h"
#include "models/facilities/facility.h"
#include "models/world/mean_flow.h"
#include "models/world/world.h"

namespace waste {
namespace {

constexpr std::size_t many = 3;  // more sites than this with the same role share one box

/// Finds the coarsest partition of the sites such that sites of one class have the same kind, handle the same streams, and send
/// the same streams to the same classes.
class Classes {
 public:
  explicit Classes(const FlowNetwork& network) : network_(network), class_(network.interfaces.size()) {
    number([&](SiteId site) { return handles(site); });
    for (std::size_t before = 0; before != count_;) {
      before = count_;
      number([&](SiteId site) { return sends(site); });
    }
  }
  std::size_t count() const { return count_; }
  std::size_t of(SiteId site) const { return class_[site]; }

 private:
  template <class Key>
  void number(Key key) {
    std::map<std::string, std::size_t> numbers;
    std::vector<std::size_t> next;
    for (SiteId site = 0; site < class_.size(); ++site) next.push_back(numbers.emplace(key(site), numbers.size()).first->second);
    class_ = next;
    count_ = numbers.size();
  }

  std::string handles(SiteId site) const {
    const FlowInterface& interface = network_.interfaces[site];
    std::string key = network_.world->district.sites[site].kind + (network_.world->district.sites[site].inside ? " in " : " out ");
    for (const auto& source : interface.sources) key += "+" + std::to_string(source.stream);
    for (const StreamId stream : interface.accepts) key += "-" + std::to_string(stream);
    return key;
  }

  std::string sends(SiteId site) const {
    std::set<std::pair<StreamId, std::size_t>> targets;
    for (const auto& outlet : network_.interfaces[site].outlets)
      if (outlet.to < class_.size()) targets.emplace(outlet.stream, class_[outlet.to]);
    std::string key = std::to_string(class_[site]);
    for (const auto& [stream, target] : targets) key += " " + std::to_string(stream) + ">" + std::to_string(target);
    return key;
  }

  const FlowNetwork& network_;
  std::vector<std::size_t> class_;  // [site]
  std::size_t count_ = 0;
};

/// Which streams are drawn.
class Chosen {
 public:
  explicit Chosen(const DiagramChoice& choice) : streams_(choice.streams.begin(), choice.streams.end()) {}

  bool operator()(StreamId stream) const { return streams_.empty() || streams_.contains(stream); }
  bool handled_by(const FlowInterface& interface) const {
    const auto any = [&](const auto& list) {
      return std::any_of(list.begin(), list.end(), [&](const auto& each) { return (*this)(each.stream); });
    };
    return any(interface.sources) || any(interface.outlets) ||
           std::any_of(interface.accepts.begin(), interface.accepts.end(), [&](StreamId stream) { return (*this)(stream); });
  }

 private:
  std::set<StreamId> streams_;
};

constexpr std::size_t none = ~std::size_t{0};

/// The box of every site, of which those of a class share one if they are more than `most`; sites without flows (an authority, a
/// fleet) have none.
template <class ClassOf>
std::vector<std::size_t> boxes_by(const FlowNetwork& network, const Chosen& chosen, ClassOf class_of, std::size_t most,
                                  std::vector<Diagram::Box>& boxes) {
  std::map<std::string, std::size_t> size, first;
  std::vector<std::size_t> box_of(network.interfaces.size(), none);
  boxes.clear();
  for (SiteId site = 0; site < network.interfaces.size(); ++site)
    if (chosen.handled_by(network.interfaces[site])) ++size[class_of(site)];
  for (SiteId site = 0; site < network.interfaces.size(); ++site) {
    if (!chosen.handled_by(network.interfaces[site])) continue;
    const std::string of = class_of(site);
    const auto shared = first.find(of);
    const bool shares = size[of] > most && shared != first.end();
    if (!shares) boxes.emplace_back();
    box_of[site] = shares ? shared->second : boxes.size() - 1;
    first[of] = box_of[site];
    boxes[box_of[site]].sites.push_back(site);
  }
  return box_of;
}

std::vector<std::size_t> make_boxes(const FlowNetwork& network, const Chosen& chosen, bool detailed, std::vector<Diagram::Box>& boxes,
                                    bool& overview) {
  const Classes classes(network);
  auto box_of = boxes_by(network, chosen, [&](SiteId site) { return std::to_string(classes.of(site)); }, many, boxes);
  overview = !detailed && boxes.size() > boxes_of_a_screen;
  if (!overview) return box_of;
  const auto& sites = network.world->district.sites;
  return boxes_by(network, chosen, [&](SiteId site) { return sites[site].kind + (sites[site].inside ? "" : " outside"); }, 1, boxes);
}

void describe(Diagram::Box& box, const FlowNetwork& network, const Chosen& chosen, Language language,
              const std::map<SiteId, bool>& narrow) {
  const World& world = *network.world;
  const Site& first = world.district.sites[box.sites.front()];
  const std::string label = in(language, first.label);
  const bool all_outside = std::none_of(box.sites.begin(), box.sites.end(), [&](SiteId site) { return world.district.sites[site].inside; });
  box.title = box.sites.size() == 1 ? (label.empty() ? first.id : label)
                                    : kind_title(first.kind, box.sites.size(), language) + (!all_outside               ? ""
                                                                                            : language == Language::zh ? "（区外）"
                                                                                                                       : " outside");
  box.capacity = 0;
  for (const SiteId site : box.sites) {
    const FlowInterface& interface = network.interfaces[site];
    box.capacity = interface.capacity < 0 || box.capacity < 0 ? -1 : box.capacity + interface.capacity;
    for (const auto& source : interface.sources)
      if (chosen(source.stream)) box.arises += source.rate;
    const auto it = narrow.find(site);
    box.bottleneck = box.bottleneck || it != narrow.end();
    box.overloaded = box.overloaded || (it != narrow.end() && it->second);
  }
}

std::vector<Diagram::Line> make_lines(const FlowNetwork& network, const Chosen& chosen, const std::vector<std::size_t>& box_of) {
  std::map<std::tuple<std::size_t, std::size_t, StreamId>, std::int64_t> sums;
  for (const MeanFlow& flow : mean_flows(network))
    if (chosen(flow.stream)) sums[{box_of[flow.from], box_of[flow.to], flow.stream}] += flow.rate;
  std::vector<Diagram::Line> lines;
  for (const auto& [key, rate] : sums)
    if (std::get<1>(key) != none) lines.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), rate});
  return lines;
}

/// Column = longest path from a source of waste; cycles are cut after as many steps as there are boxes.
void set_columns(std::vector<Diagram::Box>& boxes, const std::vector<Diagram::Line>& lines) {
  const int most = std::min<int>(static_cast<int>(boxes.size()) - 1, 8);
  for (std::size_t round = 0; round < boxes.size(); ++round) {
    bool moved = false;
    for (const auto& line : lines) {
      const int wanted = std::min(boxes[line.from].column + 1, most);
      if (line.from == line.to || boxes[line.to].column >= wanted) continue;
      boxes[line.to].column = wanted;
      moved = true;
    }
    if (!moved) break;
  }
  std::map<int, int> used;  // a cycle leaves columns empty
  for (const auto& box : boxes) used[box.column] = 0;
  int next = 0;
  for (auto& [column, number] : used) number = next++;
  for (auto& box : boxes) box.column = used[box.column];
}

}  // namespace

std::string kind_title(const std::string& name, std::size_t count, Language language) {
  const sim::Title& title = sim::Catalogue<Facility>::find(name)->title;
  const std::string number = std::to_string(count);
  if (language == Language::zh) return (count > 1 ? number + " 个" : "") + title.zh;
  return count > 1 ? number + " " + title.several : title.en;
}

Diagram::Diagram(const FlowNetwork& network, Language the_language, const DiagramChoice& choice)
    : world(network.world), language(the_language), title(in(the_language, network.world->title)), narrow(bottlenecks(network)) {
  const Chosen chosen(choice);
  std::erase_if(narrow, [&](const Bottleneck& bottleneck) { return !chosen(bottleneck.stream); });
  std::map<SiteId, bool> red;  // true: more arises than passes
  for (const Bottleneck& bottleneck : narrow)
    for (const auto& place : bottleneck.places) red[place.site] = red[place.site] || bottleneck.demand > bottleneck.most;
  std::stable_sort(narrow.begin(), narrow.end(), [](const Bottleneck& a, const Bottleneck& b) { return a.demand > b.demand; });
  const auto box_of = make_boxes(network, chosen, choice.detailed, boxes, overview);
  for (Box& box : boxes) describe(box, network, chosen, language, red);
  lines = make_lines(network, chosen, box_of);
  set_columns(boxes, lines);
}

std::string Diagram::subtitle(const Box& box) const {
  if (box.arises > 0) return (language == Language::zh ? "产生 " : "arises ") + rate(box.arises, language);
  if (box.capacity >= 0) return rate(box.capacity, language);
  return language == Language::zh ? "不限" : "no limit";
}

std::string Diagram::explanation(const Bottleneck& b) const {
  const bool zh = language == Language::zh;
  const std::string& label = in(language, world->district.streams[b.stream].label);
  std::string text = (label.empty() ? world->district.streams[b.stream].id : label) + (zh ? "：产生 " : ": arises ") +
                     rate(b.demand, language);
  if (b.most == Bottleneck::no_limit) return text + (zh ? "，去路不限" : ", nothing narrows its way out");
  text += (zh ? "，最多可通过 " : ", at most passes ") + rate(b.most, language);
  if (b.places.empty()) return text;
  text += zh ? "，瓶颈：" : "; bottleneck: ";
  std::map<std::string, std::size_t> kinds;
  for (const auto& place : b.places) ++kinds[world->district.sites[place.site].kind];
  if (b.places.size() <= many) {
    for (std::size_t i = 0; i < b.places.size(); ++i) {
      const Site& site = world->district.sites[b.places[i].site];
      const std::string& name = in(language, site.label);
      text += (i > 0 ? (zh ? "、" : ", ") : "") + (name.empty() ? site.id : name) + " " + rate(b.places[i].capacity, language);
    }
    return text;
  }
  std::string list;
  for (const auto& [kind, count] : kinds) list += (list.empty() ? "" : zh ? "、" : ", ") + kind_title(kind, count, language);
  return text + list;
}

// The eight hues of Okabe and Ito, distinguishable to colour-blind readers, then darker and lighter variants.
const char* Diagram::colour(StreamId stream) const {
  static constexpr const char* hues[] = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#8c6d1f", "#5b5b5b", "#7b4fb3",
                                         "#d55e00", "#1b4f72", "#9c2a6d", "#7fbf4d", "#b39ddb", "#c0a000", "#00807f", "#a0522d"};
  return hues[stream % std::size(hues)];
}

}  // namespace waste
