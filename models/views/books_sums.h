// Sums over the lines of a table of the books, replica by replica.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "models/assessment/statistics.h"
#include "models/results/reader.h"
#include "models/scenario/label.h"

namespace waste {

/// What the sites and streams of a scenario are called.
struct Names {
  struct SiteName {
    Label label;
    std::string place, kind;
  };
  struct StreamName {
    Label label;
    std::string category;
  };
  std::map<std::string, SiteName> sites;      // [id]
  std::map<std::string, StreamName> streams;  // [id]
  std::map<std::string, Label> townships;     // [place] the label of its township; otherwise the place itself
};
Names names_of(const sim::Hdf5Reader& file, const std::string& scenario);

/// Months as they are summed up.
struct Periods {
  std::vector<std::string> names;             // "2024", "2024-03"
  std::vector<std::optional<std::size_t>> of; // [month of the run] none: left out
};
Periods periods_of(const ScenarioResult& scenario, bool monthly, std::optional<int> year);

/// A line of a table of the books.
struct BookLine {
  std::string channel, site, stream;  // channel empty in tables of one channel
};

using GroupKey = std::vector<std::string>;
/// The group that a line belongs to; nothing: it is left out.
using Grouping = std::function<std::optional<GroupKey>(const BookLine& line)>;

struct Group {
  GroupKey key;
  std::vector<double> amount, count;  // [period * replicas + replica]
};

enum class Over : std::uint8_t { sum, last };  // of the months of a period: their sum, or the last of them

struct GroupSums {
  std::size_t replicas = 0;
  std::vector<Group> groups;  // in the order of the table

  Summary amount(const Group& group, std::size_t period, const std::vector<double>& weights) const;
  double mean_count(const Group& group, std::size_t period, const std::vector<double>& weights) const;

 private:
  mutable Summariser summarise_;
};

/// `table`: "flows", "stocks", "service/queue"; no groups if the scenario lacks it.
GroupSums sum_books(const sim::Hdf5Reader& file, const std::string& scenario, const std::string& table, const Periods& periods, Over over,
                    const Grouping& grouping);

}  // namespace waste
