#include "models/assessment/climate.h"
#include "models/district/district.h"

#include <algorithm>

#include "engine/random/exact_math.h"

namespace waste {
namespace {

constexpr double carbon_dioxide_of_carbon = 44.0 / 12;

const std::array<ClimateSourceInfo, climate_sources> infos{{
    {"furnace_own", "emitted", {"本区垃圾焚烧（化石碳）", "burning the district's rubbish (fossil carbon)"}},
    {"furnace_imported", "emitted", {"区外垃圾焚烧（化石碳）", "burning rubbish from outside (fossil carbon)"}},
    {"furnace_other", "emitted", {"其他废物焚烧（化石碳）", "burning other waste (fossil carbon)"}},
    {"furnace_gases", "emitted", {"焚烧甲烷和氧化亚氮", "methane and nitrous oxide of furnaces"}},
    {"open_fire", "emitted", {"秸秆露天焚烧甲烷和氧化亚氮", "methane and nitrous oxide of burnt straw"}},
    {"landfill", "emitted", {"填埋甲烷", "methane of landfills"}},
    {"composting", "emitted", {"堆肥", "composting"}},
    {"digestion", "emitted", {"厌氧消化", "anaerobic digestion"}},
    {"transport", "emitted", {"运输", "transport"}},
    {"collection", "emitted", {"上门收集作业", "collection rounds"}},
    {"drying", "emitted", {"干燥用热", "heat for drying"}},
    {"emitted", "sum", {"排放合计", "emitted, sum"}},
    {"power_own", "avoided", {"本区垃圾发电替代", "power from the district's rubbish"}},
    {"power_imported", "avoided", {"区外垃圾发电替代", "power from rubbish from outside"}},
    {"recycling", "avoided", {"再生材料替代", "recycled materials"}},
    {"substitution", "avoided", {"替代天然石膏等原料", "natural gypsum and other raw materials spared"}},
    {"net", "sum", {"净排放", "net"}},
    {"biogenic", "memo", {"生物源二氧化碳（不计入）", "biogenic carbon dioxide (not counted)"}},
}};

/// The sums over the rows of the books.
class Account {
 public:
  Account(const District& district, const ClimateFactors& factors, const Books& books)
      : district_(district), books_(books), factors_(factors), result_((static_cast<std::size_t>(books.months) + 11) / 12),
        mixes_(district, factors, books, result_.size()) {}

  std::vector<ClimateYear> years();

 private:
  double& of(std::size_t year, ClimateSource source) { return result_[year][static_cast<std::size_t>(source)]; }
  void row(const BookKey& key, std::size_t year, const BookEntry& sum);
  void burnt(const BookKey& key, std::size_t year, double mass);
  void open_fire(StreamId stream, std::size_t year, double left);
  void treated(StreamId stream, std::size_t year, double mass);
  void used(StreamId stream, std::size_t year, double mass);
  void bury(const BookKey& key, std::size_t year, double mass);
  void collected(const BookKey& key, std::size_t year, double mass);
  void driven(const BookKey& key, std::size_t year, double loads);
  void power(StreamId stream, std::size_t year, double kwh);
  void buried();
  void add_up();

  const District& district_;
  const Books& books_;
  const ClimateFactors& factors_;
  std::vector<ClimateYear> result_;  // [year]
  ClimateMixes mixes_;
  struct Deposits {
    std::vector<double> all, open;  // [year] degradable carbon that will decay; of it, where no gas is caught [t]
  };
  std::map<std::string, Deposits> deposits_;  // [material]
};

std::vector<ClimateYear> Account::years() {
  for (std::size_t i = 0; i < books_.keys.size(); ++i) {
    const auto months = books_.row(i);
    for (std::size_t year = 0; year < result_.size(); ++year) {
      BookEntry sum;
      for (std::size_t m = year * 12; m < std::min(months.size(), year * 12 + 12); ++m) {
        sum.amount += months[m].amount;
        sum.water += months[m].water;
        sum.count += months[m].count;
      }
      if (books_.keys[i].stream != no_stream && sum.count > 0) row(books_.keys[i], year, sum);
    }
  }
  buried();
  add_up();
  return std::move(result_);
}

// Treated mass is the intake of a site, less what it passes on as the same stream, so that every tonne is treated once. What is
// incinerated or landfilled there is accounted for separately.
void Account::row(const BookKey& key, std::size_t year, const BookEntry& sum) {
  const double mass = static_cast<double>(sum.amount) / 1e6;  // [t]
  switch (key.channel) {
    case Channel::burnt: return burnt(key, year, mass);
    case Channel::utilised: used(key.stream, year, mass); return treated(key.stream, year, mass);
    case Channel::disposed: open_fire(key.stream, year, mass); return treated(key.stream, year, mass);
    case Channel::consumed: return treated(key.stream, year, mass);
    case Channel::produced: return treated(key.stream, year, district_.streams[key.stream].counts_as == key.stream ? -mass : 0);
    case Channel::sent: collected(key, year, mass); return driven(key, year, static_cast<double>(sum.count));
    case Channel::power: return power(key.stream, year, static_cast<double>(sum.amount));
    case Channel::emitted:
      if (district_.sites[key.site].kind == "dryer")
        of(year, ClimateSource::drying) += static_cast<double>(sum.water) / 1e6 * factors_.drying * factors_.fuel;
      return;
    case Channel::landfilled: {
      if (district_.sites[key.site].kind != "landfill") treated(key.stream, year, -mass);
      return bury(key, year, mass);
    }
    default: return;
  }
}

void Account::bury(const BookKey& key, std::size_t year, double mass) {
  if (!mixes_.mix(key.stream, year)) return;
  const auto caught = factors_.gas_recovered.find(std::string(district_.template_id(key.site)));
  for (const auto& [name, share] : *mixes_.mix(key.stream, year)) {
    const std::vector<double> none(result_.size(), 0.0);
    Deposits& deposits = deposits_.try_emplace(name, Deposits{none, none}).first->second;
    const double carbon = mass * share * factors_.materials.at(name).degradable * factors_.landfill_dissimilated *
                          factors_.landfill_correction;
    deposits.all[year] += carbon;
    deposits.open[year] += carbon * (caught == factors_.gas_recovered.end() ? 1 : 1 - caught->second);
  }
}

void Account::burnt(const BookKey& key, std::size_t year, double mass) {
  const ClimateTonne& tonne = mixes_.tonne(key.stream, year);
  treated(key.stream, year, -mass);
  if (!tonne.burns) return;
  const Category category = district_.streams[key.stream].category;
  const ClimateSource furnace = category == Category::rubbish            ? ClimateSource::furnace_own
                                : category == Category::imported_rubbish ? ClimateSource::furnace_imported
                                                                         : ClimateSource::furnace_other;
  of(year, furnace) += mass * tonne.fossil;
  of(year, ClimateSource::biogenic) += mass * tonne.biogenic;
  of(year, ClimateSource::furnace_gases) += mass * (factors_.furnace_ch4 * factors_.warming_ch4_biogenic +
                                                    factors_.furnace_n2o * factors_.warming_n2o);
}

void Account::open_fire(StreamId stream, std::size_t year, double left) {
  const ClimateUse* use = mixes_.use(stream);
  if (!use) return;
  const double mass = left * use->open_fire;
  of(year, ClimateSource::open_fire) += mass * mixes_.tonne(stream, year).dry *
                                        (factors_.fire_ch4 * factors_.warming_ch4_biogenic + factors_.fire_n2o * factors_.warming_n2o);
  of(year, ClimateSource::biogenic) += mass * mixes_.tonne(stream, year).biogenic;
}

void Account::treated(StreamId stream, std::size_t year, double mass) {
  const ClimateUse* use = mixes_.use(stream);
  if (!use || district_.streams[stream].counts_as != stream) return;  // a product is not counted as treated again
  of(year,
     ClimateSource::composting) += mass * use->composted *
                                   (factors_.compost_ch4 * factors_.warming_ch4_biogenic + factors_.compost_n2o * factors_.warming_n2o);
  of(year, ClimateSource::digestion) += mass * use->digested * factors_.digestion_ch4 * factors_.warming_ch4_biogenic;
}

void Account::used(StreamId stream, std::size_t year, double mass) {
  of(year, ClimateSource::recycling) -= mass * mixes_.tonne(stream, year).credit;
  if (const ClimateUse* use = mixes_.use(stream)) of(year, ClimateSource::substitution) -= mass * use->credit;
}

// What vehicles fetch from door to door; the road to where they bring it is transport.
void Account::collected(const BookKey& key, std::size_t year, double mass) {
  const std::string& kind = district_.sites[key.site].kind;
  if (kind == "township" || kind == "collection_route") of(year, ClimateSource::collection) += mass * factors_.collection;
}

void Account::driven(const BookKey& key, std::size_t year, double loads) {
  if (key.counterpart == no_site) return;
  const auto metres = district_.distance(key.site, key.counterpart);
  of(year, ClimateSource::transport) += loads * factors_.trips * static_cast<double>(metres) / 1000 * factors_.truck;
}

void Account::power(StreamId stream, std::size_t year, double kwh) {
  const bool own = district_.streams[stream].category != Category::imported_rubbish;
  const int calendar_year = sim::year_of(sim::month_begin(books_.first_month + static_cast<int>(year) * 12));
  of(year, own ? ClimateSource::power_own : ClimateSource::power_imported) -= kwh * factors_.grid_of(calendar_year);
}

// Landfill gas contains about as much carbon dioxide as methane, from the same source; methane that is caught is burnt.
void Account::buried() {
  for (const auto& [name, deposited] : deposits_) {
    const double rate = factors_.materials.at(name).decay;
    const auto decayed = first_order_decay(deposited.all, rate), open = first_order_decay(deposited.open, rate);
    for (std::size_t year = 0; year < decayed.size(); ++year) {
      const double escaped = methane_of(open[year], factors_.landfill_methane) * (1 - factors_.landfill_oxidised);
      of(year, ClimateSource::landfill) += escaped * factors_.warming_ch4_biogenic;
      of(year, ClimateSource::biogenic) += decayed[year] * carbon_dioxide_of_carbon - escaped * 44 / 16;
    }
  }
}

void Account::add_up() {
  for (ClimateYear& year : result_)
    for (std::size_t i = 0; i < climate_sources; ++i) {
      const std::string_view role = infos[i].role;
      if (role == "emitted") year[static_cast<std::size_t>(ClimateSource::emitted)] += year[i];
      if (role == "emitted" || role == "avoided") year[static_cast<std::size_t>(ClimateSource::net)] += year[i];
    }
}

}  // namespace

const ClimateSourceInfo& info(ClimateSource source) { return infos[static_cast<std::size_t>(source)]; }

std::vector<ClimateYear> climate_account(const District& district, const ClimateFactors& factors, const Books& books) {
  return Account(district, factors, books).years();
}

std::vector<double> first_order_decay(const std::vector<double>& deposits, double rate) {
  const double kept = sim::exact::exp(-rate);
  std::vector<double> decayed;
  double lying = 0;
  for (const double deposit : deposits) {
    decayed.push_back(lying * (1 - kept));
    lying = lying * kept + deposit;
  }
  return decayed;
}

}  // namespace waste
