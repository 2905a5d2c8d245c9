// A scenario is a value: the merged text of its files, as a tree in which every node has its origin.
//
// Reading (yaml.cpp) is strict: anything unknown is rejected with its position. Precedence, lowest first: parent (`extends`),
// child, `--set path=value`; maps merge deeply, scalars and lists replace, null deletes. Within one file `tables:`, `values:` and
// its own maps form one layer, in which nothing may be set twice. Codes: docs/reference/errors.md. A scenario can be rebuilt from
// path() and changes(): read(path).with(changes); where the files are not, from its bytes (bundle.h).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "models/scenario/tree.h"

namespace waste {

/// One value of the district or of a scenario, as the results file lists it.
struct InputValue {
  std::string path;    // "sites.fengsheng.capacity"
  std::string value;   // as written, with unit
  std::string low, high;  // its range, without a unit where it is that of the value; may be empty
  std::string status;  // "plan", "derived", "assumption", "scenario"
  std::string source;  // place in the plan, formula, or reason
  std::string printed; // the figure as the plan prints it; may be empty
  std::string origin;  // "data/banan/values.csv:12"
};

/// A text file that belongs to a scenario.
struct SourceFile {
  std::string name;               // relative to the root
  std::vector<std::string> lines; // for diagnostics
  std::string sha256;             // of its bytes, 64 hex digits
};

class Scenario {
 public:
  /// Reads the file, its parents and tables, applies `overrides` ("path=value") and merges. Throws sim::InputError with up to 20
  /// diagnostics, or sim::Error(io) if the file cannot be read.
  static Scenario read(const std::string& path, const std::vector<std::string>& overrides = {});

  /// Reads a scenario from a single text, as written by resolved_text and stored in results files.
  static Scenario parse(const std::string& name, const std::string& text);

  /// A copy with values replaced; the pairs are (path, YAML scalar or flow text). Same errors as read.
  Scenario with(const std::vector<std::pair<std::string, std::string>>& changes) const;

  /// A copy with scalars of this text at these paths, in place of numbers or ranges, for drawn values: it lists no values or
  /// changes, and diagnostics point at the original values.
  Scenario with_texts(const std::vector<std::pair<std::string, std::string>>& texts) const;

  const std::string& name() const { return name_; }   // file name without extension: "plan"
  const std::string& path() const { return path_; }   // as given by the user
  const std::vector<std::pair<std::string, std::string>>& changes() const { return changes_; }  // all overrides, in order
  const Node& root() const { return root_; }
  const std::vector<SourceFile>& files() const { return files_; }
  const std::vector<InputValue>& values() const { return values_; }  // sorted by path

  /// The merged scenario as YAML that reads back to the same tree; keys sorted. With origins, "# plan.yaml:12" per line.
  std::string resolved_text(bool origins = false) const;
  std::string sha256() const;       // of resolved_text(false)
  std::string data_sha256() const;  // of all CSV tables read, in order of name

  /// A diagnostic that points at `place`.
  sim::Diagnostic diagnostic(Place place, std::string code, sim::Message message, sim::Message hint = {}, sim::Message note = {},
                             int length = 1) const;

 private:
  friend struct ScenarioBytes;  // bundle.h

  void apply(const std::vector<std::pair<std::string, std::string>>& changes);

  std::string name_, path_;
  std::vector<std::pair<std::string, std::string>> changes_;
  Node root_;
  std::vector<SourceFile> files_;
  std::vector<InputValue> values_;
};

}  // namespace waste
