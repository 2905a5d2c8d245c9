#include "models/report/html.h"

#include "engine/base/sha256.h"
#include "models/report/base64.h"
#include "models/views/page.h"

namespace waste::report {
namespace {

/// A text in both languages; once where they agree.
std::string both(const Label& label) {
  const std::string zh = label.zh.empty() ? label.en : label.zh, en = label.en.empty() ? label.zh : label.en;
  if (zh == en) return escaped(zh);
  return "<span class=zh lang=zh>" + escaped(zh) + "</span><span class=en lang=en>" + escaped(en) + "</span>";
}

std::string fingerprint(std::string_view text) { return "'sha256-" + base64_of_hex(sim::sha256(text)) + "'"; }

/// The shape that says what the colour says.
std::string shape(Mark mark) {
  if (mark == Mark::none) return "";
  const std::string name = name_of(mark);
  return "<svg class=\"mark " + name + "\" aria-hidden=true><use href=\"#" + name + "\"/></svg>";
}

std::string bar(double share) {
  if (share < 0) return "";
  const std::string width = std::to_string(static_cast<int>(100 * share + 0.5));
  return "<svg class=bar viewBox=\"0 0 100 6\" preserveAspectRatio=none aria-hidden=true><rect class=all width=100 height=6 />"
         "<rect width=" +
         width + " height=6 /></svg>";
}

/// In the first column a cell names its row.
std::string cell(const Cell& cell, const Column& column, bool first) {
  const std::string tag = first ? "th" : "td";
  std::string classes = column.number ? "n" : "";
  if (cell.mark != Mark::none) classes += (classes.empty() ? "" : " ") + std::string("state ") + name_of(cell.mark);
  return "<" + tag + (first ? " scope=row" : "") + (classes.empty() ? "" : " class=\"" + classes + "\"") + ">" + shape(cell.mark) +
         both(cell.text) + bar(cell.share) + "</" + tag + ">";
}

std::string table(const Table& table) {
  std::string text = "<div class=wide tabindex=0 role=region aria-label=\"" + escaped(table.caption.zh + " · " + table.caption.en) +
                     "\"><table>";
  if (!table.folded) text += "<caption>" + both(table.caption) + "</caption>";
  text += "<thead><tr>";
  for (const Column& column : table.columns)
    text += std::string("<th scope=col") + (column.number ? " class=n" : "") + ">" + both(column.title) + "</th>";
  text += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    text += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) text += cell(row[i], table.columns[i], i == 0);
    text += "</tr>\n";
  }
  text += "</tbody></table></div>\n";
  return table.folded ? "<details><summary>" + both(table.caption) + "</summary>" + text + "</details>\n" : text;
}

std::string chart(const Chart& chart) {
  std::string text = "<figure class=\"chart " + chart.kind + "\" id=\"" + escaped(chart.id) + "\"><figcaption>" + both(chart.title) +
                     "</figcaption><div class=plot data-chart=\"" + escaped(chart.id) + "\"></div><p class=alt>" + both(chart.description) +
                     "</p>\n";
  for (const Table& one : chart.tables) text += table(one);
  return text + "</figure>\n";
}

struct BlockWriter {
  std::string operator()(const Sentence& sentence) const {
    static constexpr const char* classes[] = {"", " class=lead", " class=note", " class=warning"};
    return std::string("<p") + classes[static_cast<int>(sentence.tone)] + ">" + both(sentence.text) + "</p>\n";
  }
  std::string operator()(const Points& points) const {
    std::string text = std::string("<div class=points><p class=\"state ") + name_of(points.mark) + "\">" + shape(points.mark) +
                       both(points.title) + "</p><ul>";
    for (const Label& item : points.items) text += "<li>" + both(item) + "</li>";
    return text + "</ul></div>\n";
  }
  std::string operator()(const Tiles& tiles) const {
    std::string text = "<ul class=tiles>";
    for (const Cell& tile : tiles.tiles)
      text += std::string("<li class=\"state ") + name_of(tile.mark) + "\">" + shape(tile.mark) + both(tile.text) + "</li>";
    return text + "</ul>\n";
  }
  std::string operator()(const Table& one) const { return table(one); }
  std::string operator()(const Chart& one) const { return chart(one); }
  std::string operator()(const Gallery& gallery) const {
    std::string text = "<div class=gallery>\n";
    for (const Chart& one : gallery.charts) text += chart(one);
    return text + "</div>\n";
  }
};

std::string section_text(const Section& section) {
  std::string text = "<section id=\"" + section.id + "\"><h2>" + both(section.title) + "</h2>\n";
  for (const Block& block : section.blocks) text += std::visit(BlockWriter{}, block);
  return text + "</section>\n";
}

void add_data(const Chart& chart, std::string& data) {
  data += (data.empty() ? "" : ",\n") + std::string("\"") + chart.id + "\":{\"kind\":\"" + chart.kind + "\",\"data\":" + chart.data + "}";
}

/// The data of all pictures as one JSON object. No text in it can end its element: "<" is written as \u003c.
std::string island(const Document& document) {
  std::string data, safe;
  for (const Section& section : document.sections)
    for (const Block& block : section.blocks) {
      if (const auto* one = std::get_if<Chart>(&block)) add_data(*one, data);
      if (const auto* several = std::get_if<Gallery>(&block))
        for (const Chart& one : several->charts) add_data(one, data);
    }
  for (const char c : "{" + data + "}") c == '<' ? safe += "\\u003c" : safe += c;
  return safe;
}

std::string head(const Document& document) {
  const std::string style = fingerprint(page_style), script = fingerprint(page_script);
  return "<!doctype html>\n<html lang=zh>\n<head>\n<meta charset=utf-8>\n"
         "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src " +
         script + "; style-src " + style +
         "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n<title>" +
         escaped(document.title.zh) + " · " + escaped(document.title.en) + "</title>\n<style>" + std::string(page_style) +
         "</style>\n</head>\n";
}

std::string contents(const Document& document) {
  std::string text = "<nav aria-label=\"目录 · Contents\"><ol>";
  for (const Section& section : document.sections) text += "<li><a href=\"#" + section.id + "\">" + both(section.title) + "</a></li>";
  return text + "</ol></nav>\n";
}

}  // namespace

const char* const page_shapes =
    "<svg class=shapes aria-hidden=true><symbol id=safe viewBox=\"0 0 16 16\"><circle cx=8 cy=8 r=8 /><path d=\"M4 8.5l3 3 5-6\"/></symbol>"
    "<symbol id=open viewBox=\"0 0 16 16\"><path d=\"M8 0l8 15H0z\" class=area /><path d=\"M8 5v5M8 12v1.5\"/></symbol>"
    "<symbol id=missed viewBox=\"0 0 16 16\"><rect width=16 height=16 /><path d=\"M4 4l8 8M12 4l-8 8\"/></symbol>"
    "<symbol id=unjudged viewBox=\"0 0 16 16\"><rect y=6 width=16 height=4 /></symbol></svg>\n";

const char* const page_languages =
    "<fieldset class=languages><legend>语言 · Language</legend><label lang=zh><input type=radio name=language id=zh checked>中文</label>"
    "<label lang=en><input type=radio name=language id=en>English</label></fieldset>\n";

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  return result;
}

Fragment fragment_of(const Document& document) {
  Fragment parts{both(document.title), both(document.subtitle), contents(document), "", island(document)};
  for (const Section& section : document.sections) parts.main += section_text(section);
  return parts;
}

std::string html(const Document& document) {
  const Fragment parts = fragment_of(document);
  return head(document) + "<body>\n" + page_shapes + "<header>" + page_languages + "<h1>" + parts.title + "</h1><p class=subtitle>" +
         parts.subtitle + "</p></header>\n" + parts.contents + "<main>\n" + parts.main +
         "</main>\n<script type=\"application/json\" id=data>" + parts.data + "</script>\n<script>" + std::string(page_script) +
         "</script>\n</body>\n</html>\n";
}

}  // namespace waste::report
