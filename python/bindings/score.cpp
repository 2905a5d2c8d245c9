#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include "models/results/scoring.h"
#include "python/bindings/bindings.h"

namespace waste::python {
namespace {

nb::dict dict_of(const std::string& scenario, const ScoredRow& row) {
  nb::dict d;
  const Observation& o = *row.observation;
  d["scenario"] = scenario;
  d["path"] = o.path;
  d["year"] = o.year;
  d["unit"] = row.unit;
  d["observed"] = row.observed;
  d["uncertainty"] = row.sigma;
  d["used"] = o.used;
  d["source"] = o.source;
  d["replicas"] = row.replicas;
  if (row.replicas == 0) return d;
  const ForecastScore& s = row.score;
  d["mean"] = s.mean, d["sd"] = s.sd, d["q05"] = s.q05, d["q25"] = s.q25, d["q75"] = s.q75, d["q95"] = s.q95;
  d["z"] = s.z, d["pit"] = s.pit, d["crps"] = s.crps, d["inside_50"] = s.inside_50, d["inside_90"] = s.inside_90;
  for (std::size_t i = 0; i < yardsticks; ++i) {
    const std::string name = info(static_cast<Yardstick>(i)).name;
    d[name.c_str()] = row.against[i].value;
    d[(name + "_crps").c_str()] = row.against[i].crps;
    d[(name + "_skill").c_str()] = row.against[i].skill;
  }
  return d;
}

nb::list score(const std::string& results, const std::string& facts) {
  std::vector<ScenarioScore> scores;
  Observations observations;
  {
    const nb::gil_scoped_release unlocked;
    observations = read_observations(facts);
    scores = score_results(results, observations);
  }
  nb::list rows;
  for (const ScenarioScore& scenario : scores)
    for (const ScoredRow& row : scenario.rows) rows.append(dict_of(scenario.scenario, row));
  return rows;
}

}  // namespace

void bind_score(nb::module_& module) {
  module.def("score", &score, nb::arg("results"), nb::arg("facts"),
             "Scores the forecasts of a results file: one dict per scenario and row.");
}

}  // namespace waste::python
