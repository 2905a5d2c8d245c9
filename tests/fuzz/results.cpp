// Results files under a right seal, by everybody who reads them: an honest file with edits, or any bytes at all.
#include "models/results/reader.h"

#include "engine/store/hdf5_reader.h"
#include "models/results/compare.h"
#include "models/results/table.h"
#include "models/views/listing.h"
#include "tests/fuzz/honest_files.h"
#include "tests/fuzz/target.h"

namespace fuzz {
namespace {

void read_all(const std::string& path) {
  const waste::ResultsContent content = waste::read_results(path);
  const sim::Hdf5Reader file(path);
  for (const auto& scenario : content.scenarios)
    for (const auto& table : waste::table_names(file, scenario.name)) waste::listing(path, table, {}, waste::Format::csv, {});
}

const Registered results{"results", [](std::string_view input) {
                           const std::string path = scratch() + "/results.h5";
                           place(path, sealed(input.starts_with('*') ? std::string(input.substr(1)) : edited(honest_results(), input)));
                           read_all(path);
                         }};

const Registered compared{
    "compare", [](std::string_view input) {
      const std::string a = scratch() + "/a.h5", b = scratch() + "/b.h5";
      static const bool placed = (place(a, sealed(honest_results())), true);
      place(b, sealed(edited(honest_results(), input)));
      if (!placed) return;
      for (const auto mode : {waste::CompareMode::exact, waste::CompareMode::tolerance, waste::CompareMode::statistical}) {
        waste::CompareOptions options;
        options.mode = mode;
        waste::compare_results(a, b, options);
      }
    }};

}  // namespace
}  // namespace fuzz
