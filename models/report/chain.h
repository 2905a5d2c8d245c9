// The chain of one category of waste: from where it arises through the places that collect and treat it to where it ends.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/report/book_means.h"
#include "models/report/flow_graph.h"
#include "models/report/places.h"

namespace waste::report {

struct ChainNode {
  Label name;
  std::string role;  // arises, place, outside, used, burnt, buried, away, rest
};

struct ChainLink {
  std::size_t from = 0, to = 0;      // nodes
  std::vector<std::int64_t> grams;   // [year]
};

struct Chain {
  std::vector<ChainNode> nodes;
  std::vector<std::vector<int>> columns;  // [year][node], 0: where it arises; where it ends is the last
  std::vector<ChainLink> links;
  std::vector<std::int64_t> returned;     // [year] taken out because it went round [g]

  std::int64_t arises(std::size_t year) const;  // what enters the chain
};

/// Of the streams of one category. In every year the links form no circle, and each place passes on all that it receives, where what
/// stays in it and what comes from its stock count too.
Chain chain_of(const BookMeans& flows, const std::vector<bool>& of_the_category, const Places& places);

}  // namespace waste::report
