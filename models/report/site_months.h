// An amount by site and month as a picture, with the years in its table.
#pragma once

#include <string>
#include <vector>

#include "models/report/book_means.h"
#include "models/report/document.h"
#include "models/report/places.h"

namespace waste::report {

struct SiteMonths {
  std::string id;
  Label title;
  std::string unit;                  // as views/format.h knows it; "" for a count
  std::vector<std::string> channels; // of flows; empty: all rows
  double factor = 1;                 // from the unit of the books
};

/// The sites with most, at most 15; the picture has no rows where there is nothing.
Chart site_months(const ReportedScenario& scenario, const BookMeans& books, const Places& places, const SiteMonths& what);

/// "2022-05" for each month of a scenario.
std::vector<std::string> months_of(const ScenarioResult& scenario);

}  // namespace waste::report
