#include "models/views/alarms.h"

#include "tests/catch.h"

namespace waste::testing {
namespace {

TableColumn column(const std::string& name, sim::Names dims, sim::Shape shape, Cells cells) {
  TableColumn column;
  column.info.name = name;
  column.info.dims = std::move(dims);
  column.shape = std::move(shape);
  column.cells = std::move(cells);
  return column;
}

}  // namespace

TEST_CASE("The mean number of alarms counts each replica by its weight", "[views]") {
  ResultTable table;
  table.name = "alarms";
  table.columns = {column("replica", {"replica"}, {2}, std::vector<std::int32_t>{0, 1}),
                   column("kind", {"kind"}, {3}, std::vector<std::string>{"overflow", "overdue", "underfunded"}),
                   column("count", {"replica", "kind"}, {2, 3}, std::vector<std::int64_t>{4, 0, 1, 8, 2, 1})};
  CHECK(mean_alarms(table, {0.75, 0.25}) == std::vector<double>{5, 0.5, 1});
  CHECK(mean_alarms(table, {}) == std::vector<double>{6, 1, 1});
  CHECK(mean_alarms(ResultTable{}, {}).empty());
}

}  // namespace waste::testing
