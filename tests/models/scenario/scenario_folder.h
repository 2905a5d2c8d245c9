// A temporary folder for scenario files, removed with the object.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "tests/catch.h"

class ScenarioFolder {
 public:
  ScenarioFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "wufei_scenario_XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    top_ = name;
    path_ = top_ / "root";
    std::filesystem::create_directories(path_ / "data");
  }
  ~ScenarioFolder() { std::filesystem::remove_all(top_); }
  ScenarioFolder(const ScenarioFolder&) = delete;
  ScenarioFolder& operator=(const ScenarioFolder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    const auto path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  waste::Scenario read(const std::string& text, const std::vector<std::string>& overrides = {}) const {
    return waste::Scenario::read(write("plan.yaml", text), overrides);
  }

 private:
  std::filesystem::path top_, path_;
};

/// All diagnostics of a scenario that must not be accepted.
inline std::vector<sim::Diagnostic> refused(const std::string& path, const std::vector<std::string>& overrides = {}) {
  try {
    waste::Scenario::read(path, overrides);
  } catch (const sim::InputError& error) {
    return error.diagnostics();
  }
  FAIL("accepted: " << path);
  return {};
}

/// "file:line:column code".
inline std::string where(const sim::Diagnostic& d) {
  return d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code;
}

/// The first diagnostic stands at `place` ("file:line:column code"), says `part`, and offers a remedy.
inline void check_first(const std::vector<sim::Diagnostic>& found, const std::string& place, const std::string& part) {
  REQUIRE_FALSE(found.empty());
  const sim::Diagnostic& first = found.front();
  INFO(sim::format(first));
  CHECK(where(first) == place);
  CHECK((first.message + " " + first.hint + " " + first.note).find(part) != std::string::npos);
  CHECK_FALSE(first.hint.empty());
}
