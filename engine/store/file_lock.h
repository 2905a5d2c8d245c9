// Locks that say who is writing a file. The system drops them however a process ends.
#pragma once

#include <string>

#include "engine/store/file_io.h"

namespace sim {

/// Takes the lock of an open file until it is closed; false if another process has it. On a file system without locks everybody
/// gets it.
bool take_lock(const Descriptor& file, const std::string& path);

/// Who has the lock, as far as the system tells: "process 4711 is writing it, since 2026-12-01 04:40:12 UTC (wufei run a.yaml)".
std::string holder_of(const Descriptor& file);

/// Whether `path` still names this open file.
bool is_name_of(const std::string& path, const Descriptor& file);

}  // namespace sim
