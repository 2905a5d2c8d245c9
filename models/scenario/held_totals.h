// What the plan prints of its base year stays so, whatever is drawn: section `held_totals`.
//
//   held_totals:
//     medical: {terms: [[sites.health_*.beds, sites.health_*.per_bed], [sites.health_*.visits, sites.health_*.per_visit]],
//               adjusts: [sites.health_*.per_bed, sites.health_*.per_visit], source: "439 t (plan, line 63)"}
//     compounds: {terms: [[sites.compounds.reached, /sites.compounds.units]], adjusts: [sites.compounds.reached], source: …}
//
// A total is a sum of products of values; one with "/" in front divides. `*` stands for the same text in all factors of a term,
// which is repeated for all that fits. After the draw, the values that are adjusted, exactly one factor of every term, are
// multiplied by one number that restores the total of the values as written. So shares are drawn, not counts beside fixed totals;
// an adjusted value may leave its range. It is adjusted even if it has no range of its own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/scenario/section.h"
#include "models/scenario/uncertainty.h"

namespace waste {

class HeldTotal {
 public:
  struct Factor {
    std::size_t value = 0;  // drawn value
    bool divides = false;
  };
  struct Term {
    double constant = 1;          // product of the factors that are not drawn
    std::vector<Factor> factors;  // those that are
  };

  HeldTotal(std::vector<Term> terms, std::vector<std::size_t> adjusted, const std::vector<UncertainValue>& values);

  /// Restores the total by its adjusted values.
  void restore(const std::vector<UncertainValue>& values, std::vector<double>& drawn) const;

 private:
  double sum(const std::vector<double>& drawn) const;

  std::vector<Term> terms_;
  std::vector<std::size_t> adjusted_;
  double total_ = 0;
};

/// Reads the section. Adds adjusted values without a range to the values, as constants, if anything they balance is drawn; values
/// stay sorted by path. Reports terms that name no number, and terms without exactly one adjusted factor (E0778).
std::vector<HeldTotal> read_held_totals(SectionReader& reader, std::vector<UncertainValue>& values, const CountsThings& counts_things);

}  // namespace waste
