#include "models/run/finish.h"

#include <algorithm>
#include <filesystem>

#include "engine/base/ensemble.h"
#include "engine/base/error.h"
#include "engine/base/team.h"
#include "models/results/writer.h"
#include "models/run/cost.h"
#include "models/world/world.h"

namespace waste {

void write_items(const Setup& setup, const RunOptions& options, const ItemReader& items, RunSummary& summary) {
  const Cost cost;
  std::vector<std::int64_t> errors(setup.items());  // [g] per item, written by the thread that read it
  const auto index = [&](std::uint32_t scenario, std::size_t replica) { return replica * setup.scenarios() + scenario; };
  const auto heads = [&](std::uint32_t scenario, std::size_t replica) {
    const std::size_t item = index(scenario, replica);
    ReplicaResult head = items(item, Extent::head);
    errors[item] = head.books.closing_error;
    return head;
  };
  const auto whole = [&](std::uint32_t scenario, std::size_t replica) { return items(index(scenario, replica), Extent::whole); };
  std::vector<const World*> worlds;
  for (const auto& world : setup.worlds()) worlds.push_back(world.get());
  const ResultsHead head{setup.seed(), static_cast<int>(setup.replicas()), true, threads_of(options), options.stop};
  summary.complete = write_results(options.output, worlds, head, whole, heads);
  summary.write_s = cost.wall_s();
  if (summary.complete) summary.mass_closure_g = *std::max_element(errors.begin(), errors.end());
}

void when_written(const std::string& output, const std::function<void()>& rest) {
  try {
    rest();
  } catch (const sim::FileError& error) {
    throw sim::FileError({"“" + output + "”已完整写出，但" + error.zh(), "'" + output + "' is complete, but " + error.what()}, error.path(),
                         error.number());
  }
}

void make_folder_of(const std::string& file) {
  const auto folder = std::filesystem::path(file).parent_path();
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::string name = folder.string();
  if (error)
    throw sim::FileError(sim::joined({"无法新建文件夹“" + name + "”", "cannot make the folder '" + name + "'"},
                                     sim::reason_of(error.value())),
                         name, error.value());
}

unsigned threads_of(const RunOptions& options) { return options.threads > 0 ? options.threads : sim::hardware_threads(); }

const std::atomic<bool>& stop_of(const RunOptions& options) {
  static const std::atomic<bool> never_stop{false};
  return options.stop ? *options.stop : never_stop;
}

}  // namespace waste
