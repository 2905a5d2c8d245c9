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

/// A shift of this indicator that so few pairs could not have told from chance.
struct Unseen {
  std::string where;
  double mean = 0;      // of the first file
  double smallest = 0;  // difference that could have been seen, in the unit of the indicator
};

struct Comparison {
  bool same = true;
  bool too_few = false;          // statistical: no difference was seen, and so few pairs could hardly have shown one; not the same
  std::size_t compared = 0;      // values compared
  std::size_t different = 0;
  std::vector<Difference> first; // the first differences, at most 5 per dataset and 20 in all, in the order of the file
  std::vector<Unseen> unseen;    // if too_few: at most 5, the coarsest relative to the mean first
  std::string summary, summary_zh;  // one sentence, in English and in Chinese
};

struct CompareOptions {
  CompareMode mode = CompareMode::exact;
  double relative = 1e-9, absolute = 0;  // for CompareMode::tolerance: |a-b| <= absolute + relative * max(|a|, |b|)
  double confidence = 0.99;              // for CompareMode::statistical: paired t-test of every annual indicator
  bool inputs = true;                    // the summary says which inputs differ
};

/// Pairs are too few if a shift of this many standard deviations of a pair's difference would pass unnoticed.
inline constexpr double coarsest_shift = 3;

/// Compares every dataset of two results files, site by site, stream by stream, month by month. Throws sim::Error(usage) unless
/// the tolerances are finite and not negative, the confidence is between 0 and 1, and there are two pairs to test.
Comparison compare_results(const std::string& a, const std::string& b, const CompareOptions& options);

}  // namespace waste
