#include "models/facility.h"
#include "models/quota.h"
#include "models/world.h"

namespace waste {
namespace {

/// A licensed plant that takes hazardous waste within a yearly quota and uses it, burns it, burns it in a kiln, or buries it.
/// Where it is used a part is left over and put away; policies that answer `diverted` bring part of that to use as well.
class Receiver final : public Facility {
 public:
  sim::References accepts;
  std::int64_t quota = 0;      // agreed for a year [g/a]
  std::int64_t capacity = 0;   // worked up in a day [g/d]
  std::string method = "incinerate";
  double recovered = 1;        // part that is used where the method is to use it [1]

  const sim::EntityType& type() const override { return sim::entity_type<Receiver>; }
  void prepare(World& world, Problems& problems) override;
  void start(sim::Context& context) override { context.after(24h, &Receiver::work); }
  void receive(const Load& load, sim::Context& context) override;
  void notice(const Notice& notice, sim::Context& context) override;
  void holdings(std::vector<Holding>& held) const override;
  Passage passage(const Rules& rules, sim::Time now) const override;

  void work(sim::Context& context);
  static constexpr std::array events{sim::Handler<Receiver>{"work", &Receiver::work}};

 private:
  std::size_t index_of(StreamId stream) const {
    return static_cast<std::size_t>(std::find(accepts.begin(), accepts.end(), sim::Reference{stream}) - accepts.begin());
  }

  void use(StreamId stream, Stock part, sim::Context& context);

  std::vector<Stock> stocks_;  // [stream]
  Quota quota_;
};

void Receiver::prepare(World&, Problems& problems) {
  if (accepts.empty()) problems.add("accepts", "takes nothing", "accepts: [some_stream]");
  if (method != "utilise" && method != "incinerate" && method != "kiln" && method != "landfill")
    problems.add("method", "unknown method '" + method + "'", "one of: utilise, incinerate, kiln, landfill");
  stocks_.assign(accepts.size(), {});
}

// Reserves quota; what a policy has added to the capacity of this site adds to the quota.
void Receiver::notice(const Notice& notice, sim::Context& context) {
  if (notice.kind != Notice::Kind::apply) return;
  const std::int64_t yearly = quota + 365 * (rules().capacity(site(), capacity, context.now()) - capacity);
  const bool may = method != "landfill" || rules().may_landfill(site(), notice.stream, context.now());
  Notice answer = notice;
  answer.amount = may && index_of(notice.stream) < accepts.size() ? quota_.grant(notice.amount, smallest_grant, yearly, context.now()) : 0;
  if (answer.amount == 0) {
    answer.kind = Notice::Kind::refused;
    return tell(notice.from, answer, context);
  }
  answer.kind = Notice::Kind::granted;
  answer.about = notice.from;
  tell(notice.about, answer, context);
}

void Receiver::receive(const Load& load, sim::Context& context) {
  const std::size_t which = index_of(load.stream);
  SIM_ASSERT(which < accepts.size());
  if (load.manifest > 0) book(Channel::manifests, load.stream, 1, context, 0, load.from);
  stocks_[which].put(load.mass, load.water);
  send_home(load, context);
}

void Receiver::work(sim::Context& context) {
  std::int64_t left = rules().working_capacity(site(), capacity, context.now());
  for (std::size_t i = 0; i < stocks_.size(); ++i) {
    const Stock part = stocks_[i].take(left);
    if (part.mass == 0) continue;
    left -= part.mass;
    const auto stream = static_cast<StreamId>(accepts[i].index);
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
  const double useful = recovered + (1 - recovered) * rules().diverted(site(), stream, context.now());
  const Stock used = part.take(static_cast<std::int64_t>(static_cast<double>(part.mass) * useful));
  if (used.mass > 0) book(Channel::utilised, stream, used.mass, context, used.water);
  if (part.mass > 0) book(Channel::disposed, stream, part.mass, context, part.water);
}

void Receiver::holdings(std::vector<Holding>& held) const {
  for (std::size_t i = 0; i < stocks_.size(); ++i)
    held.push_back({static_cast<StreamId>(accepts[i].index), stocks_[i].mass, stocks_[i].water});
}

Passage Receiver::passage(const Rules& rules, sim::Time now) const {
  Passage passage;
  for (const auto& stream : accepts) {
    passage.accepts.push_back(static_cast<StreamId>(stream.index));
    passage.ends.push_back(static_cast<StreamId>(stream.index));
  }
  // Not the quota: that binds who applies, while others may bring their own contracts.
  passage.capacity = rules.capacity(site(), capacity, now);
  return passage;
}

const sim::Registered<Facility, Receiver> registered{
    "receiver", "A licensed plant that takes hazardous waste within a yearly quota.", {
        {&Receiver::accepts, "accepts", "stream", "what it may take"},
        {&Receiver::quota, "quota", "g/a", "agreed for a year, released month by month", 0, 1e13},
        {&Receiver::capacity, "capacity", "g/d", "what it works up in a day", 0, 1e12},
        {&Receiver::method, "method", "utilise|incinerate|kiln|landfill", "what it does with it"},
        {&Receiver::recovered, "recovered", "1", "part that is used where the method is to use it", 0, 1},
    }};

}  // namespace
}  // namespace waste
