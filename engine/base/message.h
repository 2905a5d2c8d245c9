// A sentence for people, made while the program runs, in Chinese and English.
#pragma once

#include <string>
#include <utility>

namespace sim {

/// Like Text, but with values in it. A sentence given in English alone is shown in English to everybody: every diagnostic takes a
/// Message, so each can be translated where it is written.
struct Message {
  std::string zh;  // empty: not yet translated
  std::string en;

  Message() = default;
  Message(const char* english) : en(english) {}             // NOLINT(google-explicit-constructor): most callers have English alone
  Message(std::string english) : en(std::move(english)) {}  // NOLINT(google-explicit-constructor)
  Message(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}

  bool empty() const { return en.empty(); }
};

/// What is typed and not spoken, the same to everybody: "expression: general - general_used".
inline Message typed(const std::string& text) { return {text, text}; }

}  // namespace sim
