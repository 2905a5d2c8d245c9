// Reviewers' question: are two results files the same, where do they first differ, and does it matter?
//
// Rows are matched by their coordinates, not by their place: an added site is rows that only one file has. What was fed in
// (scenario text, values, versions, fingerprints) is no difference in results; the summary tells it.
#pragma once

#include <string>
#include <vector>

namespace waste {

enum class CompareMode { exact, tolerance, statistical };

struct Difference {
  std::string where;   // "/plan/flows/mass: replica 3, 2022-05, sent fengsheng -> lvyin, bottom_ash"
  double a = 0, b = 0; // the two values; where only one file has something 1 and NaN; of texts NaN (they stand in `where`)
};

struct Comparison {
  bool same = true;
  std::size_t compared = 0;      // values looked at
  std::size_t different = 0;
  std::vector<Difference> first; // the first differences, at most 5 of a dataset and 20 in all, in the order of the file
  std::string summary;           // one sentence
};

struct CompareOptions {
  CompareMode mode = CompareMode::exact;
  double relative = 1e-9, absolute = 0;  // for CompareMode::tolerance: |a-b| <= absolute + relative * max(|a|, |b|)
  double confidence = 0.99;              // for CompareMode::statistical: paired t-test of every annual indicator
};

/// Compares every dataset of two results files, site by site, stream by stream, month by month.
Comparison compare_results(const std::string& a, const std::string& b, const CompareOptions& options);

}  // namespace waste
