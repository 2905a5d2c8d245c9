#include <utility>

#include "models/district/district.h"
#include "models/facilities/facility.h"
#include "models/facilities/quota.h"

namespace waste {
namespace {

/// A licensed plant that takes hazardous waste within a yearly quota and uses, incinerates, co-processes (in a kiln) or landfills
/// it. If it is used, a residue is disposed of; policies that answer `diverted` divert part of the residue to use.
class Receiver final : public Facility {
 public:
  StreamRefs accepts;
  std::int64_t quota = 0;      // agreed for a year [g/a]
  std::int64_t capacity = 0;   // processed per day [g/d]
  std::string method = "incinerate";
  double recovered = 1;        // share used, if the method is utilisation [1]

  double scale_error = 0;      // coefficient of variation between the scales of both ends [1]; 0: they agree
  double scale_limit = 0.03;   // difference from the manifest above which it is reported [1]
  sim::Duration late{24 * 3600};  // time from opening to closing of a manifest above which it is reported [s]

  const sim::EntityType& type() const override { return sim::entity_type<Receiver>; }
  void prepare(District& district, Problems& problems) override;
  void start(sim::Context& context) override { context.after(24h, &Receiver::work); }
  void receive(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override { stocks_.holdings(held); }
  FlowInterface flow_interface(const PolicySet& policies, sim::Time now) const override;
  void questions(Questions& asked, const District& district) const override;

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<Receiver>{"work", &Receiver::work}};

 private:
  enum : unsigned { scale_substream = first_own_substream };

  void use(StreamId stream, Stock part, sim::Context& context);

  void close_manifest(const Load& load, sim::Context& context);

  const sim::InverseCdf* scale_table_ = nullptr;
  Inventory stocks_;
  std::int64_t granted_ = 0;   // but not yet arrived [g]
  Quota quota_;
};

void Receiver::prepare(District& district, Problems& problems) {
  if (method != "utilise" && method != "incinerate" && method != "kiln" && method != "landfill")
    problems.add("method", {"未知的处理方式“" + method + "”", "unknown method '" + method + "'"},
                 {"可用：utilise, incinerate, kiln, landfill", "one of: utilise, incinerate, kiln, landfill"});
  stocks_.keep(accepts);
  if (scale_error > 0) scale_table_ = district.distributions.lognormal_ppm(scale_error);
}

// Reserves quota; capacity added to this site by policies adds to the quota.
void Receiver::notice(const Notice& notice, sim::Context& context) {
  if (notice.kind != Notice::Kind::apply) return;
  const std::int64_t yearly = quota + 365 * (policies().capacity(site(), capacity, context.now()) - capacity);
  const bool may = method != "landfill" || policies().may_landfill(site(), notice.stream, context.now());
  Notice answer = notice;
  answer.amount = may && stocks_.keeps(notice.stream) ? quota_.grant(notice.amount, smallest_grant, yearly, context.now()) : 0;
  if (answer.amount == 0) {
    answer.kind = Notice::Kind::refused;
    return tell(notice.from, answer, context);
  }
  granted_ += answer.amount;
  answer.kind = Notice::Kind::granted;
  answer.about = notice.from;
  tell(notice.about, answer, context);
}

void Receiver::receive(const Load& load, sim::Context& context) {
  if (load.manifest > 0) close_manifest(load, context);
  else if (load.from != no_site && district().sites[load.from].inside) raise(AlarmKind::no_manifest, load.stream, load.mass, context);
  stocks_.of(load.stream).put(load.mass, load.water);
  send_home(load, context);
}

// The scale reading is compared with the manifest and discarded: the mass received is the mass sent.
void Receiver::close_manifest(const Load& load, sim::Context& context) {
  book(Channel::manifests, load.stream, 1, context, 0, load.from);
  const sim::Duration open = context.now().time_since_epoch() - std::chrono::minutes{load.opened};
  if (open > late) raise(AlarmKind::manifest_late, load.stream, open.count(), context);
  granted_ -= load.mass;
  if (granted_ < 0) raise(AlarmKind::over_approval, load.stream, -std::exchange(granted_, 0), context);
  if (!scale_table_) return;
  const std::int64_t off = std::abs((*scale_table_)(context.random(scale_substream).next()) - 1'000'000);
  if (static_cast<double>(off) > scale_limit * 1e6)
    raise(AlarmKind::manifest_mass, load.stream, sim::multiply_divide(load.mass, off, 1'000'000), context);
}

void Receiver::work(sim::Context& context) {
  std::int64_t left = policies().working_capacity(site(), capacity, context.now());
  for (std::size_t i = 0; i < stocks_.size(); ++i) {
    const Stock part = stocks_[i].take(left);
    if (part.mass == 0) continue;
    left -= part.mass;
    const StreamId stream = stocks_.stream(i);
    if (method == "utilise") {
      use(stream, part, context);
      continue;
    }
    book(Channel::disposed, stream, part.mass, context, part.water);
    if (method == "landfill") book(Channel::landfilled, stream, part.mass, context, part.water);
    if (method == "incinerate" || method == "kiln") book(Channel::burnt, stream, part.mass, context, part.water);
  }
  context.after(24h, &Receiver::work);
}

void Receiver::use(StreamId stream, Stock part, sim::Context& context) {
  const double useful = recovered + (1 - recovered) * policies().diverted(site(), stream, context.now());
  const Stock used = part.take(static_cast<std::int64_t>(static_cast<double>(part.mass) * useful));
  if (used.mass > 0) book(Channel::utilised, stream, used.mass, context, used.water);
  if (part.mass > 0) book(Channel::disposed, stream, part.mass, context, part.water);
}

void Receiver::questions(Questions& asked, const District&) const {
  ask_working_capacity(asked);
  for (const auto& stream : accepts) {
    asked.push_back({PolicyLever::approval, site(), stream.index});  // by the authority, about what this site grants
    if (method == "landfill") asked.push_back({PolicyLever::may_landfill, site(), stream.index});
    if (method == "utilise") asked.push_back({PolicyLever::diverted, site(), stream.index});
  }
}

FlowInterface Receiver::flow_interface(const PolicySet& policies, sim::Time now) const {
  FlowInterface interface;
  for (const auto& stream : accepts) {
    interface.accepts.push_back(stream.index);
    interface.ends.push_back(stream.index);
  }
  // Not the quota: it binds applicants, while others may have separate contracts.
  interface.capacity = policies.capacity(site(), capacity, now);
  return interface;
}

const sim::Registered<Facility, Receiver> registered{
    "receiver",
    {"危险废物接收单位", "receiver", "receivers"},
    {"在年度额度内接收危险废物的持证单位。", "A licensed plant that takes hazardous waste within a yearly quota."},
    {
        {&Receiver::accepts, "accepts", "stream", {"许可接收的废物种类", "what it may take"}, sim::required},
        {&Receiver::quota,
         "quota",
         "g/a",
         {"约定的年度额度，按月释放", "agreed for a year, released month by month"},
         0,
         1e13,
         sim::extensive | sim::required},
        {&Receiver::capacity, "capacity", "g/d", {"日处理能力", "what it works up in a day"}, 0, 1e12, sim::extensive | sim::required},
        {&Receiver::method, "method", "utilise|incinerate|kiln|landfill", {"利用处置方式", "what it does with it"}},
        {&Receiver::scale_error,
         "scale_error",
         "1",
         {"移出、接收两端地磅读数之差的变异系数；0表示一致", "coefficient of variation between the scales of both ends; 0: they agree"},
         0,
         0.2},
        {&Receiver::scale_limit,
         "scale_limit",
         "1",
         {"与转移联单相差超过此比例即上报", "difference from the manifest that is reported"},
         0,
         1},
        {&Receiver::late,
         "late",
         "s",
         {"转移联单从开具到办结超过此时间即上报", "time from opening to closing of a manifest that is reported"},
         60,
         1e8},
        {&Receiver::recovered, "recovered", "1", {"利用方式下实际利用的比例", "part that is used where the method is to use it"}, 0, 1},
    }};

}  // namespace
}  // namespace waste
