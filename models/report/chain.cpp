#include "models/report/chain.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace waste::report {
namespace {

/// Nodes that are no places. Where the mass comes from, then where it ends.
enum End : std::size_t { arisen, imported, converted_from, from_stock, used, burnt, buried, converted_to, away, disposed, stays, ends };

const ChainNode& node_of(std::size_t end) {
  static const ChainNode nodes[] = {{{"产生", "arises"}, "arises"},
                                    {{"外来输入", "from outside"}, "arises"},
                                    {{"由其他物料加工产生", "made from other materials"}, "arises"},
                                    {{"动用存量", "from stock"}, "arises"},
                                    {{"综合利用", "used"}, "used"},
                                    {{"焚烧", "burnt"}, "burnt"},
                                    {{"填埋", "buried"}, "buried"},
                                    {{"加工为其他物料、损耗", "processed into other materials, lost"}, "rest"},
                                    {{"区外处置", "disposed of outside"}, "away"},
                                    {{"其他处置", "disposed of otherwise"}, "rest"},
                                    {{"留存和在途", "stays in stock or on the road"}, "rest"}};
  return nodes[end];
}

/// What one place did in one year [g].
struct PlaceYear {
  std::int64_t balance = 0;  // what entered less what left
  std::int64_t made = 0, processed = 0;  // net of its sites: produced less consumed, consumed less produced
  std::int64_t disposed = 0, burnt = 0, buried = 0;
};

std::int64_t take(std::int64_t& from, std::int64_t& of) {
  const std::int64_t part = std::max<std::int64_t>(0, std::min(from, of));
  from -= part, of -= part;
  return part;
}

class YearOfChain {
 public:
  YearOfChain(const BookMeans& flows, const std::vector<bool>& rows, const std::map<std::string, std::size_t>& group_of,
              const std::vector<Place>& places, std::size_t year)
      : graph_(ends + places.size()), years_(places.size()) {
    for (std::size_t row = 0; row < flows.rows(); ++row)
      if (rows[row]) post(flows.channel[row], flows.site[row], flows.counterpart[row], group_of, std::llround(flows.year(row, year)));
    for (const auto& [site, net] : net_of_site_) {
      PlaceYear& place = years_[group_of.at(site)];
      (net > 0 ? place.made : place.processed) += std::abs(net);
    }
    for (std::size_t i = 0; i < places.size(); ++i) finish(ends + i, years_[i], places[i].inside);
  }

  FlowGraph& graph() { return graph_; }

 private:
  void enter(End end, std::size_t place, std::int64_t grams) {
    graph_.add(end, ends + place, grams);
    years_[place].balance += grams;
  }
  void leave(std::size_t place, End end, std::int64_t grams) {
    graph_.add(ends + place, end, grams);
    years_[place].balance -= grams;
  }

  void post(const std::string& channel, const std::string& site, const std::string& counterpart,
            const std::map<std::string, std::size_t>& group_of, std::int64_t grams) {
    const std::size_t place = group_of.at(site);
    if (channel == "generated") enter(arisen, place, grams);
    else if (channel == "imported") enter(imported, place, grams);
    else if (channel == "utilised") leave(place, used, grams);
    else if (channel == "produced") net_of_site_[site] += grams;
    else if (channel == "consumed") net_of_site_[site] -= grams;
    else if (channel == "disposed") years_[place].disposed += grams;
    else if (channel == "burnt") years_[place].burnt += grams;
    else if (channel == "landfilled") years_[group_of.at(counterpart.empty() ? site : counterpart)].buried += grams;
    else if (channel == "sent" && counterpart.empty()) leave(place, away, grams);
    else if (channel == "sent") send(place, group_of.at(counterpart), grams);
  }

  void send(std::size_t from, std::size_t to, std::int64_t grams) {
    if (from == to) return;
    graph_.add(ends + from, ends + to, grams);
    years_[from].balance -= grams, years_[to].balance += grams;
  }

  /// Divides what a place processed, disposed of and kept among the ends, so that it passes on what it received.
  void finish(std::size_t node, PlaceYear& year, bool inside) {
    graph_.add(converted_from, node, year.made);
    std::int64_t kept = year.balance + year.made - year.processed - year.disposed;
    if (kept < 0) graph_.add(from_stock, node, -kept), kept = 0;
    graph_.add(node, burnt, take(year.burnt, year.processed) + take(year.burnt, year.disposed));
    graph_.add(node, buried, take(year.buried, year.disposed) + take(year.buried, kept) + take(year.buried, year.processed));
    graph_.add(node, converted_to, year.processed);
    graph_.add(node, inside ? disposed : away, year.disposed);
    graph_.add(node, stays, kept);
  }

  FlowGraph graph_;
  std::vector<PlaceYear> years_;                  // [place]
  std::map<std::string, std::int64_t> net_of_site_;  // produced less consumed
};

/// Where a chain ends is its last column, whatever the way there was.
std::vector<int> columns_of(const FlowGraph& graph) {
  std::vector<int> columns = graph.columns();
  int last = 2;
  for (std::size_t node = ends; node < columns.size(); ++node) last = std::max(last, columns[node] + 1);
  for (std::size_t node = 0; node < ends; ++node) columns[node] = node < used ? 0 : last;
  return columns;
}

std::vector<std::string> sites_in(const BookMeans& flows, const std::vector<bool>& rows) {
  std::set<std::string> sites;
  for (std::size_t row = 0; row < flows.rows(); ++row) {
    if (!rows[row]) continue;
    sites.insert(flows.site[row]);
    if (!flows.counterpart[row].empty()) sites.insert(flows.counterpart[row]);
  }
  return {sites.begin(), sites.end()};
}

}  // namespace

std::int64_t Chain::arises(std::size_t year) const {
  std::int64_t sum = 0;
  for (const ChainLink& link : links)
    if (nodes[link.from].role == "arises") sum += link.grams[year];
  return sum;
}

Chain chain_of(const BookMeans& flows, const std::vector<bool>& of_the_category, const Places& places) {
  Chain chain;
  std::map<std::string, std::size_t> group_of;
  const std::vector<Place> groups = places.grouped(sites_in(flows, of_the_category), group_of);
  for (std::size_t end = 0; end < ends; ++end) chain.nodes.push_back(node_of(end));
  for (const Place& place : groups) chain.nodes.push_back({place.name, place.inside ? "place" : "outside"});
  std::vector<FlowGraph> graphs;
  for (std::size_t year = 0; year < flows.years; ++year) {
    graphs.push_back(YearOfChain(flows, of_the_category, group_of, groups, year).graph());
    chain.returned.push_back(graphs.back().net());
    chain.columns.push_back(columns_of(graphs.back()));
  }
  for (std::size_t from = 0; from < chain.nodes.size(); ++from)
    for (std::size_t to = 0; to < chain.nodes.size(); ++to) {
      ChainLink link{from, to, {}};
      for (const FlowGraph& graph : graphs) link.grams.push_back(graph.flow(from, to));
      if (std::any_of(link.grams.begin(), link.grams.end(), [](std::int64_t grams) { return grams > 0; })) chain.links.push_back(link);
    }
  return chain;
}

}  // namespace waste::report
