#include "models/scenario/held_totals.h"

#include "tests/catch.h"

namespace waste {
namespace {

UncertainValue value(const char* path, double mode, bool whole = false) {
  UncertainValue v;
  v.path = path;
  v.mode = mode;
  v.whole = whole;
  return v;
}

}  // namespace

TEST_CASE("one number restores a sum of products, and leaves what is not adjusted", "[draws]") {
  const std::vector values{value("beds", 100), value("each", 0.5), value("visits", 50), value("small", 0.1)};
  const HeldTotal total({{1, {{0, false}, {1, false}}}, {2, {{2, false}, {3, false}}}}, {1, 3}, values);  // 100 x 0.5 + 2 x 50 x 0.1 = 60
  std::vector<double> drawn{120, 0.6, 40, 0.05};
  total.restore(values, drawn);
  CHECK(drawn[0] == 120);
  CHECK(drawn[2] == 40);
  CHECK(drawn[0] * drawn[1] + 2 * drawn[2] * drawn[3] == Approx(60).epsilon(1e-14));
  CHECK(drawn[1] / drawn[3] == Approx(12).epsilon(1e-14));
}

TEST_CASE("a share of a drawn number of members is held, in whole members", "[draws]") {
  const std::vector values{value("reached", 471, true), value("units", 500, true)};
  const HeldTotal share({{1, {{0, false}, {1, true}}}}, {0}, values);
  std::vector<double> drawn{300, 803};
  share.restore(values, drawn);
  CHECK(drawn[0] == 756);  // 94.2 % of 803 is 756.4
  CHECK(drawn[1] == 803);
}

TEST_CASE("a total of nothing is left as it is", "[draws]") {
  const std::vector values{value("a", 1)};
  const HeldTotal total({{1, {{0, false}}}}, {0}, values);
  std::vector<double> drawn{0};
  total.restore(values, drawn);
  CHECK(drawn[0] == 0);
}

}  // namespace waste
