// Money: what each chain costs by year and item, and the account behind it, by site, stream, item and month.
#include "models/assessment/costs.h"

#include <cmath>

#include "models/outputs/book_rows.h"

namespace waste {
namespace {

/// The rows of the table of chains: the items of each that occur, and their sum; at last the same of all chains.
struct ChainRows : Frame {
  explicit ChainRows(const Frame& frame) : Frame(frame) {
    const Tariffs& tariffs = world.plan.tariffs;
    std::vector<bool> occurs((tariffs.chains.size() + 1) * cost_items);
    for (const CostKey& key : cost_keys(world.district, tariffs, rows.books)) {
      const auto item = static_cast<std::size_t>(key.item);
      occurs[tariffs.chain_of[key.stream] * cost_items + item] = occurs[tariffs.chains.size() * cost_items + item] = true;
    }
    for (std::size_t chain = 0; chain <= tariffs.chains.size(); ++chain) {
      const std::size_t before = cells.size();
      for (std::size_t item = 0; item < cost_items; ++item)
        if (occurs[chain * cost_items + item]) cells.push_back({chain, item});
      if (cells.size() > before) cells.push_back({chain, cost_items});
    }
  }

  struct Cell {
    std::size_t chain, item;  // one beyond the last: all
  };
  std::vector<Cell> cells;

  bool all_chains(const Cell& cell) const { return cell.chain == world.plan.tariffs.chains.size(); }
};

std::string chain_id(const ChainRows& table, const ChainRows::Cell& cell) {
  return table.all_chains(cell) ? "all" : table.world.plan.tariffs.chains[cell.chain].id;
}
std::string item_id(const ChainRows::Cell& cell) { return cell.item == cost_items ? "total" : info(static_cast<CostItem>(cell.item)).name; }

Label chain_label(const ChainRows& table, const ChainRows::Cell& cell) {
  return table.all_chains(cell) ? Label{"全部链条", "all chains"} : table.world.plan.tariffs.chains[cell.chain].name;
}
Label item_label(const ChainRows::Cell& cell) {
  return cell.item == cost_items ? Label{"合计", "total"} : info(static_cast<CostItem>(cell.item)).label;
}

template <class Get>
auto of_cell(Get get) {
  return of_each([](const ChainRows& table) -> const auto& { return table.cells; },
                 [get](const ChainRows::Cell& cell, const ChainRows& table) { return get(table, cell); });
}

/// [year * rows + row]
std::vector<std::int64_t> amounts(const ChainRows& table, const ReplicaView& replica) {
  const Tariffs& tariffs = replica.world.plan.tariffs;
  const ChainCosts costs = chain_costs(replica.world.district, tariffs, replica.books());
  std::vector<std::int64_t> cells;
  for (std::size_t year = 0; year < costs.years; ++year)
    for (const auto& cell : table.cells) {
      std::int64_t sum = 0;
      for (std::size_t chain = 0; chain < costs.chains; ++chain)
        for (std::size_t item = 0; item < cost_items; ++item)
          if ((table.all_chains(cell) || chain == cell.chain) && (cell.item == cost_items || item == cell.item))
            sum += costs.of(year, chain, static_cast<CostItem>(item));
      cells.push_back(sum);
    }
  return cells;
}

/// Of all chains together no tonnes are counted: what one hands on is another's.
std::vector<double> tonnes(const ChainRows& table, const ReplicaView& replica) {
  const ChainCosts costs = chain_costs(replica.world.district, replica.world.plan.tariffs, replica.books());
  std::vector<double> cells;
  for (std::size_t year = 0; year < costs.years; ++year)
    for (const auto& cell : table.cells)
      cells.push_back(table.all_chains(cell) ? std::nan("") : static_cast<double>(costs.arisen(year, cell.chain)) / 1e6);
  return cells;
}

std::vector<double> per_tonne(const ChainRows& table, const ReplicaView& replica) {
  const auto fen = amounts(table, replica);
  auto cells = tonnes(table, replica);
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = cells[i] > 0 ? static_cast<double>(fen[i]) / cells[i] : std::nan("");
  return cells;
}

/// A statistic of whole fen.
auto summary_of_fen(double Summary::* figure) {
  return [figure](const ChainRows&, const Collected& all) {
    const auto& fen = all.of<std::int64_t>("costs/amount");
    const std::size_t size = all.replicas == 0 ? 0 : fen.size() / all.replicas;
    Summariser summarise;
    std::vector<double> cells;
    for (std::size_t at = 0; at < size; ++at) {
      std::vector<double> sample;
      for (std::size_t r = 0; r < all.replicas; ++r) sample.push_back(static_cast<double>(fen[r * size + at]));
      cells.push_back(summarise(sample, Bounds::none, all.weights).*figure);
    }
    return cells;
  };
}

auto summary_per_tonne(double Summary::* figure) {
  return [figure](const ChainRows& table, const Collected& all) { return summary_of("costs/per_tonne", figure)(table, all); };
}

/// The lines of the account.
struct MoneyRows : Frame {
  explicit MoneyRows(const Frame& frame) : Frame(frame), keys(cost_keys(world.district, world.plan.tariffs, rows.books)) {}
  std::vector<CostKey> keys;
};

template <class Get>
auto of_line(Get get) {
  return of_each([](const MoneyRows& table) -> const auto& { return table.keys; },
                 [get](const CostKey& key, const MoneyRows& table) { return get(table.world, key); });
}

/// [month * lines + line]
std::vector<std::int64_t> by_month(const MoneyRows& table, const ReplicaView& replica) {
  const CostAccount account = cost_account(replica.world.district, replica.world.plan.tariffs, replica.books());
  const auto where = places(table.keys, account.keys);
  const auto months = static_cast<std::size_t>(account.months);
  std::vector<std::int64_t> cells(months * where.size());
  for (std::size_t line = 0; line < where.size(); ++line)
    for (std::size_t month = 0; where[line] != std::string::npos && month < months; ++month)
      cells[month * where.size() + line] = account.row(where[line])[month];
  return cells;
}

using W = const World&;
using K = const CostKey&;
using T = const ChainRows&;
using C = const ChainRows::Cell&;
const sim::Names row{"cost"}, yearly{"year", "cost"}, each{"replica", "year", "cost"}, line{"money"}, monthly{"replica", "time", "money"};
const Unit fen{"1", "fen"}, fen_per_tonne{"t-1", "fen/t"};

const RegisteredOutputs registered{[] {
  return std::vector{
      make_output<ChainRows>(
          {"costs", {"各链条费用", "costs of the chains"}, Moment::last, 8, {"cost", "year"}},
          {
              replica_dimension<ChainRows>(),
              {"year",
               {"年份", "year"},
               {"year"},
               {},
               "calendar year in which the twelve months begin",
               [](T t) { return calendar_years(t.world); }},
              {"cost", {"费用", "cost"}, row, {}, "chain/item", of_cell([](T t, C c) { return chain_id(t, c) + "/" + item_id(c); })},
              {"chain", {"链条", "chain"}, row, {}, "'all': all chains", of_cell([](T t, C c) { return chain_id(t, c); })},
              {"item", {"项目", "item"}, row, {}, "'total': all items", of_cell([](T, C c) { return item_id(c); })},
              {"chain_zh", {"链条中文名称", "Chinese name of the chain"}, row, {}, "", of_cell([](T t, C c) {
                 return chain_label(t, c).zh;
               })},
              {"chain_en", {"链条英文名称", "English name of the chain"}, row, {}, "", of_cell([](T t, C c) {
                 return chain_label(t, c).en;
               })},
              {"item_zh", {"项目中文名称", "Chinese name of the item"}, row, {}, "", of_cell([](T, C c) { return item_label(c).zh; })},
              {"item_en", {"项目英文名称", "English name of the item"}, row, {}, "", of_cell([](T, C c) { return item_label(c).en; })},
              {"amount", {"金额", "amount"}, each, fen, "of the year; negative: earned", amounts},
              {"tonnes", {"吨数", "tonnes"}, each, {"t"}, "of the chain that arose in the year; NaN of all chains", tonnes},
              {"per_tonne", {"每吨费用", "cost per tonne"}, each, fen_per_tonne, "amount / tonnes; NaN without tonnes", per_tonne},
              {"mean", {"金额均值", "mean amount"}, yearly, fen, "mean of the replicas", summary_of_fen(&Summary::mean)},
              {"q05", {"金额5 %", "amount, 5 %"}, yearly, fen, "5 % quantile of the replicas", summary_of_fen(&Summary::q05)},
              {"q95", {"金额95 %", "amount, 95 %"}, yearly, fen, "95 % quantile of the replicas", summary_of_fen(&Summary::q95)},
              {"per_tonne_mean",
               {"每吨均值", "mean per tonne"},
               yearly,
               fen_per_tonne,
               "mean of the replicas",
               summary_per_tonne(&Summary::mean)},
              {"per_tonne_q05",
               {"每吨5 %", "per tonne, 5 %"},
               yearly,
               fen_per_tonne,
               "5 % quantile of the replicas",
               summary_per_tonne(&Summary::q05)},
              {"per_tonne_q95",
               {"每吨95 %", "per tonne, 95 %"},
               yearly,
               fen_per_tonne,
               "95 % quantile of the replicas",
               summary_per_tonne(&Summary::q95)},
          },
          [](T t) { return !t.cells.empty(); }),
      make_output<MoneyRows>({"money", {"逐月收支", "money by month"}, Moment::stream, 20, monthly},
                             {
                                 replica_dimension<MoneyRows>(),
                                 time_dimension<MoneyRows>(),
                                 {"money", {"收支", "money"}, line, {}, "site, stream, item", of_line([](W w, K k) {
                                    return site_id(w, k.site) + ", " + stream_id(w, k.stream) + ", " + info(k.item).name;
                                  })},
                                 {"site", {"场所", "site"}, line, {}, "that pays or is paid", of_line([](W w, K k) {
                                    return site_id(w, k.site);
                                  })},
                                 {"stream", {"废物（物料）", "stream"}, line, {}, "that it is paid for", of_line([](W w, K k) {
                                    return stream_id(w, k.stream);
                                  })},
                                 {"chain", {"链条", "chain"}, line, {}, "of the stream", of_line([](W w, K k) {
                                    return w.plan.tariffs.chains[w.plan.tariffs.chain_of[k.stream]].id;
                                  })},
                                 {"item", {"项目", "item"}, line, {}, "", of_line([](W, K k) { return std::string(info(k.item).name); })},
                                 {"amount", {"金额", "amount"}, monthly, fen, "of the month; negative: earned", by_month},
                             },
                             [](const MoneyRows& t) { return !t.keys.empty(); })};
}};

}  // namespace
}  // namespace waste
