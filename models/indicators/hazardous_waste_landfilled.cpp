#include "models/assessment/indicator.h"

namespace waste {
namespace {

double landfilled(const Accounts& accounts, Months months) { return accounts.tonnes(Channel::landfilled, Category::hazardous, months); }

const RegisteredIndicators registered{{20,
                                       "annex",
                                       {"工业危险废物填埋处置量较2020年下降幅度", "Decrease of hazardous waste landfilled since 2020"},
                                       {"（2020年填埋量－当年填埋量）÷2020年填埋量×100%；2021年指标体系",
                                        "100 * (landfilled in 2020 - landfilled) / landfilled in 2020; 2021 system"},
                                       decrease({"基准年危险废物填埋量", "hazardous waste put into landfills, first year"},
                                                {{"当年危险废物填埋量", "hazardous waste put into landfills"}, "t", landfilled})}};

}  // namespace
}  // namespace waste
