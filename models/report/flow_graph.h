// A graph of flows between places, made fit for a picture: what goes round in circles is taken out, and every place has a column.
#pragma once

#include <cstdint>
#include <vector>

namespace waste::report {

class FlowGraph {
 public:
  explicit FlowGraph(std::size_t nodes) : nodes_(nodes), flow_(nodes * nodes) {}

  std::size_t nodes() const { return nodes_; }
  void add(std::size_t from, std::size_t to, std::int64_t grams) { flow_[from * nodes_ + to] += grams; }
  std::int64_t flow(std::size_t from, std::size_t to) const { return flow_[from * nodes_ + to]; }

  /// Takes out what returns: every circle is reduced by its smallest flow until there is none, so that what each place receives less
  /// what it passes on stays as it was. Returns the mass taken out, counted once on each of its ways [g].
  std::int64_t net();

  bool has_circle() const { return !circle().empty(); }
  /// The longest way to each node from one that nothing enters; without circles only.
  std::vector<int> columns() const;

 private:
  bool find(std::size_t node, std::vector<int>& state, std::vector<std::size_t>& way) const;
  /// The nodes of some circle in their order; empty: there is none.
  std::vector<std::size_t> circle() const;

  std::size_t nodes_;
  std::vector<std::int64_t> flow_;  // [from * nodes + to]
};

}  // namespace waste::report
