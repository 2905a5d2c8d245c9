// wufei portfolio: the cheapest tasks, strengths and dates that meet targets together. The work is done by wufei-portfolio, of the
// Python package.
#include "models/cli/companion.h"
#include "models/cli/verbs.h"

namespace waste::cli {
namespace {

int run(const Arguments& arguments, const Session& session) { run_companion("portfolio", arguments.tokens(), session); }

const RegisteredVerb registered{
    6,
    {"portfolio",
     "SCENARIO",
     1,
     1,
     {"以最低费用达标的任务组合：做哪些、做到几成、何时开始", "Finds the cheapest tasks, strengths and dates that meet targets together."},
     {"  wufei portfolio scenarios/plan.yaml --probability 0.9 --lang zh\n"
      "  wufei portfolio scenarios/plan.yaml --targets 7,11 --budget \"5000 万元\" -o out/choice.yaml\n"
      "  wufei portfolio scenarios/plan.yaml --targets 11 --tasks t10,t15 --strengths 0.5,1,1.5 --shifts \"0 d,365 d\"\n",
      "  wufei portfolio scenarios/plan.yaml --probability 0.9\n"
      "  wufei portfolio scenarios/plan.yaml --targets 7,11 --budget \"5000 万元\" -o out/choice.yaml\n"
      "  wufei portfolio scenarios/plan.yaml --targets 11 --tasks t10,t15 --strengths 0.5,1,1.5 --shifts \"0 d,365 d\"\n"},
     {{"probability", "p", "P", {"同时达标的概率至少为，默认 0.9", "the targets are met together with at least this probability, 0.9"}},
      {"targets",
       "",
       "LIST",
       {"指标编号，如 7,11,11.text；默认 mandatory（全部必选指标）",
        "numbers of indicators, such as 7,11,11.text; by default `mandatory`, all of these"}},
      {"budget", "", "MONEY", {"费用上限，如 \"5000 万元\"", "the most that it may cost, such as \"5000 万元\""}},
      {"tasks", "", "LIST", {"只选这些任务，其余按情景不变；默认全部", "choose among these; others stay as they are. By default all"}},
      {"strengths", "", "LIST", {"力度档次，默认 0.5,1", "levels of strength, 0.5,1"}},
      {"shifts", "", "LIST", {"开始时间的档次，默认 \"0 d,365 d\"", "by how much a task may begin later, \"0 d,365 d\""}},
      {"replicas", "n", "N", {"每个组合的遍数，默认 8", "replicas of each choice, 8"}},
      {"proof", "", "N", {"验证用新随机数的遍数，默认 32", "replicas of the proof, on random numbers of their own, 32"}},
      {"sweep", "", "N", {"随机抽取的组合数；默认按任务数", "choices drawn at random; by default as many as the tasks need"}},
      {"runners-up", "", "N", {"一并验证的次优组合数，默认 2", "next best choices that are proven, too, 2"}},
      {"seed", "s", "S", {"随机种子，默认取自情景", "seed; by default the scenario's"}},
      {"threads", "t", "T", {"线程数，默认全部", "threads; by default all"}},
      {"set", "", "PATH=VALUE", {"替换一个值，可重复", "replace a value; may be repeated"}, true},
      {"cache", "", "FOLDER", {"保存已算结果的文件夹，默认在用户缓存目录", "folder of what is computed, by default in the user's cache"}},
      {"format", "", "FORMAT", {"table（默认）、csv 或 json", "table (default), csv or json"}},
      {"output", "o", "FILE", {"把选中的组合写成情景文件", "write the choice as a scenario"}}},
     run}};

}  // namespace
}  // namespace waste::cli
