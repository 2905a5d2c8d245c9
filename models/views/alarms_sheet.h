// Alarms counted: by kind, site and period, in tonnes and days.
#pragma once

#include <string>

#include "models/views/books_query.h"
#include "models/views/sheet.h"

namespace waste {

/// Alarms of the kind, site and period that are asked for, by kind and site: how many a replica has, on how many days, and the sum of
/// their amounts (in tonnes, or for late manifests in days).
Sheet alarms_sheet(const std::string& path, const BooksQuery& query, const Style& style);

}  // namespace waste
