// Flows, stocks, queues and vehicles of a results file as answers: summed over sites, streams or categories, by month or
// year, with means and ranges over the weighted replicas.
#pragma once

#include <string>

#include "models/views/books_query.h"
#include "models/views/sheet.h"

namespace waste {

/// Masses booked: generated, sent, received, utilised, landfilled ... Each channel is a row of its own; they are not to be summed up.
Sheet flows_sheet(const std::string& path, const BooksQuery& query, const Style& style);

/// Stocks at the end of each month or year.
Sheet stocks_sheet(const std::string& path, const BooksQuery& query, const Style& style);

/// Hours in queues, waits and refused loads, by site.
Sheet queues_sheet(const std::string& path, const BooksQuery& query, const Style& style);

/// Vehicles by depot: trips, hours out, share of the hours on shift, hours in which a load worth a trip found none.
Sheet vehicles_sheet(const std::string& path, const BooksQuery& query, const Style& style);

}  // namespace waste
