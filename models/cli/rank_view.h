// Rankings of tasks as sheets.
#pragma once

#include <string>
#include <vector>

#include "models/cli/session.h"
#include "models/run/ranking.h"
#include "models/views/sheet.h"

namespace waste::cli {

struct RankView {
  const Variants& variants;
  const Ranking& ranking;
  bool late = false;   // tasks are put off, not switched off
  std::string without; // "没有它" or "推迟 365 d", for headings
  int replicas = 0;
  double loss = 0.05;  // of probability, from which a target counts as lost
};

/// The line of an indicator that is scored, or of a definition. Throws UsageError with what there is.
std::size_t line_named(const Variants& variants, const std::string& word, const Session& session);

/// Tasks by what one indicator loses without them, the largest first.
Sheet by_indicator(const RankView& view, std::size_t line);

/// Every task and every scored indicator: the change of its mean, and of the probability to meet its target.
Sheet matrix_of_means(const RankView& view);
Sheet matrix_of_probabilities(const RankView& view);

/// For each scored indicator the tasks that move it most: what of the matrix fits a screen.
Sheet most_moving(const RankView& view);

/// Which tasks can be put off together, and which not, and why.
Sheet postponed(const RankView& view, const Postponement& found);

}  // namespace waste::cli
