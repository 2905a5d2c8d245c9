// The arguments of a verb, validated. Every verb is described by one plain literal, used for parsing and for help.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/cli/session.h"

namespace waste::cli {

struct Option {
  const char* name;    // "replicas"
  const char* letter;  // "n" or ""
  const char* value;   // its argument, for the help: "N"; "" for a switch
  Label help;
  bool repeatable = false;
};

class Arguments;

struct Verb {
  const char* name;
  const char* words;       // positional arguments, for the help: "SCENARIO..."
  std::size_t least, most; // their number
  Label summary;           // one sentence
  Label examples;          // two lines
  std::vector<Option> options;
  int (*run)(const Arguments& arguments, const Session& session);
};

/// Global options, allowed before or after any verb.
const std::vector<Option>& global_options();

class Arguments {
 public:
  /// Throws UsageError for anything unknown.
  Arguments(const Verb& verb, const std::vector<std::string>& tokens, const Session& session);

  const std::vector<std::string>& words() const { return words_; }
  bool has(const std::string& option) const { return values_.count(option) > 0; }
  std::string text(const std::string& option, const std::string& fallback = "") const;
  std::vector<std::string> all(const std::string& option) const;
  std::optional<std::uint64_t> whole(const std::string& option, std::uint64_t low, std::uint64_t high) const;
  double positive(const std::string& option, double fallback) const;  // a finite number from 0
  std::string one_of(const std::string& option, const std::vector<std::string>& known) const;  // the first is the default

  const std::vector<std::string>& tokens() const { return tokens_; }  // as typed, without the global options

 private:
  /// No table in a file that is named as a workbook.
  void refuse_other_ending(const Verb& verb) const;
  [[noreturn]] void refuse_value(const std::string& option, const std::string& value, const Label& expected) const;

  const Session& session_;
  std::vector<std::string> tokens_, words_;
  std::map<std::string, std::vector<std::string>> values_;
};

/// The help page of a verb, examples first.
std::string help_of(const Verb& verb, const Session& session);

/// The word quoted for a shell.
std::string shell_quoted(const std::string& word);

}  // namespace waste::cli
