#include "models/run/until.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "models/run/replica_values.h"

namespace waste {
namespace {

/// The line of "11" (its annex definition, or the first) or "11.text".
std::size_t line_of(const IndicatorRows& rows, const std::string& indicator) {
  const auto find = [&](const auto& fits) {
    const auto at = std::find_if(rows.lines.begin(), rows.lines.end(), [&](const IndicatorLine& l) { return l.indicator && fits(l.key); });
    return static_cast<std::size_t>(at - rows.lines.begin());
  };
  for (const std::string& key : {indicator, indicator + ".annex"})
    if (const auto at = find([&](const std::string& k) { return k == key; }); at < rows.lines.size()) return at;
  if (const auto at = find([&](const std::string& k) { return k.starts_with(indicator + "."); }); at < rows.lines.size()) return at;
  std::string known;
  for (const IndicatorLine& line : rows.lines)
    if (line.indicator) known += (known.empty() ? "" : ", ") + line.key;
  const std::string name = rows.world.scenario.name();
  throw sim::Error(sim::Exit::usage, {"--until：情景“" + name + "”不模拟指标“" + indicator + "”；可用的有：" + known,
                                      "--until: '" + name + "' simulates no indicator '" + indicator + "'; known: " + known});
}

}  // namespace

std::optional<Until> until_from(std::string_view text) {
  std::istringstream in{std::string(text)};
  Until until;
  std::string what, below, number, more;
  if (!(in >> until.indicator >> what >> below >> number) || in >> more || what != "half-width" || below != "<") return {};
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), until.half_width);
  if (error != std::errc{} || end != number.data() + number.size() || !std::isfinite(until.half_width) || until.half_width <= 0) return {};
  return until;
}

std::size_t next_look(std::size_t replicas, std::size_t most) {
  const std::size_t next = replicas + std::max<std::size_t>(8, replicas / 8);
  return std::min((next + 7) / 8 * 8, most);
}

StoppingRule::StoppingRule(const Setup& setup, const Until& until) : setup_(setup), until_(until) {
  for (const auto& world : setup.worlds()) {
    worlds_.emplace_back(*world);
    values_.push_back(std::make_unique<ReplicaValues>(*world));
    const IndicatorRows& rows = values_.back()->rows();
    cells_.push_back(judged_year(*world).value_or(rows.years() - 1) * rows.lines.size() + line_of(rows, until.indicator));
  }
}

StoppingRule::~StoppingRule() = default;

bool StoppingRule::holds(std::size_t replicas, const ItemReader& items, const RunOptions& options) {
  const std::size_t scenarios = setup_.scenarios(), first = seen_ * scenarios;
  for (const auto& values : values_) values->resize(replicas);
  using Done = bool;
  sim::run_ensemble<Done>(
      replicas * scenarios - first, threads_of(options),
      [&](std::size_t i) {
        const std::size_t item = first + i, replica = item / scenarios;
        const auto world = worlds_[item % scenarios].for_books(replica);
        values_[item % scenarios]->see(replica, *world, items(item, Extent::whole));
        return std::optional(true);
      },
      [](std::size_t, Done&&) {}, stop_of(options));
  if (stop_of(options)) return false;
  seen_ = replicas;
  half_width_ = 0;
  for (std::size_t i = 0; i < scenarios; ++i) {
    const double width = values_[i]->half_widths(replicas)[cells_[i]];
    if (!(width <= half_width_)) half_width_ = width;  // NaN too
    if (std::isnan(half_width_)) return false;
  }
  return half_width_ < until_.half_width;
}

}  // namespace waste
