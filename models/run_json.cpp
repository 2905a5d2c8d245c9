#include "models/run_json.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "engine/base/time.h"
#include "engine/store/file_io.h"

namespace waste {

void write_run_json(const std::string& results, const RunSummary& summary, std::size_t scenarios) {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  std::string json = "{\n";
  const auto add = [&](const std::string& key, const std::string& value, bool last = false) {
    json += "  \"" + key + "\": " + value + (last ? "\n" : ",\n");
  };
  add("events", std::to_string(summary.events));
  add("replicas", std::to_string(summary.replicas));
  add("scenarios", std::to_string(scenarios));
  add("threads", std::to_string(summary.threads));
  add("wall_s", std::to_string(summary.wall_s));
  add("cpu_s", std::to_string(summary.cpu_s));
  add("write_s", std::to_string(summary.write_s));
  add("peak_rss_bytes", std::to_string(summary.peak_rss_bytes));
  add("replica_bytes", std::to_string(summary.replica_bytes));
  add("host", "\"" + std::string(host) + "\"");
  add("date", "\"" + sim::to_string(sim::Time{now}) + "\"", true);
  json += "}\n";
  const std::filesystem::path output(results);
  sim::write_atomically((output.parent_path() / output.stem()).string() + ".run.json", json);
}

}  // namespace waste
