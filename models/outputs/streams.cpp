// The streams of a scenario: kinds of waste, and products made from them.
#include "models/outputs/output.h"

namespace waste {
namespace {

template <class Get>
auto of_stream(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.world.district.streams; }, get);
}

using Row = const Stream&;
const sim::Names row{"stream"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output(
      {"streams", {"废物和物料", "streams"}, Moment::first, 3, row},
      {
          Column<Frame>{"stream", {"废物（物料）", "stream"}, row, {}, "", of_stream([](Row s) { return s.id; })},
          {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_stream([](Row s) { return s.label.zh; })},
          {"label_en", {"英文名称", "English name"}, row, {}, "", of_stream([](Row s) { return s.label.en; })},
          {"category", {"类别", "category"}, row, {}, "", of_stream([](Row s) { return std::string(name_of(s.category)); })},
          {"code", {"名录代码", "code"}, row, {}, "class of the national list", of_stream([](Row s) { return s.code; })},
          {"counts_as", {"统计归入", "counts as"}, row, {}, "", of_stream([](Row s, const Frame& f) {
             return f.world.district.streams[s.counts_as].id;
           })},
          {"reference_water", {"统计含水率", "reference water"}, row, {}, "", of_stream([](Row s) { return s.reference_water; })},
      })};
}};

}  // namespace
}  // namespace waste
