// Files under a temporary name: who writes one holds its lock, so that what a killed process left can be told from the rest.
#pragma once

#include <string>
#include <utility>

#include "engine/store/file_io.h"

namespace sim {

/// "." for a file without a folder.
std::string folder_of(const std::string& path);

/// Makes "PATH.wufei-PROCESS-N.tmp" beside `path`, because a rename must not cross file systems; opened and locked.
std::pair<std::string, Descriptor> open_temporary(const std::string& path);

/// Removes the temporary files in a folder that no process is writing. An error only leaves them there.
void remove_stale_temporaries(const std::string& folder) noexcept;

}  // namespace sim
