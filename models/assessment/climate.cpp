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
    {"drying", "emitted", {"干燥用热", "heat for drying"}},
    {"emitted", "sum", {"排放合计", "emitted, sum"}},
    {"power_own", "avoided", {"本区垃圾发电替代", "power from the district's rubbish"}},
    {"power_imported", "avoided", {"区外垃圾发电替代", "power from rubbish from outside"}},
    {"recycling", "avoided", {"再生材料替代", "recycled materials"}},
    {"substitution", "avoided", {"替代天然石膏等原料", "natural gypsum and other raw materials spared"}},
    {"net", "sum", {"净排放", "net"}},
    {"biogenic", "memo", {"生物源二氧化碳（不计入）", "biogenic carbon dioxide (not counted)"}},
}};

/// Carbon in one tonne of wet mass.
struct Tonne {
  double fossil = 0, biogenic = 0;  // CO2 when burnt [t]
  double dry = 0;
  double credit = 0;                // [t CO2e]
  bool burns = false;               // contains carbon
};

/// The factors of every stream, and the sums over the rows of the books.
class Account {
 public:
  Account(const District& district, const ClimateFactors& factors, const Books& books)
      : district_(district), books_(books), factors_(factors) {
    for (StreamId s = 0; s < district.streams.size(); ++s) {
      mixes_.push_back(about(factors_.mixes, s));
      uses_.push_back(about(factors_.uses, s));
      tonnes_.push_back(tonne(mixes_.back()));
    }
  }

  std::vector<ClimateYear> years();

 private:
  using Mix = std::map<std::string, double>;

  /// Entry of a map for a stream: by its name, else by the waste it counts as, else by its category.
  template <class T>
  const T* about(const std::map<std::string, T>& map, StreamId stream) const {
    const Stream& own = district_.streams[stream];
    const auto named = [&](const std::string& key) {
      const auto at = map.find(key);
      return at == map.end() ? nullptr : &at->second;
    };
    if (const T* own_entry = named(own.id)) return own_entry;
    if (const T* of_waste = named(district_.streams[own.counts_as].id)) return of_waste;
    return named(name_of(own.category));
  }

  Tonne tonne(const Mix* mix) const;
  std::size_t years_of_books() const { return (static_cast<std::size_t>(books_.months) + 11) / 12; }
  double& of(std::size_t year, ClimateSource source) { return result_[year][static_cast<std::size_t>(source)]; }
  void row(const BookKey& key, std::size_t year, const BookEntry& sum);
  void burnt(const BookKey& key, std::size_t year, double mass);
  void open_fire(StreamId stream, std::size_t year, double left);
  void treated(StreamId stream, std::size_t year, double mass);
  void used(StreamId stream, std::size_t year, double mass);
  void driven(const BookKey& key, std::size_t year, double loads);
  void power(StreamId stream, std::size_t year, double kwh);
  void buried();
  void add_up();

  const District& district_;
  const Books& books_;
  const ClimateFactors& factors_;
  std::vector<const Mix*> mixes_;        // [stream] nullptr: none given
  std::vector<const ClimateUse*> uses_;  // [stream]
  std::vector<Tonne> tonnes_;            // [stream]
  std::map<std::string, std::vector<double>> deposits_;  // [material][year] degradable carbon that will decay [t]
  std::vector<ClimateYear> result_;
};

Tonne Account::tonne(const Mix* mix) const {
  Tonne sum;
  if (!mix) return sum;
  for (const auto& [name, share] : *mix) {
    const CarbonMaterial& m = factors_.materials.at(name);
    sum.fossil += fossil_carbon_dioxide(share, m.dry, m.carbon, m.fossil, factors_.oxidation);
    sum.biogenic += fossil_carbon_dioxide(share, m.dry, m.carbon, 1 - m.fossil, factors_.oxidation);
    sum.dry += share * m.dry;
    sum.credit += share * m.credit;
    sum.burns = sum.burns || m.carbon > 0;
  }
  return sum;
}

std::vector<ClimateYear> Account::years() {
  result_.assign(years_of_books(), {});
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
    case Channel::sent: return driven(key, year, static_cast<double>(sum.count));
    case Channel::power: return power(key.stream, year, static_cast<double>(sum.amount));
    case Channel::emitted:
      if (district_.sites[key.site].kind == "dryer")
        of(year, ClimateSource::drying) += static_cast<double>(sum.water) / 1e6 * factors_.drying * factors_.fuel;
      return;
    case Channel::landfilled: {
      if (district_.sites[key.site].kind != "landfill") treated(key.stream, year, -mass);
      if (!mixes_[key.stream]) return;
      for (const auto& [name, share] : *mixes_[key.stream]) {
        auto& years = deposits_.try_emplace(name, result_.size(), 0.0).first->second;
        years[year] += mass * share * factors_.materials.at(name).degradable * factors_.landfill_dissimilated *
                       factors_.landfill_correction;
      }
      return;
    }
    default: return;
  }
}

void Account::burnt(const BookKey& key, std::size_t year, double mass) {
  const Tonne& tonne = tonnes_[key.stream];
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
  if (!uses_[stream]) return;
  const double mass = left * uses_[stream]->open_fire;
  of(year, ClimateSource::open_fire) += mass * tonnes_[stream].dry *
                                        (factors_.fire_ch4 * factors_.warming_ch4_biogenic + factors_.fire_n2o * factors_.warming_n2o);
  of(year, ClimateSource::biogenic) += mass * tonnes_[stream].biogenic;
}

void Account::treated(StreamId stream, std::size_t year, double mass) {
  const ClimateUse* use = uses_[stream];
  if (!use || district_.streams[stream].counts_as != stream) return;  // a product is not counted as treated again
  of(year,
     ClimateSource::composting) += mass * use->composted *
                                   (factors_.compost_ch4 * factors_.warming_ch4_biogenic + factors_.compost_n2o * factors_.warming_n2o);
  of(year, ClimateSource::digestion) += mass * use->digested * factors_.digestion_ch4 * factors_.warming_ch4_biogenic;
}

void Account::used(StreamId stream, std::size_t year, double mass) {
  of(year, ClimateSource::recycling) -= mass * tonnes_[stream].credit;
  if (uses_[stream]) of(year, ClimateSource::substitution) -= mass * uses_[stream]->credit;
}

void Account::driven(const BookKey& key, std::size_t year, double loads) {
  if (key.counterpart == no_site) return;
  const auto metres = district_.distance(key.site, key.counterpart);
  of(year, ClimateSource::transport) += loads * factors_.trips * static_cast<double>(metres) / 1000 * factors_.truck;
}

void Account::power(StreamId stream, std::size_t year, double kwh) {
  const bool own = district_.streams[stream].category != Category::imported_rubbish;
  of(year, own ? ClimateSource::power_own : ClimateSource::power_imported) -= kwh * factors_.grid;
}

// Landfill gas contains about as much carbon dioxide as methane, from the same source.
void Account::buried() {
  for (const auto& [name, deposited] : deposits_) {
    const auto decayed = first_order_decay(deposited, factors_.materials.at(name).decay);
    for (std::size_t year = 0; year < decayed.size(); ++year) {
      const double escaped = methane_of(decayed[year], factors_.landfill_methane) * (1 - factors_.landfill_oxidised);
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

double fossil_carbon_dioxide(double mass, double dry, double carbon, double fossil, double oxidation) {
  return mass * dry * carbon * fossil * oxidation * 44 / 12;
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
