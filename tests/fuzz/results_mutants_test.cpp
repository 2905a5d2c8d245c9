// Forged results files, sealed rightly: whoever reads them gets values or a sim::Error, soon and in little memory.
//
// A few hundred mutants always; with [long] as many as WUFEI_MUTANTS says (100,000), from WUFEI_FIRST_MUTANT (0) on.
#include "tests/fuzz/results_mutants.h"

#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

#include "engine/store/file_io.h"
#include "models/results/book_reader.h"
#include "models/results/compare.h"
#include "models/results/reader.h"
#include "models/results/table.h"
#include "models/results/writer.h"
#include "models/views/alarms.h"
#include "models/views/climate.h"
#include "models/views/costs.h"
#include "models/views/hindcast.h"
#include "models/views/listing.h"
#include "tests/catch.h"
#include "tests/engine/store/folder.h"
#include "tests/models/results/results_world.h"
#include "tests/models/small_world.h"

namespace {

constexpr double longest_read = 5;                  // of one file by everyone [s of the processor]
constexpr long most_memory = 1 << 20;               // of the whole test [KiB]

/// False if the file was refused; that it lacks a table, or that its scenario is none, refuses no file. Any other exception is a
/// failure of the test.
bool accepted(const std::function<void()>& read) {
  try {
    read();
    return true;
  } catch (const sim::Error& error) {
    return error.exit() == sim::Exit::usage || error.exit() == sim::Exit::input;
  }
}

struct Counts {
  std::uint64_t mutants = 0, refused = 0, accepted = 0;
  double slowest = 0;  // [s]
};

/// An honest file and all who read one.
class Target {
 public:
  Target(std::string honest, std::string scenario, std::string path)
      : honest_(std::move(honest)), scenario_(std::move(scenario)), path_(std::move(path)), mutants_(sim::read_file(honest_)) {
    const sim::Hdf5Reader file(honest_);
    tables_ = waste::table_names(file, scenario_);
  }

  void try_mutant(std::uint64_t number, Counts& counts) const {
    INFO("mutant " << number << " of " << scenario_);  // printed if it crashes
    store_test::place(path_, mutants_.mutant(number));
    const std::clock_t begin = std::clock();
    const bool all = read_everything(number);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    ++counts.mutants, ++(all ? counts.accepted : counts.refused);
    counts.slowest = std::max(counts.slowest, seconds);
    if (seconds > longest_read) FAIL("it took " << seconds << " s");
  }

  /// False if any reader refused; `number` chooses formats and modes.
  bool read_everything(std::uint64_t number) const {
    if (!accepted([&] { sim::Hdf5Reader{path_}; })) return false;  // as all who begin with it
    const waste::Style style;
    const auto format = static_cast<waste::Format>(number % 3);
    bool all = accepted([&] { waste::costs_view(path_, waste::Format::table, style); });
    all &= accepted([&] { waste::alarms_view(path_, format, style); });
    all &= accepted([&] { waste::climate_view(path_, format, style); });
    all &= accepted([&] { waste::hindcast_view(path_, format, style); });
    for (const auto& table : tables_) all &= accepted([&] { waste::listing(path_, table, {}, format, style); });
    all &= accepted([&] { waste::compare_results(honest_, path_, {.mode = static_cast<waste::CompareMode>(number / 2 % 3)}); });
    return all & accepted([&] { read_books(); });
  }

 private:
  void read_books() const {
    waste::values_from_results(path_, scenario_);
    const auto world = waste::world_from_results(path_, scenario_);
    const waste::BooksReader reader(path_, *world);
    for (std::size_t replica = 0; replica < std::min<std::size_t>(reader.replicas(), 3); ++replica) reader.read(replica);
  }

  std::string honest_, scenario_, path_;
  fuzz::ResultsMutants mutants_;
  sim::Names tables_;
};

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
  const std::string honest = made.write("r.h5", made.four());
  const Target by_hand(honest, "plan", folder.file("mutant.h5"));
  const Target by_run(small_run(folder), "plan", folder.file("mutant.h5"));
  Counts counts;
  for (std::uint64_t number = first; number < first + count; ++number) (number % 2 == 0 ? by_hand : by_run).try_mutant(number, counts);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  CHECK(usage.ru_maxrss < most_memory);
  return counts;
}

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

TEST_CASE("Forged results files under a right seal are refused or read, without a crash or a hang", "[hostile]") {
  const Counts counts = try_mutants(0, 300);
  CHECK(counts.refused > 100);  // the mutants do reach the structure
  CHECK(counts.accepted > 10);  // and some only change values
}

TEST_CASE("Many forged results files are refused or read, without a crash or a hang", "[hostile][long]") {
  const Counts counts = try_mutants(number_in("WUFEI_FIRST_MUTANT", 0), number_in("WUFEI_MUTANTS", 100'000));
  WARN(counts.mutants << " mutants: " << counts.refused << " refused, " << counts.accepted << " read, slowest " << counts.slowest << " s");
}
