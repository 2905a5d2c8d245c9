#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// An emergency landfill counts only as far as it is used, not for its existence. So furnace outages or overloaded stations lower
/// the share, and anything that keeps rubbish away from the landfill raises it.
double burnt(const Accounts& accounts, Months months) { return accounts.capacity("incinerator", Category::rubbish, months); }

/// Capacity that nothing passes through is no share of anything: 0 if no rubbish was burnt or landfilled.
double burnt_or_landfilled(const Accounts& accounts, Months months) {
  const auto happened = [&](Channel channel) { return accounts.happened(channel, Category::rubbish, months); };
  if (!happened(Channel::burnt) && !happened(Channel::landfilled)) return 0;
  const double days = accounts.days(months);
  const auto landfilled = [&] { return accounts.tonnes(Channel::landfilled, Category::rubbish, months); };
  return burnt(accounts, months) + accounts.counted(1 / days, landfilled) / days;  // = capacity * share used
}

const RegisteredIndicators registered{
    {24,
     "annex",
     {"生活垃圾焚烧处理能力占比", "Share of incineration in the capacity for rubbish"},
     {"生活垃圾焚烧处理能力÷（焚烧处理能力＋填埋处理能力×当期实际使用比例）×100%；"
      "填埋场仅按实际使用程度计入，为本模型的理解",
      "100 * incineration capacity / (incineration capacity + landfill capacity * part of it used in the period), for rubbish; "
      "that landfill counts only as far as it is used is the model's reading"},
     about_waste({Category::rubbish},
                 share({{"焚烧处理能力", "incineration capacity"}, "t/d", burnt},
                       {{"焚烧处理能力＋实际填埋量", "incineration capacity, and what is landfilled"}, "t/d", burnt_or_landfilled}))}};

}  // namespace
}  // namespace waste
