// wufei init: a folder with a small complete district, to be changed into one's own.
#include <iostream>

#include "models/cli/verbs.h"
#include "models/scenario/templates.h"

namespace waste::cli {
namespace {

/// A name in one language stands in both, until somebody translates it.
Label name_of(const Arguments& arguments, const Session& session) {
  Label name{arguments.text("name"), arguments.text("name-en")};
  for (const char* option : {"name", "name-en"})
    if (arguments.has(option))
      if (const sim::Message problem = refused_name(arguments.text(option)); !problem.empty())
        throw UsageError(std::string("--") + option + session.say({"：", ": "}) + session.say({problem.zh, problem.en}));
  if (name.en.empty()) name.en = name.zh;
  if (name.zh.empty()) name.zh = name.en;
  return name;
}

int run(const Arguments& arguments, const Session& session) {
  const std::string& folder = arguments.words().front();
  const std::string district = arguments.one_of("template", template_names());
  const Label name = name_of(arguments, session);
  if (district != template_names().front() && !name.zh.empty())
    throw UsageError(session.say({"--name 只用于模板 county", "--name goes with the template 'county' only"}));
  const auto paths = write_template(district, folder, name);
  for (const auto& path : paths) std::cout << (folder + "/" + path) << '\n';
  session.tell(session.say({"已写入" + std::to_string(paths.size()) + "个文件。接下来：\n",
                            std::to_string(paths.size()) + " files. Next:\n"}) +
               "  cd " + shell_quoted(folder) +
               "\n  wufei check scenarios/baseline.yaml scenarios/plan.yaml\n"
               "  wufei run scenarios/baseline.yaml scenarios/plan.yaml --replicas 8 -o out/results.h5\n  wufei show out/results.h5");
  return 0;
}

const RegisteredVerb registered{
    0,
    {"init",
     "FOLDER",
     1,
     1,
     {"新建一个完整的小型示例县，改成自己的区县", "Writes a small complete district into a new folder, to be changed into yours."},
     {"  wufei init yunshan --name 云山县 --lang zh\n  wufei init qingshi --name 青石县 --name-en \"Qingshi county\"\n",
      "  wufei init yunshan --name-en \"Yunshan county\"\n  wufei init banan --template banan\n"},
     {{"name", "", "NAME", {"区县的中文名称", "name of the district in Chinese"}},
      {"name-en", "", "NAME", {"区县的英文名称，默认同中文", "name in English; by default that in Chinese, and the other way round"}},
      {"template",
       "",
       "NAME",
       {"模板：county（示例县，数字虚构，默认），或本项目 data 文件夹中一个区的名称",
        "county (an example, its numbers invented; the default), or the name of a district in this project's data"}}},
     run}};

}  // namespace
}  // namespace waste::cli
