#include "models/assessment/indicator.h"

namespace waste {
namespace {

double landfilled(const Accounts& accounts, Months months) { return accounts.tonnes(Channel::landfilled, Category::hazardous, months); }

const RegisteredIndicators registered{
    {20,
     "annex",
     {"工业危险废物填埋处置量较基准年下降幅度", "Decrease of hazardous waste landfilled since the base year"},
     {"（基准年填埋量－当年填埋量）÷基准年填埋量×100%；2021年指标体系",
      "100 * (landfilled in the base year - landfilled) / landfilled in the base year; 2021 system"},
     about_waste({Category::hazardous}, decrease({"基准年危险废物填埋量", "hazardous waste put into landfills, base year"},
                                                 {{"当年危险废物填埋量", "hazardous waste put into landfills"}, "t", landfilled}))}};

}  // namespace
}  // namespace waste
