// What a report says, before it becomes a page or a text: sections of sentences, tables and pictures, each text in both languages.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "models/scenario/label.h"

namespace waste::report {

/// How a judged value stands; a mark has a shape and a word beside its colour.
enum class Mark : unsigned char { none, safe, open, missed, unjudged };
/// "safe"; empty for none.
const char* name_of(Mark mark);
/// "有把握", "safe"
const Label& word_of(Mark mark);

struct Cell {
  Label text;
  Mark mark = Mark::none;  // shown with its shape, before the text
  double share = -1;       // shown as a bar behind the text, 0 ... 1; negative: none
};

struct Column {
  Label title;
  bool number = false;     // aligned to the right
};

struct Table {
  Label caption;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  bool folded = false;     // behind a summary line, which is its caption
};

/// A picture that the page's script draws from `data`, with the tables that hold its numbers.
struct Chart {
  std::string id, kind;    // "chain-rubbish", "chain"
  Label title;
  Label description;       // what is seen, for readers who do not see it
  std::string data;        // a JSON value; its texts are {"zh": …, "en": …}
  std::vector<Table> tables;
};

/// Pictures of one kind side by side.
struct Gallery {
  std::vector<Chart> charts;
};

enum class Tone : unsigned char { plain, lead, note, warning };
struct Sentence {
  Label text;
  Tone tone = Tone::plain;
};

/// A list under a heading.
struct Points {
  Label title;
  Mark mark = Mark::none;
  std::vector<Label> items;
};

/// A few large figures.
struct Tiles {
  std::vector<Cell> tiles;
};

using Block = std::variant<Sentence, Points, Tiles, Table, Chart, Gallery>;

struct Section {
  std::string id;
  Label title;
  std::vector<Block> blocks;
};

struct Document {
  Label title, subtitle;
  std::vector<Section> sections;
};

}  // namespace waste::report
