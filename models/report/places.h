// The sites of a scenario as people know them: each by its name, or many of one kind together.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/report/sources.h"

namespace waste::report {

struct Place {
  Label name;
  bool inside = true;  // in the district
};

class Places {
 public:
  explicit Places(const ReportedScenario& scenario);

  /// The names of sites and streams; their ids where they have none.
  Label site(const std::string& id) const;
  Label stream(const std::string& id) const;
  bool inside(const std::string& site) const;  // the district; an unknown site is
  const std::string& category(const std::string& stream) const;  // empty: no such stream

  /// Groups of these sites: those of a kind on one side of the district's border share a group where they are more than `many`.
  /// Unknown ids are groups of their own.
  static constexpr std::size_t many = 3;
  std::vector<Place> grouped(const std::vector<std::string>& sites, std::map<std::string, std::size_t>& group_of) const;

 private:
  struct SiteFacts {
    std::string kind;
    Label name;
    bool inside = true;
  };
  struct StreamFacts {
    std::string category;
    Label name;
  };
  std::map<std::string, SiteFacts> sites_;
  std::map<std::string, StreamFacts> streams_;
};

/// "生活垃圾", "household rubbish"
Label category_name(const std::string& category);
/// All categories, in the order of their enumeration.
std::vector<std::string> known_categories();

}  // namespace waste::report
