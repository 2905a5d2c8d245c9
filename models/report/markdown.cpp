#include "models/report/markdown.h"

#include "models/scenario/label.h"

namespace waste::report {
namespace {

/// What Markdown or HTML would take for markup gets a backslash; line ends become blanks.
std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      result += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#~").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

class Writer {
 public:
  explicit Writer(Language language) : language_(language) {}

  std::string text_of(const Label& label) const { return plain(in(language_, label)); }

  std::string operator()(const Sentence& sentence) const {
    const std::string text = text_of(sentence.text);
    return (sentence.tone == Tone::lead || sentence.tone == Tone::warning ? "**" + text + "**" : text) + "\n\n";
  }

  std::string operator()(const Points& points) const {
    std::string text = text_of(points.title) + "\n\n";
    for (const Label& item : points.items) text += "* " + text_of(item) + "\n";
    return text + "\n";
  }

  std::string operator()(const Tiles&) const { return ""; }  // the sentence before says the same

  std::string operator()(const Table& table) const {
    std::string text = table.caption.zh.empty() ? "" : text_of(table.caption) + "\n\n", rule;
    for (const Column& column : table.columns) text += "| " + text_of(column.title) + " ", rule += column.number ? "|---:" : "|---";
    text += "|\n" + rule + "|\n";
    for (const auto& row : table.rows) {
      for (const Cell& cell : row) text += "| " + text_of(cell.text) + " ";
      text += "|\n";
    }
    return text + "\n";
  }

  std::string operator()(const Chart& chart) const {
    std::string text = "### " + text_of(chart.title) + "\n\n" + text_of(chart.description) + "\n\n";
    for (const Table& table : chart.tables) text += (*this)(table);
    return text;
  }

  std::string operator()(const Gallery& gallery) const {
    std::string text;
    for (const Chart& chart : gallery.charts) text += (*this)(chart);
    return text;
  }

 private:
  Language language_;
};

}  // namespace

std::string markdown(const Document& document, Language language) {
  const Writer writer(language);
  std::string text = "# " + writer.text_of(document.title) + "\n\n" + writer.text_of(document.subtitle) + "\n\n";
  for (const Section& section : document.sections) {
    text += "## " + writer.text_of(section.title) + "\n\n";
    for (const Block& block : section.blocks) text += std::visit(writer, block);
  }
  text.pop_back();
  return text;
}

}  // namespace waste::report
