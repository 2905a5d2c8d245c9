// A document as a page: nothing that a label says can become markup, and the policy allows only what is inside.
#include "models/report/html.h"

#include "engine/base/sha256.h"
#include "models/report/base64.h"
#include "models/report/chart_data.h"
#include "models/report/markdown.h"
#include "models/views/page.h"
#include "tests/catch.h"

namespace {

using namespace waste::report;

const std::string hostile = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"&";

Document document_with(const std::string& text) {
  ChartData data;
  data.json.begin('{');
  data.label("name", {text, text}).json.end();
  const waste::Label label{text, text + "!"};
  Table table{label, {{label}, {label, true}}, {{{label}, {label, Mark::missed, 0.4}}}, true};
  Chart chart{"one", "trajectory", label, label, data.json.text(), {table}};
  return {label,
          label,
          {{"first",
            label,
            {Sentence{label, Tone::lead}, Points{label, Mark::open, {label}}, Tiles{{{label}}}, table, chart, Gallery{{chart}}}}}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t from = text.find(before) + before.size();
  return text.substr(from, text.find(after, from) - from);
}

}  // namespace

TEST_CASE("a label that looks like markup stays text in a page", "[report]") {
  const std::string page = html(document_with(hostile));
  CHECK(count(page, "alert(1)") > 5);
  CHECK(count(page, "<script>alert") == 0);
  CHECK(count(page, "<img") == 0);
  CHECK(count(page, "</script") == 2);  // of the data and of the script
  CHECK(count(page, "onerror='") == count(between(page, "id=data>", "</script>"), "onerror='"));  // in the data alone
}

TEST_CASE("the data of a page hold no '<'", "[report]") {
  const std::string data = between(html(document_with(hostile)), "id=data>", "</script>");
  CHECK(count(data, "<") == 0);
  CHECK(count(data, "\\u003c/script>") > 0);
}

TEST_CASE("a page allows nothing but its own script and style, by their fingerprints", "[report]") {
  const std::string page = html(document_with("text"));
  CHECK(count(page, "default-src 'none'") == 1);
  CHECK(count(page, "script-src 'sha256-" + base64_of_hex(sim::sha256(waste::page_script)) + "';") == 1);
  CHECK(count(page, "style-src 'sha256-" + base64_of_hex(sim::sha256(waste::page_style)) + "';") == 1);
  CHECK(page.find("<style>" + std::string(waste::page_style) + "</style>") != std::string::npos);
  CHECK(page.find("<script>" + std::string(waste::page_script) + "</script>") != std::string::npos);
  CHECK(waste::page_script.find("</") == std::string::npos);
  CHECK(waste::page_style.find("</") == std::string::npos);
}

TEST_CASE("a page has both languages, once where they agree", "[report]") {
  Document document{{"标题", "title"}, {"same", "same"}, {}};
  const std::string page = html(document);
  CHECK(count(page, "<span class=zh lang=zh>标题</span><span class=en lang=en>title</span>") == 1);
  CHECK(count(page, "<p class=subtitle>same</p>") == 1);
  CHECK(page == html(document));
}

TEST_CASE("base64 is that of RFC 4648", "[report]") {
  CHECK(base64_of_hex("") == "");
  CHECK(base64_of_hex("66") == "Zg==");
  CHECK(base64_of_hex("666f") == "Zm8=");
  CHECK(base64_of_hex("666f6f") == "Zm9v");
  CHECK(base64_of_hex("666f6f626172") == "Zm9vYmFy");
}

TEST_CASE("a label that looks like markup stays text in Markdown", "[report]") {
  const std::string text = markdown(document_with("a|b <i> *c*\nd"), waste::Language::zh);
  CHECK(count(text, "a\\|b \\<i\\> \\*c\\* d") > 5);
  CHECK(count(text, "<i>") == 0);
  CHECK(text.back() == '\n');
}

TEST_CASE("numbers of pictures keep six digits", "[report]") {
  CHECK(six_digits(1.23456789) == 1.23457);
  CHECK(six_digits(-123456789.0) == -123457000.0);
  CHECK(six_digits(0) == 0);
}
