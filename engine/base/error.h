// Errors that a user can act on. The library throws them; only models/cli turns them into text and exit codes.
//
// There are two kinds of error: the user's (the types below) and our own (SIM_ASSERT, enabled in release builds too).
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/message.h"

namespace sim {

/// Process exit codes. Documented in the manual; part of the stable interface.
enum class Exit : int {
  ok = 0,
  no = 1,         // the answer is no: files differ, a target is missed
  usage = 2,      // command line
  input = 3,      // scenario or data
  io = 4,         // input/output
  results = 5,    // results file damaged or refused
  model = 6,      // livelock, scheduling into the past, overflow of time, negative stock
  resource = 7,   // a limit of the machine
  mass = 8,       // mass not conserved
  internal = 70,  // an error of ours
  interrupted = 130,
};

class Error : public std::runtime_error {
 public:
  Error(Exit exit, const Message& message) : std::runtime_error(message.en), exit_(exit), zh_(message.zh) {}
  Exit exit() const { return exit_; }
  const std::string& zh() const { return zh_; }  // what() in Chinese

 private:
  Exit exit_;
  std::string zh_;
};

/// The system's answer to a call about a file.
class FileError : public Error {
 public:
  FileError(const Message& message, std::string path, int number) : Error(Exit::io, message), path_(std::move(path)), number_(number) {}
  const std::string& path() const { return path_; }
  int number() const { return number_; }  // errno

 private:
  std::string path_;
  int number_;
};

/// One problem at one position of one file.
struct Diagnostic {
  std::string file;        // as the user named it, or relative to the scenario's root
  int line = 0;            // from 1; 0: the whole file, for files that are no text
  int column = 0;          // from 1, in characters, not bytes
  int length = 1;          // characters to underline
  std::string code;        // "E0102"
  std::string message;     // what is wrong
  std::string hint;        // what would be right; may be empty
  std::string note;        // e.g. "keys known here: ..."; may be empty
  std::string source_line; // text of the line; may be empty
  std::string message_zh, hint_zh, note_zh;  // the same in Chinese
};

/// Invalid scenario or data: every diagnostic found, at most 20.
class InputError : public Error {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// "file:line:column: error[code]: message", the line, the underline with the hint, the note; no line is longer than 300 characters.
std::string format(const Diagnostic& diagnostic);

/// Why the system refuses a call (errno): "没有这个文件或文件夹", "No such file or directory".
Message reason_of(int error);
/// Two sentences, one behind the other, with a separator for each language: "…：…", "...: ...".
Message joined(const Message& first, const Message& second);

/// For readers of Chinese: message, hint and note are in Chinese.
Diagnostic in_chinese(Diagnostic diagnostic);

/// The known name nearest to `name` (edit distance at most a third of its length), or "".
std::string nearest(const std::string& name, const std::vector<std::string>& known);

[[noreturn]] void fail_assertion(const char* expression, const char* file, int line);

}  // namespace sim

/// Checks an invariant that results rely on; enabled in release builds too.
#define SIM_ASSERT(expression) (static_cast<bool>(expression) ? void(0) : sim::fail_assertion(#expression, __FILE__, __LINE__))
