#include "models/views/diagram_dot.h"

#include "models/world/world.h"

namespace waste {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result + '"';
}

std::string with_break(const std::string& first, const std::string& second) {
  std::string text = quoted(first);
  text.pop_back();
  return text + "\\n" + quoted(second).substr(1);
}

}  // namespace

std::string dot(const Diagram& diagram) {
  std::string text = "digraph wufei {\n  rankdir=LR;\n  label=" + quoted(diagram.title) + ";\n";
  text += "  node [shape=box, style=rounded, fontname=\"Noto Sans CJK SC\"];\n  edge [fontname=\"Noto Sans CJK SC\", fontsize=9];\n";
  for (const Bottleneck& bottleneck : diagram.narrow) text += "  // " + diagram.explanation(bottleneck) + "\n";
  for (std::size_t i = 0; i < diagram.boxes.size(); ++i)
    text += "  n" + std::to_string(i) + " [label=" + with_break(diagram.boxes[i].title, diagram.subtitle(diagram.boxes[i])) +
            (diagram.boxes[i].bottleneck ? ", color=red, fontcolor=red, penwidth=2" : "") +
            (diagram.boxes[i].overloaded ? ", style=\"rounded,filled\", fillcolor=\"#fff0f0\"" : "") + "];\n";
  for (const Diagram::Line& line : diagram.lines) {
    const Label& stream = diagram.world->district.streams[line.stream].label;
    const std::string name = in(diagram.language, stream).empty() ? diagram.world->district.streams[line.stream].id
                                                                  : in(diagram.language, stream);
    text += "  n" + std::to_string(line.from) + " -> n" + std::to_string(line.to) +
            " [label=" + with_break(name, rate(line.rate, diagram.language)) + ", color=\"" + diagram.colour(line.stream) + "\"" +
            (line.rate == 0 ? ", style=dashed" : "") + "];\n";
  }
  return text + "}\n";
}

}  // namespace waste
