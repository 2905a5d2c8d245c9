// A sentence for people, made while the program runs, in Chinese and English.
#pragma once

#include <string>
#include <utility>

namespace sim {

/// Like Text, but with values in it. Both languages are required: a sentence that lacks one does not compile.
struct Message {
  std::string zh;
  std::string en;

  Message() = default;
  Message(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}

  bool empty() const { return en.empty(); }
};

/// What is typed and not spoken, the same to everybody: "expression: general - general_used".
inline Message typed(const std::string& text) { return {text, text}; }

}  // namespace sim
