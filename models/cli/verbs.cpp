#include "models/cli/verbs.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace waste::cli {
namespace {

std::vector<const RegisteredVerb*>& registered() {
  static std::vector<const RegisteredVerb*> list;
  return list;
}

std::vector<const Verb*> in_order() {
  auto list = registered();
  const auto key = [](const RegisteredVerb* verb) { return std::tuple(verb->place(), std::string_view(verb->verb().name)); };
  std::sort(list.begin(), list.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
  std::vector<const Verb*> all;
  for (const RegisteredVerb* one : list) all.push_back(&one->verb());
  return all;
}

}  // namespace

RegisteredVerb::RegisteredVerb(int place, Verb verb) : place_(place), verb_(std::move(verb)) { registered().push_back(this); }

const std::vector<const Verb*>& verbs() {
  static const std::vector<const Verb*> all = in_order();
  return all;
}

}  // namespace waste::cli
