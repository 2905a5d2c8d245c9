// Comparison of two results files, for reviewers: are they the same, where do they first differ, and does it matter?
//
// Rows are matched by their coordinates, not by position: an added site appears as rows in only one file. Inputs (scenario text,
// values, versions, fingerprints) are not differences in results; the summary reports them.
#pragma once

#include <string>
#include <vector>

namespace waste {

enum class CompareMode { exact, tolerance, statistical };

struct Difference {
  std::string where;   // "/plan/flows/mass: replica 3, 2022-05, sent fengsheng -> lvyin, bottom_ash"
  double a = 0, b = 0; // the two values; 1 and NaN if only one file has the element; NaN for texts, which are in `where`
};

struct Comparison {
  bool same = true;
  std::size_t compared = 0;      // values compared
  std::size_t different = 0;
  std::vector<Difference> first; // the first differences, at most 5 per dataset and 20 in all, in the order of the file
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
