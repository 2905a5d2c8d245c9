// Everybody who reads results files, for the tests that give them forged ones.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/quantity.h"
#include "engine/store/hdf5_reader.h"
#include "models/results/book_reader.h"
#include "models/results/compare.h"
#include "models/results/layout.h"
#include "models/results/observations.h"
#include "models/results/reader.h"
#include "models/results/scoring.h"
#include "models/results/table.h"
#include "models/views/alarms.h"
#include "models/views/climate.h"
#include "models/views/costs.h"
#include "models/views/hindcast.h"
#include "models/views/listing.h"
#include "tests/catch.h"
#include "tests/engine/store/folder.h"

namespace fuzz {

/// False if the file was refused; that it lacks a table, or that its scenario is none, refuses no file. Any other exception is a
/// failure of the test.
inline bool accepted(const std::function<void()>& read) {
  try {
    read();
    return true;
  } catch (const sim::InputError&) {
    return true;
  } catch (const sim::Error& error) {
    if (error.exit() == sim::Exit::internal) FAIL("an assertion: " << error.what());
    return error.exit() == sim::Exit::usage || error.exit() == sim::Exit::input;
  }
}

struct Counts {
  std::uint64_t mutants = 0, refused = 0, accepted = 0, failed = 0;
  double slowest = 0;  // [s]

  void report() const {
    WARN(mutants << " mutants: " << refused << " refused, " << accepted << " read, " << failed << " failed, slowest " << slowest << " s");
  }
};

/// An honest file, and a place for forged ones.
class ResultsReaders {
 public:
  ResultsReaders(std::string honest, std::string scenario, std::string path, waste::Observations observations = {})
      : honest_(std::move(honest)), scenario_(std::move(scenario)), path_(std::move(path)), observations_(std::move(observations)) {}

  /// `number` chooses formats and modes.
  void try_file(const std::string& bytes, std::uint64_t number, Counts& counts) const {
    // Of one file by everyone [s of the processor]: a file that is written anew may hold millions of values, some seconds of work.
    constexpr double longest_read = 10;
    INFO("mutant " << number << " of " << scenario_);  // printed if it crashes
    store_test::place(path_, bytes);
    const std::clock_t begin = std::clock();
    ++counts.mutants;
    try {
      ++(read_everything(number) ? counts.accepted : counts.refused);
    } catch (const std::exception& error) {
      ++counts.failed;
      FAIL_CHECK(error.what());
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    counts.slowest = std::max(counts.slowest, seconds);
    if (seconds > longest_read) FAIL_CHECK("it took " << seconds << " s");
  }

  static void check_memory() {
    constexpr long most = 1 << 20;  // of the whole process [KiB]
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    CHECK(usage.ru_maxrss < most);
  }

 private:
  /// False if any reader refused.
  bool read_everything(std::uint64_t number) const {
    if (!accepted([&] { sim::Hdf5Reader{path_}; })) return false;  // as all who begin with it
    const waste::Style style;
    const auto format = static_cast<waste::Format>(number % 3);
    bool all = accepted([&] { waste::costs_view(path_, waste::Format::table, style); });
    all &= accepted([&] { waste::alarms_view(path_, format, style); });
    all &= accepted([&] { waste::climate_view(path_, format, style); });
    all &= accepted([&] { waste::hindcast_view(path_, format, style); });
    all &= accepted([&] { waste::score_results(path_, observations_); });
    all &= accepted([&] { list_tables(format); });
    const auto mode = static_cast<waste::CompareMode>(number / 2 % 3);
    all &= accepted([&] { waste::compare_results(honest_, path_, {.mode = mode}); });
    all &= accepted([&] { waste::compare_results(path_, number % 2 ? path_ : honest_, {.mode = mode}); });
    return all & accepted([&] { read_books(); });
  }

  void list_tables(waste::Format format) const {
    const auto file = waste::open_results(path_);
    sim::Names names;
    for (const auto& scenario : file.groups())
      for (auto& name : waste::table_names(file, scenario))
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    bool all = true;
    for (const auto& name : names) all &= accepted([&] { waste::list_rows(file, path_, name, {}, format, {}, [](std::string_view) {}); });
    if (!all) throw sim::Error(sim::Exit::results, {"有表被拒绝", "a table was refused"});
  }

  void read_books() const {
    waste::values_from_results(path_, scenario_);
    const auto world = waste::world_from_results(path_, scenario_);
    const waste::BooksReader reader(path_, *world);
    for (std::size_t replica = 0; replica < std::min<std::size_t>(reader.replicas(), 3); ++replica) reader.read(replica);
  }

  std::string honest_, scenario_, path_;
  waste::Observations observations_;
};

inline std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace fuzz
