#include "models/outputs/output.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "engine/base/error.h"

namespace waste {
namespace {

using Maker = std::vector<Output> (*)();

std::vector<Maker>& makers() {
  static std::vector<Maker> list;
  return list;
}

std::vector<Output> made() {
  std::vector<Output> all;
  for (const Maker make : makers())
    for (Output& output : make()) all.push_back(std::move(output));
  std::sort(all.begin(), all.end(),
            [](const Output& a, const Output& b) { return std::tie(a.moment, a.place, a.name) < std::tie(b.moment, b.place, b.name); });
  return all;
}

}  // namespace

RegisteredOutputs::RegisteredOutputs(Maker make) { makers().push_back(make); }

const std::vector<Output>& outputs() {
  static const std::vector<Output> all = made();
  return all;
}

const Output* find_output(const std::string& name) {
  for (const Output& output : outputs())
    if (output.name == name) return &output;
  return nullptr;
}

void Collected::add(const std::string& path, Cells&& cells) {
  const auto [at, first] = cells_.try_emplace(path, std::move(cells));
  if (first) return;
  std::visit(
      [&](auto& all) {
        auto& more = std::get<std::decay_t<decltype(all)>>(cells);
        all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
      },
      at->second);
}

const Cells& Collected::cells(const std::string& path) const {
  const auto at = cells_.find(path);
  SIM_ASSERT(at != cells_.end());
  return at->second;
}

std::vector<double> Collected::across(const std::string& path, std::size_t size, std::size_t at) const {
  const auto& values = of<double>(path);
  std::vector<double> sample;
  for (std::size_t r = 0; r < replicas; ++r) sample.push_back(values[r * size + at]);
  return sample;
}

const std::vector<Summary>& Collected::summaries(const std::string& path, const std::vector<Bounds>& bounds) const {
  const auto [known, fresh] = summaries_.try_emplace(path);
  if (!fresh) return known->second;
  const std::size_t size = replicas == 0 ? 0 : of<double>(path).size() / replicas;
  Summariser summarise;
  for (std::size_t at = 0; at < size; ++at) known->second.push_back(summarise(across(path, size, at), bounds[at % bounds.size()], weights));
  return known->second;
}

std::vector<std::int32_t> numbers_of_replicas(const Frame& frame) { return frame.replicas; }

std::vector<double> first_days_of_months(const Frame& frame) {
  const int first = frame.world.district.first_month();
  const auto start = sim::month_begin(first);
  std::vector<double> days;
  for (int month = 0; month < frame.world.district.months(); ++month)
    days.push_back(static_cast<double>((sim::month_begin(first + month) - start) / std::chrono::hours{24}));
  return days;
}

}  // namespace waste
