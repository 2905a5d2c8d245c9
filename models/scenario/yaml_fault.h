// What can be wrong with a YAML file, in words.
#pragma once

#include <string>

#include "engine/base/message.h"

namespace waste {

enum class YamlFault {
  syntax,  // the word: what the tokenizer says
  bad_escape,
  zero,
  duplicate_key,  // the key
  anchor,
  alias,
  tag,
  merge_key,
  second_document,
  too_deep,
  too_many_values,
  too_long,  // KiB without a complete value
  wide_punctuation,
  wide_colon,
  wide_comma,
  wide_key,    // the key
  bad_key,     // the key
  no_key,
  not_finite,  // the value
};

struct FaultText {
  const char* code;
  sim::Message message, hint;
};

/// Code, sentence and advice; `word` is what the fault is about.
FaultText text_of(YamlFault fault, const std::string& word = "");

}  // namespace waste
