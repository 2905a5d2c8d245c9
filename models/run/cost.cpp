#include "models/run/cost.h"

#include <sys/resource.h>

namespace waste {
namespace {

rusage usage_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double cpu_seconds() {
  const rusage usage = usage_so_far();
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

Cost::Cost() : begin_(std::chrono::steady_clock::now()), cpu_begin_(cpu_seconds()) {}

double Cost::wall_s() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

void Cost::put(RunSummary& summary) const {
  summary.wall_s = wall_s();
  summary.cpu_s = cpu_seconds() - cpu_begin_;
  summary.peak_rss_bytes = static_cast<std::int64_t>(usage_so_far().ru_maxrss) * 1024;
}

}  // namespace waste
