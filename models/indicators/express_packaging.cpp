#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Of the parcels that were looked at in the months, those in order [%].
double in_order(const Accounts& accounts, Months months, const char* topic) {
  const auto checked = static_cast<double>(accounts.amount(Channel::checked, months, topic));
  return checked > 0 ? 100 * static_cast<double>(accounts.amount(Channel::passed, months, topic)) / checked : undefined;
}

class Waybill final : public Indicator {
 public:
  int number() const override { return 10; }
  std::string definition() const override { return "waybill"; }
  std::string formula() const override {
    return "100 * parcels with an electronic waybill / parcels; plan, annex 1, indicator 10";
  }
  double value(const Accounts& accounts, Months months) const override { return in_order(accounts, months, "express_waybills"); }
};

class Repacking final : public Indicator {
 public:
  int number() const override { return 10; }
  std::string definition() const override { return "repacking"; }
  std::string formula() const override {
    return "100 * parcels of online shops that are not packed a second time / parcels of online shops; plan, annex 1, indicator 10";
  }
  double value(const Accounts& accounts, Months months) const override { return in_order(accounts, months, "express_repacking"); }
};

class Bins final : public Indicator {
 public:
  int number() const override { return 10; }
  std::string definition() const override { return "bins"; }
  std::string formula() const override {
    return "100 * express outlets with a bin for used packaging / express outlets; plan, annex 1, indicator 10";
  }
  double value(const Accounts& accounts, Months months) const override {
    const auto outlets = static_cast<double>(accounts.amount(Channel::units, Accounts::until(months), "express_bins"));
    const auto equipped = static_cast<double>(accounts.amount(Channel::reached, Accounts::until(months), "express_bins"));
    return outlets > 0 ? 100 * equipped / outlets : undefined;
  }
};

const sim::Registered<Indicator, Waybill> waybill{"10.waybill", "Parcels with an electronic waybill."};
const sim::Registered<Indicator, Repacking> repacking{"10.repacking", "Parcels of online shops that are not packed again."};
const sim::Registered<Indicator, Bins> bins{"10.bins", "Express outlets with bins for used packaging."};

}  // namespace
}  // namespace waste
