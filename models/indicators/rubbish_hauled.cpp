#include "models/assessment/indicator.h"

namespace waste {
namespace {

double collected_in_a_day(const Accounts& accounts, Months months) {
  const auto collected = [&] {
    return accounts.tonnes(Channel::received, Category::rubbish, months,
                           [&](const BookKey& key) { return accounts.of_kind(key.counterpart, "township"); });
  };
  const double days = accounts.days(months);
  return accounts.counted(1 / days, collected) / days;
}

const RegisteredIndicators registered{
    {7,
     "annex",
     {"生活垃圾日清运量", "Household rubbish collected and transported in a day"},
     {"镇街之后首个地磅的生活垃圾量（吨）÷天数；生活垃圾统一计算口径",
      "rubbish over the first weighbridge after the township [t] / days; unified formulas for household waste"},
     about_waste({Category::rubbish}, moved({{"日清运量", "collected in a day"}, "t/d", collected_in_a_day}))}};

}  // namespace
}  // namespace waste
