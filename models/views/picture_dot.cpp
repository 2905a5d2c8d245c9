#include "models/views/picture_dot.h"

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

std::string dot(const Picture& picture) {
  std::string text = "digraph wufei {\n  rankdir=LR;\n  label=" + quoted(picture.title) + ";\n";
  text += "  node [shape=box, style=rounded, fontname=\"Noto Sans CJK SC\"];\n  edge [fontname=\"Noto Sans CJK SC\", fontsize=9];\n";
  for (const Bottleneck& bottleneck : picture.narrow) text += "  // " + picture.explanation(bottleneck) + "\n";
  for (std::size_t i = 0; i < picture.boxes.size(); ++i)
    text += "  n" + std::to_string(i) + " [label=" + with_break(picture.boxes[i].title, picture.subtitle(picture.boxes[i])) +
            (picture.boxes[i].bottleneck ? ", color=red, fontcolor=red, penwidth=2" : "") +
            (picture.boxes[i].overloaded ? ", style=\"rounded,filled\", fillcolor=\"#fff0f0\"" : "") + "];\n";
  for (const Picture::Line& line : picture.lines) {
    const Label& stream = picture.world->district.streams[line.stream].label;
    const std::string name = in(picture.language, stream).empty() ? picture.world->district.streams[line.stream].id
                                                                  : in(picture.language, stream);
    text += "  n" + std::to_string(line.from) + " -> n" + std::to_string(line.to) +
            " [label=" + with_break(name, rate(line.rate, picture.language)) + ", color=\"" + picture.colour(line.stream) + "\"" +
            (line.rate == 0 ? ", style=dashed" : "") + "];\n";
  }
  return text + "}\n";
}

}  // namespace waste
