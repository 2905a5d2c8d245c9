// wufei graph: the material-flow network of a scenario at a date, with the bottleneck of each stream.
#include "models/world/flow_network.h"

#include <algorithm>
#include <iostream>

#include "engine/base/error.h"
#include "models/cli/output.h"
#include "models/cli/verbs.h"
#include "models/views/category_label.h"
#include "models/views/diagram_dot.h"
#include "models/views/diagram_svg.h"
#include "models/world/world.h"

namespace waste::cli {
namespace {

sim::Time date_of(const Arguments& arguments, const World& world, const Session& session) {
  if (!arguments.has("date")) return world.district.start;
  const std::string text = arguments.text("date");
  const auto date = sim::parse_time(text);
  if (!date)
    throw UsageError(session.zh() ? "--date 的值 '" + text + "' 无效：应为日期，如 2025-07"
                                  : "--date cannot be '" + text + "': expected a date such as 2025-07");
  if (*date >= world.district.start && *date < world.district.end) return *date;
  const std::string period = sim::to_string(world.district.start) + " ... " + sim::to_string(world.district.end);
  throw UsageError(session.zh() ? "--date 的值 '" + text + "' 不在情景的时段内：" + period
                                : "--date cannot be '" + text + "': the scenario covers " + period);
}

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

/// The streams that --stream and --category name, by id or by label; all if neither is given.
DiagramChoice choice_of(const Arguments& arguments, const World& world, const Session& session) {
  DiagramChoice choice;
  choice.detailed = arguments.has("detail");
  const auto take = [&](const std::string& option, auto names_of) {
    for (const std::string& word : arguments.all(option)) {
      const std::size_t before = choice.streams.size();
      std::vector<std::string> known;
      for (StreamId stream = 0; stream < world.district.streams.size(); ++stream)
        for (const std::string& name : names_of(world.district.streams[stream])) {
          if (name == word) choice.streams.push_back(stream);
          if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
        }
      if (choice.streams.size() > before) continue;
      const std::string near = did_you_mean(sim::nearest(word, known), session);
      throw UsageError(session.zh() ? "--" + option + " 的值 '" + word + "' 无效" + near + "\n可用：" + list_of(known)
                                    : "--" + option + " cannot be '" + word + "'" + near + "\nthere are: " + list_of(known));
    }
  };
  take("stream", [](const Stream& stream) { return std::vector<std::string>{stream.id, stream.label.zh, stream.label.en}; });
  take("category", [](const Stream& stream) {
    const Label label = category_label(name_of(stream.category));
    return std::vector<std::string>{name_of(stream.category), label.zh, label.en};
  });
  return choice;
}

int run(const Arguments& arguments, const Session& session) {
  const std::string format = arguments.one_of("format", {"dot", "svg"});
  const auto world = build_template(Scenario::read(arguments.words().front(), arguments.all("set")));
  const PolicySet policies = world->draw_policies(0);
  const FlowNetwork network(*world, policies, date_of(arguments, *world, session));
  if (auto errors = network_errors(network); !errors.empty()) throw sim::InputError(std::move(errors));
  const Diagram diagram(network, session.language, choice_of(arguments, *world, session));
  deliver(arguments.text("output"), format == "svg" ? svg(diagram) : dot(diagram));
  for (const Bottleneck& bottleneck : diagram.narrow) session.tell(diagram.explanation(bottleneck));
  return 0;
}

const RegisteredVerb registered{
    7,
    {"graph",
     "SCENARIO",
     1,
     1,
     {"画出物质流网络，指出每种废物的瓶颈", "Draws the material-flow network and names the bottleneck of each stream."},
     {"  wufei graph scenarios/plan.yaml --format svg -o out/plan.svg\n"
      "  wufei graph scenarios/plan.yaml --date 2025-07 | dot -Tpdf > plan.pdf\n"
      "  wufei graph scenarios/plan.yaml --category 建筑垃圾 --format svg -o out/建筑垃圾.svg\n",
      "  wufei graph scenarios/plan.yaml --format svg -o out/plan.svg\n"
      "  wufei graph scenarios/plan.yaml --date 2025-07 | dot -Tpdf > plan.pdf\n"
      "  wufei graph scenarios/plan.yaml --category construction --format svg -o out/construction.svg\n"},
     {{"format", "", "FORMAT", {"dot（默认）或 svg", "dot (default) or svg"}},
      {"date", "", "YYYY-MM", {"日期，默认为时段的第一天", "the date; by default the first day of the period"}},
      {"stream", "", "STREAM", {"只画一种废物，标识或名称，可重复", "one stream, by id or name; may be repeated"}, true},
      {"category",
       "",
       "CATEGORY",
       {"只画一类废物，如 construction 或 建筑垃圾，可重复", "one category, such as construction; may be repeated"},
       true},
      {"detail", "", "", {"不按类型合并场所", "do not merge sites of a kind"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
      {"output", "o", "FILE", {"写入文件", "write to a file"}}},
     run}};

}  // namespace
}  // namespace waste::cli
