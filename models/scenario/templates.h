// Districts to begin from, carried by the program: a small county made up for the purpose, and the district of this project.
//
// Written to a folder they are a project like any other: `data/`, `scenarios/` and a README. Tables begin with the byte order mark by
// which spreadsheet programs know UTF-8.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "models/scenario/label.h"

namespace waste {

/// One file of a template, as compiled into the program.
struct TemplateFile {
  const char* name;  // of the template
  const char* path;  // below its folder: "data/district/roads.csv"
  std::string_view text;
};

/// All files of all templates (tools/embed_texts.cmake).
std::span<const TemplateFile> template_files();

/// "county", "banan": the first is the default.
std::vector<std::string> template_names();

/// What keeps a text from being the name of a district: a character that means something in YAML or CSV, no character, more than 40;
/// empty if nothing does.
sim::Message refused_name(const std::string& name);

/// Writes a template into a folder, which is made if there is none, and returns the paths of its files below the folder. `name`
/// replaces the name of the county; an empty half leaves that of the template. Throws sim::Error(usage) for a folder that is not
/// empty, an unknown template or a name that is refused, and sim::Error(io).
std::vector<std::string> write_template(const std::string& name, const std::string& folder, const Label& district = {});

}  // namespace waste
