// The indicators of one scenario, replica by replica, and the group of the results file that holds them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/hdf5_writer.h"
#include "models/assessment/indicator_lines.h"
#include "models/world/world.h"

namespace waste {

/// A year is twelve months from the start of the run, or what is left of them.
class IndicatorTable {
 public:
  explicit IndicatorTable(const World& world);

  /// Every line, month by month and year by year.
  struct Values {
    std::vector<double> monthly;  // [month * lines + line]
    std::vector<double> annual;   // [year * lines + line]
  };

  /// Evaluates every line for the books of one replica; on any thread.
  Values evaluate(const Accounts& accounts) const;

  /// Takes those of the next replica.
  void add(std::uint32_t replica, const Values& values);

  /// Writes group `path` with its dimensions, facts, values and summaries, and group `scores` of what they come to together.
  void write(sim::Hdf5Writer& file, const std::string& path, const std::string& scores) const;

 private:
  std::size_t columns() const { return lines_.size(); }
  std::size_t months() const { return static_cast<std::size_t>(world_.district.months()); }
  std::size_t years() const { return (months() + 11) / 12; }
  Months year(std::size_t index) const;
  const IndicatorFacts& facts(const IndicatorLine& line) const { return world_.plan.indicators[static_cast<std::size_t>(line.facts)]; }

  void write_dimensions(sim::Hdf5Writer& file, const std::string& path) const;
  void write_facts(sim::Hdf5Writer& file, const std::string& path) const;
  void write_plan(sim::Hdf5Writer& file, const std::string& path) const;
  void write_annual_summary(sim::Hdf5Writer& file, const std::string& path) const;
  void write_monthly_summary(sim::Hdf5Writer& file, const std::string& path) const;
  void write_scores(sim::Hdf5Writer& file, const std::string& path) const;
  std::vector<bool> met(std::size_t line) const;
  double probability_met(std::size_t line) const;
  std::vector<double> across(const std::vector<double>& values, std::size_t size, std::size_t at) const;

  const World& world_;
  std::vector<IndicatorLine> lines_;
  std::vector<std::int32_t> replicas_;
  std::vector<double> monthly_;  // [(replica * months + month) * lines + line]
  std::vector<double> annual_;   // [(replica * years + year) * lines + line]
};

}  // namespace waste
