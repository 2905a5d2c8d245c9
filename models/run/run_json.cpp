#include "models/run/run_json.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "engine/base/time.h"
#include "engine/store/file_io.h"
#include "models/views/json.h"

namespace waste {

void write_run_json(const std::string& results, const RunSummary& summary, std::size_t scenarios) {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  Json json;
  json.begin('{').member("events", static_cast<std::int64_t>(summary.events)).member("replicas", summary.replicas);
  json.member("scenarios", static_cast<std::int64_t>(scenarios)).member("threads", static_cast<std::int64_t>(summary.threads));
  json.member("wall_s", summary.wall_s).member("cpu_s", summary.cpu_s).member("write_s", summary.write_s);
  json.member("peak_rss_bytes", static_cast<std::int64_t>(summary.peak_rss_bytes));
  json.member("replica_bytes", static_cast<std::int64_t>(summary.replica_bytes));
  json.member("host", host).member("date", sim::to_string(sim::Time{now})).end();
  const std::filesystem::path output(results);
  sim::write_atomically((output.parent_path() / output.stem()).string() + ".run.json", json.text());
}

}  // namespace waste
