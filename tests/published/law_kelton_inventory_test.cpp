// Law & Kelton, Simulation Modeling and Analysis, section 1.5: the (s, S) inventory system, nine policies over 120 months, one
// stream of random numbers running through all of them.
#include "tests/catch.h"
#include "tests/published/law_kelton.h"

namespace {

using namespace law_kelton;

/// Time in months. At equal times order arrivals come first, then demands, then the end of the run, then evaluations.
class Company final : public sim::Entity {
 public:
  Company(Generator& generator, int s, int big_s) : generator_(generator), s_(s), big_s_(big_s) {}
  const sim::EntityType& type() const override { return sim::entity_type<Company>; }

  void start(sim::Context& context) override {
    next_demand(context);
    context.after(duration(0), &Company::evaluate);
  }

  void arrive(sim::Context& context) {
    integrate(context.now());
    level_ += on_order_;
    on_order_ = 0;
  }

  void demand(sim::Context& context) {
    integrate(context.now());
    const double u = generator_.uniform();
    level_ -= u < 0.167 ? 1 : u < 0.5 ? 2 : u < 0.833 ? 3 : 4;
    next_demand(context);
  }

  void evaluate(sim::Context& context) {
    if (level_ < s_) {
      on_order_ = big_s_ - level_;
      ordering_ += 32 + 3 * on_order_;
      context.after(duration(generator_.uniform(0.5, 1.0)), &Company::arrive);
    }
    context.after(duration(1), &Company::evaluate);
  }

  static constexpr std::array events{sim::Handler<Company>{"arrive", &Company::arrive}, sim::Handler<Company>{"demand", &Company::demand},
                                     sim::Handler<Company>{"evaluate", &Company::evaluate}};

  void integrate(sim::Time now) {
    const double area = level_ * units(now - last_);
    (level_ > 0 ? holding_area_ : shortage_area_) += std::fabs(area);
    last_ = now;
  }
  double ordering(int months) const { return static_cast<double>(ordering_) / months; }
  double holding(int months) const { return holding_area_ / months; }
  double shortage(int months) const { return 5 * shortage_area_ / months; }

 private:
  void next_demand(sim::Context& context) { context.after(duration(generator_.exponential(0.1)), &Company::demand); }

  Generator& generator_;
  int s_, big_s_;
  int level_ = 60, on_order_ = 0;
  std::int64_t ordering_ = 0;
  double holding_area_ = 0, shortage_area_ = 0;
  sim::Time last_{};
};

struct Row {
  int s, big_s;
  double total, ordering, holding, shortage;
};

}  // namespace

TEST_CASE("Law and Kelton's inventory gives the published costs of all nine policies") {
  const Row rows[] = {{20, 40, 126.61, 99.26, 9.25, 18.10},  {20, 60, 122.74, 90.52, 17.39, 14.83}, {20, 80, 123.86, 87.36, 26.24, 10.26},
                      {20, 100, 125.32, 81.37, 36.00, 7.95}, {40, 60, 126.37, 98.43, 25.99, 1.95},  {40, 80, 125.46, 88.40, 35.92, 1.14},
                      {40, 100, 132.34, 84.62, 46.42, 1.30}, {60, 80, 150.02, 105.69, 44.02, 0.31}, {60, 100, 143.20, 89.05, 53.91, 0.24}};
  constexpr int months = 120;
  constexpr double cent = 0.01 + 1e-9;  // the book rounds ties either way
  Generator generator;
  for (const Row& row : rows) {
    INFO("policy (" << row.s << ", " << row.big_s << ")");
    sim::Simulation simulation({}, sim::Time{}, std::make_unique<NoRecorder>());
    simulation.add(std::make_unique<Company>(generator, row.s, row.big_s), "company");
    simulation.start();
    simulation.run_until(sim::Time{duration(months)});
    auto& company = static_cast<Company&>(simulation.entity(0));
    company.integrate(simulation.now());
    const double total = company.ordering(months) + company.holding(months) + company.shortage(months);
    CHECK(std::fabs(std::stod(printed(total, 2)) - row.total) < cent);
    CHECK(std::fabs(std::stod(printed(company.ordering(months), 2)) - row.ordering) < cent);
    CHECK(std::fabs(std::stod(printed(company.holding(months), 2)) - row.holding) < cent);
    CHECK(std::fabs(std::stod(printed(company.shortage(months), 2)) - row.shortage) < cent);
  }
}
