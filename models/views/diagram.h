// The material-flow network as a diagram: sites with the same role share one box, boxes are arranged in columns by distance from
// the sources of waste, line widths show the mean flow, bottlenecks have a thick frame, and are red if more arises than can pass.
#pragma once

#include <string>
#include <vector>

#include "models/views/format.h"
#include "models/world/bottleneck.h"

namespace waste {

/// What is drawn.
struct DiagramChoice {
  std::vector<StreamId> streams;  // only these, and the sites that handle them; empty: all
  bool detailed = false;          // sites share a box only with those of the same role, however many boxes that makes
};

/// More boxes than this fit no screen: then all sites of a kind share one, those inside the district and those outside apart.
inline constexpr std::size_t boxes_of_a_screen = 40;

struct Diagram {
  struct Box {
    std::vector<SiteId> sites;
    std::string title;           // "34 transfer stations", or the label of the only site
    std::int64_t arises = 0;     // [g/d]
    std::int64_t capacity = -1;  // of all sites; -1: no limit [g/d]
    bool bottleneck = false;     // the bottleneck of a stream
    bool overloaded = false;     // and more arises than it can pass
    int column = 0;
  };
  struct Line {
    std::size_t from = 0, to = 0;  // boxes
    StreamId stream = no_stream;
    std::int64_t rate = 0;         // [g/d]
  };

  Diagram(const FlowNetwork& network, Language language, const DiagramChoice& choice = {});

  const World* world;
  Language language;
  std::string title;
  std::vector<Box> boxes;
  std::vector<Line> lines;
  std::vector<Bottleneck> narrow;  // bottlenecks of the streams, the largest stream first

  bool overview = false;           // sites of a kind share boxes

  /// Whether the picture explains it: in an overview, only shortages.
  bool explains(const Bottleneck& bottleneck) const {
    return !overview || (bottleneck.most != Bottleneck::no_limit && bottleneck.demand > bottleneck.most);
  }
  std::string subtitle(const Box& box) const;  // "827 t/d" or "1100 t/d"
  std::string explanation(const Bottleneck& bottleneck) const;  // one readable sentence
  const char* colour(StreamId stream) const;
};

/// "transfer station", "3 transfer stations", "3 个转运站" for a kind of facility, named as in the catalogue.
std::string kind_title(const std::string& name, std::size_t count, Language language);

}  // namespace waste
