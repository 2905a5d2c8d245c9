#include "models/assessment/selection.h"

#include <algorithm>
#include <cmath>

#include "models/assessment/indicator_lines.h"
#include "models/assessment/own_indicator.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

using namespace waste;

namespace {

const std::string district = "format: 1\nbase_year: 2020\nperiod: {starts: 2020-01-01, ends: 2021-01-01}\neconomy: {value_added: 2 亿元}\n"
                             "places: {here: {}, there: {inside: no}}\n"
                             "streams:\n"
                             "  mud: {category: general_industrial, label: {zh: 赤泥, en: red mud}, group: bauxite}\n"
                             "  slag: {category: general_industrial, label: {zh: 炉渣, en: slag}}\n"
                             "sites:\n"
                             "  mill: {kind: producer, place: here, rate: 20 t/d, stream: mud, outlet: works}\n"
                             "  kiln: {kind: producer, place: here, rate: 20 t/d, stream: slag, outlet: works}\n"
                             "  works: {kind: outlet, place: here, accepts: [mud, slag], utilised: 50 %, capacity: 90 t/d, yard: 1000 t}\n"
                             "  firms: {kind: register, place: here, topic: cleaner_audits, units: 8, reached: 2}\n";

std::string row(const std::string& more) {
  return "indicators:\n  own: {number: 77, label: {zh: 自定, en: own}, rule: '>=', target: 5, " + more + "}\n";
}

std::unique_ptr<World> world_of(const std::string& more) {
  const ScenarioFolder folder;
  return build_world(folder.read(district + row(more)));
}

/// Books of twelve months with what is said of January; sites and streams by name.
class Made {
 public:
  explicit Made(const World& world) : world_(world) {
    books.first_month = world.district.first_month();
    books.months = world.district.months();
  }
  void add(Channel channel, const char* site, const char* stream, std::int64_t amount) {
    rows_.emplace_back(BookKey{channel, *stream ? world_.district.stream(stream) : no_stream, world_.district.site(site), no_site}, amount);
    std::sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    books.keys.clear(), books.entries.assign(rows_.size() * 12, {});
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      books.keys.push_back(rows_[i].first);
      books.entries[i * 12].amount = rows_[i].second;
    }
  }
  Books books;

 private:
  const World& world_;
  std::vector<std::pair<BookKey, std::int64_t>> rows_;
};

constexpr std::int64_t tonne = 1'000'000;

/// The value of the one indicator, of books in which 100 t of mud and 300 t of slag arise, 25 t and 60 t of which are used.
double value_of(const std::string& more, Months months = {0, 12}) {
  const auto world = world_of(more);
  Made made(*world);
  made.add(Channel::generated, "mill", "mud", 100 * tonne);
  made.add(Channel::generated, "kiln", "slag", 300 * tonne);
  made.add(Channel::utilised, "works", "mud", 25 * tonne);
  made.add(Channel::utilised, "works", "slag", 60 * tonne);
  made.add(Channel::units, "firms", "", 8);
  made.add(Channel::reached, "firms", "", 2);
  const PolicySet policies = world->draw_policies(0);
  const Accounts accounts(world->district, policies, made.books);
  const auto lines = indicator_lines(world->plan);
  REQUIRE(lines.size() == 1);
  REQUIRE(lines[0].indicator);
  CHECK(lines[0].indicator->number == 77);
  return lines[0].indicator->value(accounts, months);
}

}  // namespace

TEST_CASE("an indicator of one's own is a ratio of sums over channel, stream, category, group and site", "[indicator]") {
  CHECK(value_of("part: {measure: utilised, stream: mud}, whole: {measure: arisen, stream: mud}") == Approx(25));
  CHECK(value_of("part: {measure: utilised, group: bauxite}, whole: {measure: generated, site: mill}") == Approx(25));
  CHECK(value_of("part: {measure: utilised, category: general_industrial}, whole: {measure: arisen, stream: [mud, slag]}") ==
        Approx(21.25));
  CHECK(value_of("part: {measure: utilised, kind: outlet}, whole: {measure: arisen, stream: mud;slag}") == Approx(21.25));
  CHECK(value_of("part: {measure: arisen, stream: mud}, whole: {measure: value_added}") == Approx(100 / 2e4).epsilon(0.01));
}

TEST_CASE("without a whole it is a sum, by the day if asked, and nothing is no success", "[indicator]") {
  CHECK(value_of("part: {measure: utilised, stream: mud}") == Approx(25));
  CHECK(value_of("part: {measure: utilised, stream: mud}, per_day: yes") == Approx(25.0 / 366));
  CHECK(value_of("part: {measure: utilised, stream: mud}, scale: 0.001") == Approx(0.025));
  CHECK(std::isnan(value_of("part: {measure: landfilled, stream: mud}")));
  CHECK(std::isnan(value_of("part: {measure: utilised, stream: mud}, whole: {measure: landfilled}")));
}

TEST_CASE("a share reached in a register counts from the beginning", "[indicator]") {
  const std::string reached = "part: {measure: reached, topic: cleaner_audits}, whole: {measure: units, topic: cleaner_audits}";
  CHECK(value_of(reached) == Approx(25));
  CHECK(value_of(reached, {6, 1}) == Approx(25));
}

TEST_CASE("a formula that the program knows goes under a number of the plan's own", "[indicator]") {
  CHECK(value_of("counted_as: 11.text") == Approx(21.25));
  const auto world = world_of("counted_as: 3.annex");
  CHECK(indicator_lines(world->plan)[0].key == "77.annex");
}

TEST_CASE("its formula and its terms are told in both languages", "[indicator]") {
  const auto world = world_of("part: {measure: utilised, stream: mud}, whole: {measure: arisen, stream: mud}");
  const Indicator& own = *indicator_lines(world->plan)[0].indicator;
  CHECK(std::string(own.formula.zh) == "综合利用量（赤泥）÷产生量（赤泥）×100%；按本区数据的定义");
  CHECK(std::string(own.formula.en) == "100 * used (red mud) / arisen (red mud); as the district's data define it");
  CHECK(std::string(own.measure.terms[1].name.zh) == "产生量（赤泥）");
}

TEST_CASE("what an own indicator names must exist, and what it says must have an effect", "[indicator]") {
  const auto refusal = [](const std::string& more) -> std::string {
    try {
      world_of(more);
    } catch (const sim::InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  CHECK_THAT(refusal("part: {measure: burned}"), ContainsSubstring("E0711"));
  CHECK_THAT(refusal("part: {stream: mud}"), ContainsSubstring("E0101"));
  CHECK_THAT(refusal("part: {measure: utilised, stream: mudd}"), ContainsSubstring("E0107") && ContainsSubstring("did you mean 'mud'"));
  CHECK_THAT(refusal("part: {measure: utilised, category: industrial}"), ContainsSubstring("E0107"));
  CHECK_THAT(refusal("part: {measure: utilised, kind: oulet}"), ContainsSubstring("outlet"));
  CHECK_THAT(refusal("part: {measure: reached, topic: audit}"), ContainsSubstring("E0107"));
  CHECK_THAT(refusal("part: {measure: utilised, place: abroad}"), ContainsSubstring("E0711"));
  CHECK_THAT(refusal("part: {measure: utilised, sort: mud}"), ContainsSubstring("E0102"));
  CHECK_THAT(refusal("whole: {measure: utilised}"), ContainsSubstring("E0821"));
  CHECK_THAT(refusal("counted_as: 11.annex, part: {measure: utilised}"), ContainsSubstring("E0821"));
  CHECK_THAT(refusal("counted_as: 11.anex"), ContainsSubstring("did you mean '11.annex'"));
  CHECK_THAT(refusal("part: {measure: utilised}, whole: {measure: arisen}, per_day: yes"), ContainsSubstring("E0821"));
  CHECK_THAT(refusal("scale: 5"), ContainsSubstring("E0102"));
}
