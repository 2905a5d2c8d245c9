// A results table is one file in this folder that ends in one literal: its columns, and for each column a function that fills it.
// The only writer, the only reader (results/) and the only printer (views/) are driven by that literal.
//
// The signature of a column's function determines when it is called:
//   [](const State&)                       facts of the scenario: names of rows, labels, targets
//   [](const State&, const ReplicaView&)   the cells of one replica; called on any thread, joined in replica order
//   [](const State&, const Collected&)     values derived from the cells of all replicas, such as a mean
// State is Frame, or a type constructed from a Frame where columns share expensive intermediate results.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/store/hdf5_file.h"
#include "models/assessment/statistics.h"
#include "models/assessment/weights.h"
#include "models/outputs/frame.h"

namespace waste {

/// The cells of one column, the last dimension fastest.
using Cells = std::variant<std::vector<std::string>, std::vector<std::int32_t>, std::vector<std::int64_t>, std::vector<double>>;

/// A unit in UDUNITS spelling and, where UDUNITS has no name for it, as people write it.
struct Unit {
  std::string udunits = "1", own = "";  // own empty: same as udunits
};

/// The unit varies by row and is given in the column `own_unit`.
inline const Unit unit_of_the_row{"1", "see variable own_unit"};

enum class FilledFrom : std::uint8_t { scenario, replica, replicas };

/// A column without its function: its description for writer, reader, printer and documentation.
struct ColumnInfo {
  std::string name;         // of the dataset
  Label label;              // heading; empty: the name
  sim::Names dims;          // a column on the dimension of the same name is the coordinate of that dimension
  Unit unit;
  std::string about;        // becomes `long_name`
  std::string refers;       // positions in the coordinate of this name, here or in the group of this name with an "s"; empty: values
  bool optional = false;    // a dimension that is omitted if empty, with all its columns
  sim::ElementType type{};
  FilledFrom from{};

  bool is_dimension() const { return dims.size() == 1 && dims.front() == name; }
  bool has_unit_of_the_row() const { return unit.own == unit_of_the_row.own; }
};

/// The cells of all replicas, joined, by table and column: "climate/co2e". Only for tables written after all replicas.
class Collected {
 public:
  void add(const std::string& path, Cells&& cells);

  template <class T>
  const std::vector<T>& of(const std::string& path) const {
    return std::get<std::vector<T>>(cells(path));
  }
  /// Summary over replicas of each element of a numeric column on (replica, …, rows); `bounds` of each row, by default none.
  const std::vector<Summary>& summaries(const std::string& path, const std::vector<Bounds>& bounds = {Bounds::none}) const;
  /// One element of a column of `size` elements a replica, in every replica.
  std::vector<double> across(const std::string& path, std::size_t size, std::size_t at) const;

  const Cells& cells(const std::string& path) const;
  bool has(const std::string& path) const { return cells_.contains(path); }

  /// The share of replicas for which something holds, by weight; NaN of none.
  double share(const std::vector<bool>& replica_does) const { return share_of(replica_does, weights); }
  Interval interval_of(double share) const { return probability_interval(share, effective()); }
  /// The effective number of replicas (assessment/weights.h).
  double effective() const { return weights.empty() ? static_cast<double>(replicas) : effective_number(weights); }

  std::size_t replicas = 0;
  std::vector<double> weights;  // of the replicas; empty: equal

 private:
  std::map<std::string, Cells> cells_;
  mutable std::map<std::string, std::vector<Summary>> summaries_;
};

/// When the group of a table is written; also determines its place in the file.
enum class Moment : std::uint8_t {
  first,   // before any replica is read: facts of the scenario
  stream,  // columns of replicas are written one replica at a time, each with three dimensions (replica, …, …)
  last,    // after all replicas
};

/// The table of one scenario while its file is written.
class TableSource {
 public:
  virtual ~TableSource() = default;
  virtual bool wanted() const = 0;
  virtual Cells of_scenario(std::size_t column) const = 0;
  virtual Cells of_replica(std::size_t column, const ReplicaView& replica) const = 0;
  virtual Cells of_replicas(std::size_t column, const Collected& all) const = 0;
};

/// A table without its functions.
struct OutputInfo {
  std::string name;         // of its group within that of the scenario; may be nested: "service/wait"
  Label title;
  Moment moment = Moment::last;
  int place = 100;          // order among tables of the same moment; ties by name
  sim::Names rows;          // dimensions of a printed row, slowest first
};

struct Output : OutputInfo {
  std::vector<ColumnInfo> columns;
  std::function<std::unique_ptr<TableSource>(const Frame&)> source;
};

template <class State>
struct Column {
  template <class Fill>
  Column(const char* name, Label label, sim::Names dims, Unit unit, std::string about, Fill fill)
      : info{name, std::move(label), std::move(dims), std::move(unit), std::move(about), "", false, {}, {}} {
    if constexpr (std::is_invocable_v<Fill, const State&, const ReplicaView&>)
      set<decltype(fill(std::declval<const State&>(), std::declval<const ReplicaView&>()))>(FilledFrom::replica), of_replica = fill;
    else if constexpr (std::is_invocable_v<Fill, const State&, const Collected&>)
      set<decltype(fill(std::declval<const State&>(), std::declval<const Collected&>()))>(FilledFrom::replicas), of_replicas = fill;
    else set<decltype(fill(std::declval<const State&>()))>(FilledFrom::scenario), of_scenario = fill;
  }

  Column refers_to(const char* coordinate) && { return info.refers = coordinate, std::move(*this); }
  Column optional() && { return info.optional = true, std::move(*this); }

  ColumnInfo info;
  std::function<Cells(const State&)> of_scenario;
  std::function<Cells(const State&, const ReplicaView&)> of_replica;
  std::function<Cells(const State&, const Collected&)> of_replicas;

 private:
  template <class Vector>
  void set(FilledFrom from) {
    info.type = sim::element_type<typename std::decay_t<Vector>::value_type>(), info.from = from;
  }
};

/// Creates the output of a literal. `wanted`: whether a scenario has this table; by default always.
template <class State = Frame>
Output make_output(OutputInfo info, std::vector<Column<State>> columns, std::function<bool(const State&)> wanted = {}) {
  struct Source final : TableSource {
    Source(const Frame& frame, const std::vector<Column<State>>& the_columns, const std::function<bool(const State&)>& is_wanted)
        : state(frame), columns(the_columns), test(is_wanted) {}
    bool wanted() const override { return !test || test(state); }
    Cells of_scenario(std::size_t i) const override { return columns[i].of_scenario(state); }
    Cells of_replica(std::size_t i, const ReplicaView& replica) const override { return columns[i].of_replica(state, replica); }
    Cells of_replicas(std::size_t i, const Collected& all) const override { return columns[i].of_replicas(state, all); }
    State state;
    const std::vector<Column<State>>& columns;
    const std::function<bool(const State&)>& test;
  };
  Output output{std::move(info), {}, {}};
  for (const auto& column : columns) output.columns.push_back(column.info);
  const auto kept = std::make_shared<const std::pair<std::vector<Column<State>>, std::function<bool(const State&)>>>(std::move(columns),
                                                                                                                     std::move(wanted));
  output.source = [kept](const Frame& frame) -> std::unique_ptr<TableSource> {
    return std::make_unique<Source>(frame, kept->first, kept->second);
  };
  return output;
}

/// All tables in the order of the file.
const std::vector<Output>& outputs();
/// nullptr: no table has this name.
const Output* find_output(const std::string& name);

/// `const RegisteredOutputs registered{[] { return std::vector{make_output({"climate", …}, {…})}; }};` The function is called
/// when outputs are first requested, so a literal may use objects from other files.
struct RegisteredOutputs {
  explicit RegisteredOutputs(std::vector<Output> (*make)());
};

/// One cell per item of a list: of_each([](const Frame& f) -> auto& { return f.world.district.sites; }, [](const Site& s) {
/// return s.id; }). The second function may take the state as well.
template <class List, class Get>
auto of_each(List list, Get get) {
  return [list, get](const auto& state) {
    const auto cell = [&](const auto& item) {
      if constexpr (std::is_invocable_v<Get, decltype(item), decltype(state)>) return get(item, state);
      else return get(item);
    };
    std::vector<std::decay_t<decltype(cell(*std::begin(list(state))))>> cells;
    for (const auto& item : list(state)) cells.push_back(cell(item));
    return cells;
  };
}

/// A statistic over replicas, for every element of a column: summary_of("climate/co2e", &Summary::mean).
inline auto summary_of(std::string path, double Summary::* figure) {
  return [path = std::move(path), figure](const Frame&, const Collected& all) {
    std::vector<double> cells;
    for (const Summary& summary : all.summaries(path)) cells.push_back(summary.*figure);
    return cells;
  };
}

/// Coordinates shared by many tables.
std::vector<std::int32_t> numbers_of_replicas(const Frame& frame);
std::vector<double> first_days_of_months(const Frame& frame);  // [d] since the first day of the run

template <class State = Frame>
Column<State> replica_dimension() {
  return {"replica", {"遍次", "replica"}, {"replica"}, {}, "", numbers_of_replicas};
}
/// Its unit contains the first day of the run, inserted by the writer.
template <class State = Frame>
Column<State> time_dimension() {
  return {"time", {"月份", "month"}, {"time"}, {"days since"}, "first day of the month", first_days_of_months};
}

}  // namespace waste
