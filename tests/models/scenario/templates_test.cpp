#include "models/scenario/templates.h"

#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "models/world/flow_network.h"
#include "models/world/world.h"
#include "tests/catch.h"
#include "tests/models/scenario/scenario_folder.h"

using namespace waste;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("every template that the program carries is a sound district without a warning", "[template]") {
  REQUIRE(template_names().front() == "county");
  for (const std::string& name : template_names()) {
    CAPTURE(name);
    const ScenarioFolder folder;
    write_template(name, folder / "new");
    for (const char* scenario : {"/scenarios/baseline.yaml", "/scenarios/plan.yaml"}) {
      const auto world = build_world(Scenario::read((folder / "new") + scenario));
      CHECK(network_errors(*world).empty());
      CHECK(world->warnings.empty());
    }
  }
}

TEST_CASE("the county is written with the name that it is given, and tables that spreadsheets read as UTF-8", "[template]") {
  const ScenarioFolder folder;
  const auto paths = write_template("county", folder / "new", {"青石县", "Qingshi county"});
  CHECK(paths.size() > 10);
  for (const std::string& path : paths) {
    CAPTURE(path);
    const std::string text = read((folder / "new") + "/" + path);
    CHECK(text.find("云山") == std::string::npos);
    CHECK(text.find("Yunshan") == std::string::npos);
    CHECK(text.starts_with("\xef\xbb\xbf") == path.ends_with(".csv"));
  }
  CHECK(build_world(Scenario::read(folder / "new/scenarios/plan.yaml"))->name.zh == "青石县");
}

TEST_CASE("nothing is written into a folder that holds something, and no name breaks the files", "[template]") {
  const ScenarioFolder folder;
  folder.write("full/mine.txt", "mine");
  CHECK_THROWS_WITH(write_template("county", folder / "full"), ContainsSubstring("not an empty folder"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "full"), {}) == 1);
  CHECK_THROWS_WITH(write_template("county", folder / "full/mine.txt"), ContainsSubstring("not an empty folder"));
  CHECK_THROWS_WITH(write_template("town", folder / "new"), ContainsSubstring("county"));
  for (const char* name : {"a: b", "{", "x#y", "\n", " x", "", "-x", "\"", "甲，乙\t"})
    if (std::string(name) != "") CHECK_THROWS_AS(write_template("county", folder / "new", {name, ""}), sim::Error);
  CHECK_FALSE(std::filesystem::exists(folder / "new/README.md"));
}
