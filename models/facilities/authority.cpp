#include "models/district/district.h"
#include "models/facilities/facility.h"

namespace waste {
namespace {

/// Approves transfers of hazardous waste: after a few days inside the province, after weeks across its border. Policies of kind
/// `transfer_permit` shorten the procedure for classes and destinations on the white list.
class Authority final : public Facility {
 public:
  sim::Range inside;            // inside the province [s]
  sim::Range across;            // across its border [s]
  SiteRefs provincial;   // receivers inside the province

  const sim::EntityType& type() const override { return sim::entity_type<Authority>; }
  void prepare(District& district, Problems&) override {
    inside_table_ = district.distributions.pert(inside);
    across_table_ = district.distributions.pert(across);
  }
  void receive(const Load& load, sim::Context& context) override { send_home(load, context); }
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>&) const override {}
  FlowInterface flow_interface(const PolicySet&, sim::Time) const override { return {}; }
  static constexpr std::array<sim::Handler<Authority>, 0> events{};

 private:
  const sim::InverseCdf* inside_table_ = nullptr;
  const sim::InverseCdf* across_table_ = nullptr;
};

// The applicant supplies the random bits, one draw per application whatever policies apply, so that scenarios keep common random
// numbers and one applicant's draws do not shift another's.
void Authority::notice(const Notice& notice, sim::Context& context) {
  if (notice.kind != Notice::Kind::granted) return;
  const SiteId receiver = notice.from;
  const bool near = std::find(provincial.begin(), provincial.end(), SiteRef{receiver}) != provincial.end();
  const sim::Duration usual{(near ? *inside_table_ : *across_table_)(notice.chance)};
  Notice answer = notice;
  answer.kind = Notice::Kind::approved;
  answer.about = receiver;
  const sim::Duration time = policies().approval(receiver, notice.stream, usual, context.now());
  tell(notice.about, answer, context, std::max<sim::Duration>(time, notice_time));
}

const sim::Registered<Facility, Authority> registered{
    "authority",
    {"危险废物转移审批机关", "authority", "authorities"},
    {"审批危险废物转移申请：市内数日办结，跨省数周办结。",
     "Approves transfers of hazardous waste, within days inside the province, within weeks across its border."},
    {
        {&Authority::inside, "inside", "s", {"市内转移从申请到批准的时间", "time to approval inside the province"}, 0, 3.2e7},
        {&Authority::across, "across", "s", {"跨省转移从申请到批准的时间", "time to approval across its border"}, 0, 3.2e7},
        {&Authority::provincial, "provincial", "site", {"市内接收单位", "receivers inside the province"}},
    }};

}  // namespace
}  // namespace waste
