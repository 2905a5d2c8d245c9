// The sites of a scenario.
#include "models/outputs/output.h"

namespace waste {
namespace {

template <class Get>
auto of_site(Get get) {
  return of_each([](const Frame& frame) -> const auto& { return frame.world.district.sites; }, get);
}

using Row = const Site&;
const sim::Names row{"site"};

const RegisteredOutputs registered{[] {
  return std::vector{make_output({"sites", {"场所", "sites"}, Moment::first, 2, row},
                                 {
                                     Column<Frame>{"site", {"场所", "site"}, row, {}, "", of_site([](Row s) { return s.id; })},
                                     {"kind", {"类型", "kind"}, row, {}, "", of_site([](Row s) { return s.kind; })},
                                     {"label_zh", {"中文名称", "Chinese name"}, row, {}, "", of_site([](Row s) { return s.label.zh; })},
                                     {"label_en", {"英文名称", "English name"}, row, {}, "", of_site([](Row s) { return s.label.en; })},
                                     {"place", {"地点", "place"}, row, {}, "", of_site([](Row s, const Frame& f) {
                                        return f.world.district.network.places()[s.place].id;
                                      })},
                                     {"inside", {"区内", "inside"}, row, {}, "1: inside the district", of_site([](Row s) {
                                        return std::int32_t{s.inside};
                                      })},
                                 })};
}};

}  // namespace
}  // namespace waste
