#include "models/cli/comparison_view.h"

#include "models/results/compare_text.h"
#include "models/views/format.h"
#include "models/views/table.h"

namespace waste::cli {
namespace {

std::string verdict_of(const Comparison& comparison, const Session& session) {
  if (comparison.same) return painted(session.say({"相同", "same"}), Paint::green, session.color_out);
  if (comparison.too_few) return painted(session.say({"遍数太少，无法判断", "too few to tell"}), Paint::yellow, session.color_out);
  return painted(session.say({"不同", "different"}), Paint::red, session.color_out);
}

/// What could not have been seen, coarsest first.
std::string unseen_text(const Comparison& comparison, const Session& session) {
  Table table({{session.say({"位置", "where"}), false, 76},
               {session.say({"A的均值", "mean of A"}), true},
               {session.say({"能看出的最小差别", "smallest difference to be seen"}), true}});
  for (const Unseen& unseen : comparison.unseen) table.add({unseen.where, number(unseen.mean), number(unseen.smallest)});
  return table.text(session.color_out) +
         session.say({"两边各多模拟几遍（--replicas）再比较。\n", "Run both with more replicas (--replicas) and compare again.\n"});
}

}  // namespace

std::string comparison_table(const Comparison& comparison, const Session& session) {
  std::string text = verdict_of(comparison, session) + session.say({"：", ": "}) +
                     session.say({comparison.summary_zh, comparison.summary}) + "\n";
  if (comparison.too_few) return text + unseen_text(comparison, session);
  if (comparison.first.empty()) return text;
  Table table({{session.say({"位置", "where"}), false, 76}, {"A", true}, {"B", true}, {"B - A", true}});
  for (const Difference& d : comparison.first)
    table.add({session.zh() ? difference_in_chinese(d.where) : d.where, number(d.a), number(d.b), number(d.b - d.a)});
  return text + table.text(session.color_out);
}

}  // namespace waste::cli
