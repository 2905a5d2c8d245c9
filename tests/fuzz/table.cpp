// CSV tables: every row that is read is as long as the header, and every cell stands in the text.
#include <cstdlib>

#include "models/scenario/csv.h"
#include "tests/fuzz/target.h"

namespace {

const fuzz::Registered registered{"table", [](std::string_view input) {
                                    waste::Sources sources;
                                    const auto file = sources.take_text("table.csv", std::string(input));
                                    const auto rows = waste::parse_csv(file.text, file.index, sources);
                                    for (const auto& row : rows)
                                      if (row.size() != rows.front().size()) std::abort();
                                    sources.throw_if_any();
                                  }};

}  // namespace
