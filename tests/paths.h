// Where the project and its executable lie. Only paths.cpp knows, so that no other object depends on the folder it was built in.
#pragma once

#include <string>
#include <string_view>

namespace waste::testing {

/// A file of the project, named from its root.
std::string in_project(std::string_view path);

/// build/wufei, or wherever it was built.
std::string executable();

}  // namespace waste::testing
