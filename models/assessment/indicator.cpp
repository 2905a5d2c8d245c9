#include "models/assessment/indicator.h"

namespace waste {

std::vector<Term> Ratio::terms() const {
  return {{numerator_name(), numerator_unit(), [this](const Accounts& accounts, Months months) { return numerator(accounts, months); }},
          {denominator_name(), denominator_unit(), [this](const Accounts& accounts, Months months) { return denominator(accounts, months); }}};
}

}  // namespace waste
