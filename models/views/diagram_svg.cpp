#include "models/views/diagram_svg.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "engine/base/utf8.h"
#include "models/world/world.h"

namespace waste {
namespace {

// All lengths in pixels.
constexpr double box_width = 200, box_height = 46, row_gap = 26, column_gap = 170, margin = 24, line_height = 18;
constexpr double widest_line = 18, thinnest_line = 1.2;
constexpr std::int64_t smallest_shown = 10'000;  // [g/d]
constexpr int title_columns = 27;  // width of text that fits a box

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : sim::printable(text)) {
    if (c == '&') result += "&amp;";
    else if (c == '<') result += "&lt;";
    else if (c == '>') result += "&gt;";
    else if (c == '"') result += "&quot;";
    else result += c;
  }
  return result;
}

/// Truncates to at most `columns`, with an ellipsis.
std::string shortened(const std::string& text, int columns) {
  if (sim::display_width(text) <= columns) return text;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    sim::next_character(text, next);
    if (sim::display_width(text.substr(0, next)) >= columns) break;
    at = next;
  }
  return text.substr(0, at) + "…";
}

std::string coordinate(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

class Drawing {
 public:
  explicit Drawing(const Diagram& diagram) : diagram_(diagram), x_(diagram.boxes.size()), y_(diagram.boxes.size()) {
    const auto explained = std::count_if(diagram.narrow.begin(), diagram.narrow.end(),
                                         [&](const auto& each) { return diagram.explains(each); });
    top_ = margin + line_height * static_cast<double>(explained + 2);
    arrange();
    for (const auto& line : diagram.lines) {
      largest_ = std::max(largest_, line.rate);
      ++feeders_[line.to];
    }
  }

  std::string text() {
    draw_lines();
    for (std::size_t i = 0; i < diagram_.boxes.size(); ++i) draw_box(i);
    const double legend = draw_legend();
    return head(legend + margin) + body_ + "</svg>\n";
  }

 private:
  void arrange();
  void place(const std::vector<std::vector<std::size_t>>& columns);
  double centre_of_sources(std::size_t box) const;
  void draw_lines();
  void draw_line(const Diagram::Line& line, double from_y, double to_y);
  void draw_box(std::size_t i);
  double draw_legend();
  std::string head(double height) const;
  std::string words(double x, double y, const std::string& text, const char* style) const;
  double width_of(std::int64_t rate) const {
    return largest_ > 0 ? std::max(thinnest_line, widest_line * static_cast<double>(rate) / static_cast<double>(largest_)) : thinnest_line;
  }

  const Diagram& diagram_;
  std::vector<double> x_, y_;  // [box] left and top
  std::map<std::size_t, int> feeders_;  // [box] lines that reach it
  double top_ = 0, right_ = 0, bottom_ = 0;
  std::int64_t largest_ = 0;
  std::string body_;
};

double Drawing::centre_of_sources(std::size_t box) const {
  double sum = 0;
  int count = 0;
  for (const auto& line : diagram_.lines) {
    if (line.to != box || diagram_.boxes[line.from].column >= diagram_.boxes[box].column) continue;
    sum += y_[line.from];
    ++count;
  }
  return count > 0 ? sum / count : y_[box];
}

void Drawing::place(const std::vector<std::vector<std::size_t>>& columns) {
  std::size_t tallest = 1;
  for (const auto& column : columns) tallest = std::max(tallest, column.size());
  const double height = static_cast<double>(tallest) * (box_height + row_gap);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double step = height / static_cast<double>(std::max<std::size_t>(1, columns[c].size()));
    for (std::size_t r = 0; r < columns[c].size(); ++r) {
      x_[columns[c][r]] = margin + static_cast<double>(c) * (box_width + column_gap);
      y_[columns[c][r]] = top_ + step * (static_cast<double>(r) + 0.5) - box_height / 2;
    }
  }
  right_ = margin + static_cast<double>(columns.size()) * (box_width + column_gap) - column_gap;
  bottom_ = top_ + height;
}

// Two sweeps: each box moves to the mean position of the boxes that feed it.
void Drawing::arrange() {
  std::vector<std::vector<std::size_t>> columns;
  for (std::size_t i = 0; i < diagram_.boxes.size(); ++i) {
    const auto c = static_cast<std::size_t>(diagram_.boxes[i].column);
    if (columns.size() <= c) columns.resize(c + 1);
    columns[c].push_back(i);
  }
  place(columns);
  for (int sweep = 0; sweep < 2; ++sweep)
    for (auto& column : columns) {
      std::vector<double> centre(diagram_.boxes.size());
      for (const std::size_t box : column) centre[box] = centre_of_sources(box);
      std::stable_sort(column.begin(), column.end(), [&](std::size_t a, std::size_t b) { return centre[a] < centre[b]; });
      place(columns);
    }
}

// The ends of lines are spread over the height of a box, in the order of the boxes at the other end.
void Drawing::draw_lines() {
  std::vector<std::size_t> order(diagram_.lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<double> from_y(order.size()), to_y(order.size());
  const auto spread = [&](auto mine, auto other, std::vector<double>& result) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return y_[other(a)] < y_[other(b)]; });
    std::map<std::size_t, int> count, next;
    for (const std::size_t i : order) ++count[mine(i)];
    for (const std::size_t i : order) result[i] = y_[mine(i)] + box_height * (next[mine(i)]++ + 1) / (count[mine(i)] + 1);
  };
  const auto from = [&](std::size_t i) { return diagram_.lines[i].from; };
  const auto to = [&](std::size_t i) { return diagram_.lines[i].to; };
  spread(from, to, from_y);
  spread(to, from, to_y);
  for (std::size_t i = 0; i < order.size(); ++i) draw_line(diagram_.lines[i], from_y[i], to_y[i]);
}

void Drawing::draw_line(const Diagram::Line& line, double from_y, double to_y) {
  const double x0 = x_[line.from] + box_width, x1 = x_[line.to];
  // A line that goes backwards, or stays in its column, bends out to the right.
  const double bend = x1 > x0 ? (x1 - x0) / 2 : column_gap * 0.8;
  const std::string stream = in(diagram_.language, diagram_.world->district.streams[line.stream].label);
  const std::string amount = rate(line.rate, diagram_.language);
  body_ += "<path d=\"M" + coordinate(x0) + " " + coordinate(from_y) + " C" + coordinate(x0 + bend) + " " + coordinate(from_y) + " " +
           coordinate(x1 - bend) + " " + coordinate(to_y) + " " + coordinate(x1) + " " + coordinate(to_y) + "\" fill=\"none\" stroke=\"" +
           diagram_.colour(line.stream) + "\" stroke-opacity=\"0.7\" stroke-width=\"" + coordinate(width_of(line.rate)) + "\"" +
           (line.rate == 0 ? " stroke-dasharray=\"5 4\"" : "") + "><title>" + escaped(stream + " " + amount) + "</title></path>\n";
  // Numbers on thin lines would overlap; those lines show them as tooltips.
  if (line.rate >= smallest_shown && (line.rate * 50 >= largest_ || feeders_[line.to] <= 2))
    body_ += words(x1 - 6, to_y - 2, amount, "class=\"flow\" text-anchor=\"end\"");
}

void Drawing::draw_box(std::size_t i) {
  const Diagram::Box& box = diagram_.boxes[i];
  body_ += "<g><title>" + escaped(box.title) + "</title><rect x=\"" + coordinate(x_[i]) + "\" y=\"" + coordinate(y_[i]) + "\" width=\"" +
           coordinate(box_width) + "\" height=\"" + coordinate(box_height) + "\" rx=\"6\" class=\"" +
           (box.overloaded   ? "over"
            : box.bottleneck ? "narrow"
                             : "box") +
           "\"/>\n";
  const double middle = x_[i] + box_width / 2;
  body_ += words(middle, y_[i] + 20, shortened(box.title, title_columns), "text-anchor=\"middle\"");
  body_ += words(middle, y_[i] + 37, diagram_.subtitle(box),
                 box.overloaded ? "class=\"red\" text-anchor=\"middle\"" : "class=\"small\" text-anchor=\"middle\"");
  body_ += "</g>\n";
}

double Drawing::draw_legend() {
  std::set<StreamId> drawn;
  for (const auto& line : diagram_.lines) drawn.insert(line.stream);
  double x = margin, y = bottom_ + line_height;
  for (const StreamId stream : drawn) {
    const Stream& s = diagram_.world->district.streams[stream];
    const std::string name = in(diagram_.language, s.label).empty() ? s.id : in(diagram_.language, s.label);
    const double needed = 34 + 7.5 * sim::display_width(name);
    if (x > margin && x + needed > std::max(right_, 900.0)) x = margin, y += line_height;
    body_ += "<line x1=\"" + coordinate(x) + "\" y1=\"" + coordinate(y - 4) + "\" x2=\"" + coordinate(x + 18) + "\" y2=\"" +
             coordinate(y - 4) + "\" stroke=\"" + diagram_.colour(stream) + "\" stroke-width=\"5\"/>\n" +
             words(x + 23, y, name, "class=\"small\"");
    x += needed;
  }
  return y;
}

std::string Drawing::words(double x, double y, const std::string& text, const char* style) const {
  return "<text x=\"" + coordinate(x) + "\" y=\"" + coordinate(y) + "\" " + style + ">" + escaped(text) + "</text>\n";
}

std::string Drawing::head(double height) const {
  const std::string width = coordinate(std::max(right_, 900.0) + margin);
  std::string text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + coordinate(height) + "\" viewBox=\"0 0 " + width +
      " " + coordinate(height) + "\" style=\"max-width:100%;max-height:100vh\" xml:lang=\"" +
      (diagram_.language == Language::zh ? "zh" : "en") + "\">\n<style>\n" +
      "text{font:13px 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#222}\n"
      ".small{font-size:12px;fill:#555}.flow{font-size:10px;fill:#333;paint-order:stroke;stroke:#fff;stroke-width:3px}.red{font-size:12px;fill:#c00;font-weight:bold}\n"
      ".title{font-size:17px;font-weight:bold}.box{fill:#fff;stroke:#555}.narrow{fill:#fff;stroke:#222;stroke-width:2.5}.over{fill:#ffdede;stroke:#c00;stroke-width:2}\n"
      "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
  text += words(margin, margin + 6, diagram_.title, "class=\"title\"");
  double y = margin + 6;
  for (const Bottleneck& bottleneck : diagram_.narrow)
    if (diagram_.explains(bottleneck)) text += words(margin, y += line_height, diagram_.explanation(bottleneck), "class=\"small\"");
  return text;
}

}  // namespace

std::string svg(const Diagram& diagram) { return Drawing(diagram).text(); }

}  // namespace waste
