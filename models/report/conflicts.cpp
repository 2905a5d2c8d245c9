#include "models/report/conflicts.h"

#include <algorithm>
#include <cmath>

#include "models/report/wording.h"

namespace waste::report {
namespace {

/// "4.2 %" of the figure.
std::string departure(double value, double from) { return from == 0 ? "–" : with_sign(100 * (value - from) / std::abs(from)) + " %"; }

void add_claims(Section& section, const Plan& plan) {
  if (plan.claims.empty()) return;
  const Reconciliation found = reconcile(plan);
  Table table{{"与物料平衡矛盾的方案数值", "Figures of the plan that contradict its mass balances"},
              {{{"数值", "figure"}},
               {{"方案载明", "printed"}, true},
               {{"平差后", "reconciled"}, true},
               {{"单位", "unit"}},
               {{"登记号", "register"}}},
              {}};
  for (std::size_t i = 0; i < plan.claims.size(); ++i) {
    const Claim& claim = plan.claims[i];
    if (found.claims[i].agrees) continue;
    table.rows.push_back({text_cell(claim.name), text_cell(number(claim.value)), text_cell(number(found.claims[i].found)),
                          text_cell(claim.unit),
                          text_cell(claim.contradicts.empty() ? Label{"未登记", "not registered"} : same(claim.contradicts))});
  }
  if (table.rows.empty())
    section.blocks.push_back(Sentence{{"方案载明的数值之间没有矛盾。", "No figures of the plan contradict each other."}});
  else section.blocks.push_back(table);
}

void add_base_year(Section& section, const ReportedScenario& scenario) {
  const ResultTable hindcast = scenario.table("hindcast", {{}, true});
  if (hindcast.empty()) return;
  const std::string year = std::to_string(scenario.result->first_year);
  Table table{{year + "年模拟值偏离方案数值、超出容许偏差的", "Simulated " + year + " outside the tolerance of the plan's figure"},
              {{{"数值", "figure"}},
               {{"方案载明", "printed"}, true},
               {{"模拟均值", "simulated mean"}, true},
               {{"单位", "unit"}},
               {{"偏差", "departure"}, true},
               {{"原因", "reason"}}},
              {}};
  const auto& verdicts = hindcast.cells<std::string>("verdict");
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i] != "explained" && verdicts[i] != "outside") continue;
    const double stated = hindcast.cells<double>("stated")[i], mean = hindcast.cells<double>("mean")[i];
    const std::string& reason = hindcast.cells<std::string>("reason")[i];
    table.rows.push_back({text_cell({hindcast.cells<std::string>("label_zh")[i], hindcast.cells<std::string>("label_en")[i]}),
                          text_cell(number(stated)), text_cell(number(mean)), text_cell(hindcast.cells<std::string>("own_unit")[i]),
                          text_cell(departure(mean, stated)), text_cell(reason.empty() ? Label{"未解释", "not explained"} : same(reason))});
  }
  const std::string n = std::to_string(verdicts.size()), out = std::to_string(table.rows.size());
  section.blocks.push_back(Sentence{
      filled({"{}年共对照{}项方案数值，{}项超出容许偏差。", "{} is compared with {} figures of the plan; {} lie outside their tolerance."},
             {same(year), same(n), same(out)})});
  if (!table.rows.empty()) section.blocks.push_back(table);
}

}  // namespace

Section conflicts(const Sources& sources, const World* world) {
  Section section{"conflicts", {"方案自相矛盾之处", "Conflicts of the plan"}, {}};
  if (world) add_claims(section, world->plan);
  add_base_year(section, sources.main());
  return section;
}

}  // namespace waste::report
