// Forged results files, sealed rightly: whoever reads them gets values or a sim::Error, soon and in little memory.
//
// A few hundred mutants always; with [long] as many as WUFEI_MUTANTS says (100,000), from WUFEI_FIRST_MUTANT (0) on.
#include "tests/fuzz/results_mutants.h"

#include "engine/store/file_io.h"
#include "models/results/writer.h"
#include "tests/fuzz/results_readers.h"
#include "tests/models/results/results_world.h"
#include "tests/models/small_world.h"

namespace {

using fuzz::Counts;

/// Results of a run of a small scenario, which can be rebuilt from them.
std::string small_run(const store_test::Folder& folder) {
  SmallWorld small("sites: {town: {kind: producer, place: here, stream: rubbish, rate: 10 t/d, payload: 10 t, outlet: heap}, "
                   "heap: {kind: landfill, place: here, stream: rubbish, capacity: 1000000 t}}\n",
                   "2020-03-01");
  waste::ReplicaResult result;
  result.books = small.run().books();
  const std::string path = folder.file("small.h5");
  waste::write_results(path, {&small.world()}, {7, 2, true}, [&](std::uint32_t, std::size_t i) {
    waste::ReplicaResult one = result;
    one.replica = static_cast<std::uint32_t>(i);
    return one;
  });
  return path;
}

Counts try_mutants(std::uint64_t first, std::uint64_t count) {
  const store_test::Folder folder;
  const ResultsWorld made;
  const std::string by_hand = made.write("r.h5", made.four()), by_run = small_run(folder);
  const fuzz::ResultsMutants of_hand(sim::read_file(by_hand)), of_run(sim::read_file(by_run));
  const fuzz::ResultsReaders read_hand(by_hand, "plan", folder.file("mutant.h5")), read_run(by_run, "plan", folder.file("mutant.h5"));
  Counts counts;
  for (std::uint64_t number = first; number < first + count; ++number)
    number % 2 == 0 ? read_hand.try_file(of_hand.mutant(number), number, counts) : read_run.try_file(of_run.mutant(number), number, counts);
  fuzz::ResultsReaders::check_memory();
  return counts;
}

}  // namespace

TEST_CASE("Forged results files under a right seal are refused or read, without a crash or a hang", "[hostile]") {
  const Counts counts = try_mutants(0, 300);
  CHECK(counts.refused > 100);  // the mutants do reach the structure
  CHECK(counts.accepted > 10);  // and some only change values
}

TEST_CASE("Many forged results files are refused or read, without a crash or a hang", "[hostile][long]") {
  try_mutants(fuzz::number_in("WUFEI_FIRST_MUTANT", 0), fuzz::number_in("WUFEI_MUTANTS", 100'000)).report();
}
