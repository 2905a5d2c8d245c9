#include "models/world/world.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/random/exact_math.h"
#include "engine/random/pert_shape.h"
#include "models/assessment/indicator.h"

namespace waste {
namespace {

/// Turns a scenario into a world, collecting every problem on the way.
class Builder {
 public:
  explicit Builder(const Scenario& scenario, const World* common = nullptr)
      : scenario_(scenario), root_(scenario, scenario.root(), "", diagnostics_) {
    world_->scenario = scenario;
    world_->common = common;
  }

  enum class Copies { all, none };
  std::unique_ptr<World> build(Copies copies = Copies::all) {
    read_head();
    read_economy();
    read_network();
    read_streams();
    read_calendar();
    read_indicators();
    read_tasks();
    read_statistics();
    name_sites();
    read_sites();
    read_policies();
    if (const Node* node = section(root_, "climate")) world_->climate = read_climate(scenario_, *node, world_->streams, diagnostics_);
    read_districts();
    root_.finish();
    stop_on_errors();
    if (!districts_.empty() && copies == Copies::all) copy_pattern(*world_, districts_);
    prepare();
    stop_on_errors();
    return std::move(world_);
  }

 private:
  void read_head();
  void read_uncertainty();
  void read_economy();
  void read_network();
  void read_places();
  void read_streams();
  void read_stream(const Node::Entry& entry);
  void read_calendar();
  void read_indicators();
  void read_indicator(const Node::Entry& entry);
  void check_scored();
  void read_group(const Node::Entry& entry);
  void read_tasks();
  void read_statistics();
  template <class Facts, class Read>
  void read_facts(const char* key, std::vector<Facts>& list, Read read);
  void name_sites();
  void read_sites();
  void read_policies();
  void make_policy_tables();
  void read_districts();
  void prepare();

  const Node* section(Fields& fields, const char* key);
  template <class Visit>
  void each_entry(const char* key, Visit visit);
  void label(Fields& fields, const char* key, Label& label);
  void stop_on_errors() const {
    if (!diagnostics_.empty()) throw sim::InputError(diagnostics_);
  }
  Fields::Names names() const;

  template <class Interface>
  const sim::Kind<Interface>* kind_of(Fields& fields, const Node& node, const char* what);
  template <class Interface>
  void fill(Fields& fields, const sim::Kind<Interface>& kind, Interface& object);

  const Scenario& scenario_;
  std::vector<sim::Diagnostic> diagnostics_;
  Fields root_;
  std::unique_ptr<World> world_ = std::make_unique<World>();
  std::vector<DistrictFacts> districts_;
  std::map<std::string, std::uint32_t> place_index_, stream_index_, site_index_, task_index_, project_index_;
};

std::vector<std::string> keys(const std::map<std::string, std::uint32_t>& index) {
  std::vector<std::string> result;
  for (const auto& [key, value] : index) result.push_back(key);
  return result;
}

std::uint32_t lookup(const std::map<std::string, std::uint32_t>& index, const std::string& name) {
  const auto it = index.find(name);
  return it == index.end() ? sim::Reference::none : it->second;
}

Fields::Names Builder::names() const {
  const auto index = [this](const std::string& what) -> const std::map<std::string, std::uint32_t>& {
    return what == "site" ? site_index_ : what == "place" ? place_index_ : what == "task" ? task_index_ :
           what == "project" ? project_index_ : stream_index_;
  };
  return {[index](const std::string& what, const std::string& name) { return lookup(index(what), name); },
          [index](const std::string& what) { return keys(index(what)); }};
}

const Node* Builder::section(Fields& fields, const char* key) {
  const Node* node = fields.get(key);
  if (node && node->type != Node::Type::map) {
    fields.error(node->place, "E0103", std::string("'") + key + "' must be a map", "write '" + std::string(key) + ":' and its keys below");
    return nullptr;
  }
  return node;
}

template <class Visit>
void Builder::each_entry(const char* key, Visit visit) {
  const Node* map = section(root_, key);
  if (!map) return;
  for (const auto& entry : map->entries) {
    if (entry.value.type != Node::Type::map) {
      root_.error(entry.place, "E0103", "'" + entry.key + "' must be a map", "give it keys of its own");
      continue;
    }
    visit(entry);
  }
}

void Builder::label(Fields& fields, const char* key, Label& label) {
  const Node* node = section(fields, key);
  if (!node) return;
  Fields both(scenario_, *node, fields.path() + "." + key, diagnostics_);
  both.text("zh", label.zh);
  both.text("en", label.en);
  both.finish();
}

void Builder::read_head() {
  std::int64_t format = 0, seed = 1, replicas = 30;
  root_.integer("format", "1", format);
  if (format != 1)
    root_.error(root_.map().place, "E0701", "this program reads scenario format 1, the file says " + std::to_string(format), "write 'format: 1'");
  label(root_, "title", world_->title);
  label(root_, "district", world_->district);
  root_.integer("seed", "1", seed);
  root_.integer("replicas", "1", replicas);
  if (seed < 0) root_.error(root_.map().find("seed")->place, "E0106", "seed must not be negative", "a whole number from 0");
  if (replicas < 1 || replicas > 1'000'000)
    root_.error(root_.map().find("replicas")->place, "E0106", "replicas must be from 1 to 1000000", "e.g. replicas: 100");
  world_->seed = static_cast<std::uint64_t>(std::max<std::int64_t>(seed, 0));
  world_->replicas = static_cast<int>(replicas);
  read_uncertainty();
  const Node* node = section(root_, "period");
  if (!node) return root_.error(root_.map().place, "E0101", "'period' is missing", "period: {starts: 2020-01-01, ends: 2026-01-01}");
  Fields period(scenario_, *node, "period", diagnostics_);
  period.date("starts", world_->start);
  period.date("ends", world_->end);
  period.finish();
  const auto is_month = [](sim::Time t) { return t == sim::month_begin(sim::month_number(t)); };
  const bool ordered = world_->start < world_->end && world_->end < sim::Time{std::chrono::sys_days{std::chrono::year{2200} / 1 / 1}};
  if (!ordered || !is_month(world_->start) || !is_month(world_->end))
    period.error(node->place, "E0702", "the period must run from the first day of a month to the first day of a later one",
                 "period: {starts: 2020-01-01, ends: 2026-01-01}");
}

void Builder::read_uncertainty() {
  std::string text = "none";
  root_.text("uncertainty", text);
  if (text != "none" && text != "parameters")
    root_.error(root_.map().find("uncertainty")->place, "E0712", "uncertainty cannot be '" + text + "'", "none or parameters");
  if (text != "parameters") return;
  if (!world_->common) world_->uncertain = uncertain_values(scenario_);
  else world_->seed = world_->common->seed;
}

void Builder::read_economy() {
  if (const Node* node = section(root_, "economy")) {
    Fields economy(scenario_, *node, "economy", diagnostics_);
    economy.integer("value_added", "fen", world_->economy.value_added);
    economy.number("industrial_growth", "1/a", world_->economy.industrial_growth);
    economy.number("rubbish_growth", "1/a", world_->economy.rubbish_growth);
    economy.integer("recovered_before", "g", world_->economy.recovered_before);
    economy.finish();
  }
  sim::Range factor{1'000'000, 1'000'000, 1'000'000};
  if (const Node* node = section(root_, "driving")) {
    Fields driving(scenario_, *node, "driving", diagnostics_);
    double value = 1;
    const auto read = [&](const char* key, std::int64_t& target) {
      if (driving.number(key, "1", value)) target = static_cast<std::int64_t>(value * 1e6 + 0.5);
    };
    read("low", factor.low);
    read("mode", factor.mode);
    read("high", factor.high);
    driving.finish();
    if (factor.low > factor.mode || factor.mode > factor.high || factor.low <= 0)
      return driving.error(node->place, "E0111", "driving needs 0 < low <= mode <= high", "driving: {low: 80 %, mode: 100 %, high: 160 %}");
  }
  world_->travel_factor = world_->pert(factor);
}

void Builder::read_network() {
  std::vector<Locality> places;
  each_entry("places", [&](const Node::Entry& entry) {
    Fields fields(scenario_, entry.value, "places." + entry.key, diagnostics_);
    Locality place;
    place.id = entry.key;
    Label ignored;
    label(fields, "label", ignored);
    fields.yes_no("inside", place.inside);
    std::string shared = "none";
    fields.parameter({"shared", "none|city|province|country", {"其场所由谁共用", "who shares its sites"}}, &shared, names());
    place.shared = shared == "city" ? Sharing::city : shared == "province" ? Sharing::province : shared == "country" ? Sharing::country : Sharing::none;
    if (place.shared != Sharing::none && place.inside)
      fields.error(entry.place, "E0732", "place '" + entry.key + "' lies inside the district and cannot be shared", "inside: no, or no 'shared'");
    fields.finish();
    place_index_[entry.key] = static_cast<std::uint32_t>(places.size());
    places.push_back(place);
  });
  std::vector<Road> roads;
  each_entry("roads", [&](const Node::Entry& entry) {
    Fields fields(scenario_, entry.value, "roads." + entry.key, diagnostics_);
    sim::Reference from, to;
    Road road;
    fields.parameter({"from", "place", {"一端", "one end"}}, &from, names());
    fields.parameter({"to", "place", {"另一端", "other end"}}, &to, names());
    fields.parameter({"length", "m", {"长度", "length"}, 1, 1e7}, &road.length, names());
    fields.parameter({"speed", "m/h", {"平均车速", "mean speed"}, 1000, 2e5}, &road.speed, names());
    fields.finish();
    if (!from || !to || road.length < 1 || road.speed < 1000) return;
    road.from = from.index;
    road.to = to.index;
    roads.push_back(road);
  });
  world_->network = Network(std::move(places), roads);
}

void Builder::read_streams() {
  if (const Node* map = section(root_, "streams"))
    for (const auto& entry : map->entries) stream_index_.emplace(entry.key, static_cast<std::uint32_t>(stream_index_.size()));
  if (stream_index_.size() > 200) root_.error(root_.map().place, "E0703", "more than 200 streams");
  each_entry("streams", [&](const Node::Entry& entry) { read_stream(entry); });
}

void Builder::read_stream(const Node::Entry& entry) {
  Fields fields(scenario_, entry.value, "streams." + entry.key, diagnostics_);
  Stream stream;
  stream.id = entry.key;
  label(fields, "label", stream.label);
  std::string category;
  fields.text("category", category);
  std::string known;
  for (int i = 0; i < static_cast<int>(Category::count_); ++i) {
    const char* name = name_of(static_cast<Category>(i));
    if (category == name) stream.category = static_cast<Category>(i);
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  if (category != name_of(stream.category)) fields.error(entry.value.place, "E0704", "unknown category '" + category + "'", "one of: " + known);
  fields.text("code", stream.code);
  fields.number("reference_water", "1", stream.reference_water);
  fields.integer("density", "g/m3", stream.density);
  sim::Reference counts_as;
  fields.parameter({"counts_as", "stream", {"其来源废物", "the waste it was made from"}}, &counts_as, names());
  fields.finish();
  stream.counts_as = static_cast<StreamId>(counts_as ? counts_as.index : stream_index_[entry.key]);
  world_->streams.push_back(stream);
}

void Builder::read_calendar() {
  const auto days = static_cast<std::size_t>((world_->end - world_->start) / std::chrono::hours{24});
  world_->festival.assign(world_->start < world_->end ? days : 1, 1.0);
  for (std::size_t day = 0; day < world_->festival.size(); ++day) {
    const double years = static_cast<double>(day) / 365.25;
    world_->industry_growth.push_back(sim::exact::pow(1 + world_->economy.industrial_growth, years));
    world_->rubbish_growth.push_back(sim::exact::pow(1 + world_->economy.rubbish_growth, years));
  }
  each_entry("calendar", [&](const Node::Entry& entry) {
    Fields fields(scenario_, entry.value, "calendar." + entry.key, diagnostics_);
    sim::Time starts = world_->end;
    std::int64_t length = 0;
    double factor = 1;
    Label ignored;
    label(fields, "label", ignored);
    fields.date("starts", starts);
    fields.integer("length", "d", length);
    fields.number("factor", "1", factor);
    fields.finish();
    for (std::int64_t i = 0; i < length; ++i) {
      const auto day = (starts - world_->start) / std::chrono::hours{24} + i;
      if (day >= 0 && day < static_cast<std::int64_t>(world_->festival.size())) world_->festival[static_cast<std::size_t>(day)] *= factor;
    }
  });
}

void Builder::read_indicators() {
  each_entry("indicators", [&](const Node::Entry& entry) { read_indicator(entry); });
  auto& rows = world_->indicators;
  const auto key = [](const IndicatorFacts& row) { return std::tie(row.number, row.definition, row.id); };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].number == rows[i - 1].number && rows[i].definition == rows[i - 1].definition)
      root_.error(root_.map().find("indicators")->find(rows[i].id)->place, "E0720",
                  "indicators '" + rows[i - 1].id + "' and '" + rows[i].id + "' are about the same number and definition",
                  "give one of them a 'definition' of its own");
  check_scored();
  each_entry("indicator_groups", [&](const Node::Entry& entry) { read_group(entry); });
}

void Builder::check_scored() {
  for (const IndicatorFacts& row : world_->indicators) {
    auto known = definitions(*world_, row.number);
    known.push_back("none");
    if (!row.definition.empty() || row.scored == "annex" || std::find(known.begin(), known.end(), row.scored) != known.end()) continue;
    const Node* node = scenario_.root().at_path("indicators." + row.id + ".scored");
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    root_.error(node->place, "E0721", "indicator " + std::to_string(row.number) + " has no definition '" + row.scored + "'", "one of: " + list);
  }
}

void Builder::read_group(const Node::Entry& entry) {
  Fields fields(scenario_, entry.value, "indicator_groups." + entry.key, diagnostics_);
  IndicatorGroup group;
  group.id = entry.key;
  label(fields, "label", group.name);
  std::int64_t first = 0, last = 0;
  fields.integer("first", "1", first);
  fields.integer("last", "1", last);
  fields.finish();
  group.first = static_cast<int>(first), group.last = static_cast<int>(last);
  world_->indicator_groups.push_back(group);
  std::sort(world_->indicator_groups.begin(), world_->indicator_groups.end(),
            [](const auto& a, const auto& b) { return std::tie(a.first, a.id) < std::tie(b.first, b.id); });
}

void Builder::read_indicator(const Node::Entry& entry) {
  static const std::vector<std::string> rules{">=", ">", "<=", "=", "<= 2020", "> 2020", "none"};
  Fields fields(scenario_, entry.value, "indicators." + entry.key, diagnostics_);
  IndicatorFacts facts;
  facts.id = entry.key;
  std::int64_t number = 0;
  fields.integer("number", "1", number);
  facts.number = static_cast<int>(number);
  fields.text("definition", facts.definition);
  fields.text("scored", facts.scored);
  label(fields, "label", facts.name);
  fields.text("unit", facts.unit);
  fields.text("own_unit", facts.own_unit);
  fields.text("baseline_text", facts.baseline_text);
  fields.text("target_text", facts.target_text);
  facts.has_baseline = fields.number("baseline", "1", facts.baseline);
  facts.has_target = fields.number("target", "1", facts.target);
  fields.text("rule", facts.rule);
  fields.yes_no("mandatory", facts.mandatory);
  fields.yes_no("extensive", facts.extensive);
  fields.text("responsible", facts.responsible);
  fields.finish();
  if (std::find(rules.begin(), rules.end(), facts.rule) == rules.end())
    fields.error(entry.value.place, "E0705", "unknown rule '" + facts.rule + "'", "one of: >=, >, <=, =, <= 2020, > 2020, none");
  world_->indicators.push_back(facts);
}

void Builder::read_tasks() {
  TaskFacts all;
  if (const Node* node = section(root_, "all_tasks")) {
    Fields fields(scenario_, *node, "all_tasks", diagnostics_);
    read_switches(fields, all);
    fields.finish();
  }
  each_entry("tasks", [&](const Node::Entry& entry) {
    task_index_.emplace(entry.key, static_cast<std::uint32_t>(world_->tasks.size()));
    Fields fields(scenario_, entry.value, "tasks." + entry.key, diagnostics_);
    world_->tasks.push_back(read_task(entry, fields, all));
    label(fields, "label", world_->tasks.back().name);
    fields.finish();
  });
  each_entry("projects", [&](const Node::Entry& entry) {
    project_index_.emplace(entry.key, static_cast<std::uint32_t>(world_->projects.size()));
    Fields fields(scenario_, entry.value, "projects." + entry.key, diagnostics_);
    world_->projects.push_back(read_project(entry, fields));
    label(fields, "label", world_->projects.back().name);
    fields.finish();
  });
}

/// One section of facts that carry a label.
template <class Facts, class Read>
void Builder::read_facts(const char* key, std::vector<Facts>& list, Read read) {
  each_entry(key, [&](const Node::Entry& entry) {
    Fields fields(scenario_, entry.value, std::string(key) + "." + entry.key, diagnostics_);
    list.push_back(read(entry, fields));
    label(fields, "label", list.back().name);
    fields.finish();
  });
}

void Builder::read_statistics() {
  read_facts("statistics", world_->statistics, read_statistic);
  const auto& known = world_->statistics;
  read_facts("balances", world_->balances, [&](const auto& entry, Fields& fields) { return read_balance(entry, fields, known); });
  read_facts("claims", world_->claims, [&](const auto& entry, Fields& fields) { return read_claim(entry, fields, known); });
  read_facts("hindcast", world_->hindcast, read_hindcast);
}

void Builder::name_sites() {
  if (const Node* map = section(root_, "sites"))
    for (const auto& entry : map->entries) site_index_.emplace(entry.key, static_cast<std::uint32_t>(site_index_.size()));
}

template <class Interface>
const sim::Kind<Interface>* Builder::kind_of(Fields& fields, const Node& node, const char* what) {
  std::string name;
  if (!fields.text("kind", name)) {
    fields.error(node.place, "E0101", std::string("this ") + what + " has no kind", "kind: one of the names that 'wufei describe' prints");
    return nullptr;
  }
  const auto* kind = sim::Catalogue<Interface>::find(name);
  if (kind) return kind;
  std::string known;
  for (const auto& k : sim::Catalogue<Interface>::names()) known += (known.empty() ? "" : ", ") + k;
  const std::string near = sim::nearest(name, sim::Catalogue<Interface>::names());
  fields.error(node.find("kind")->place, "E0706", std::string("unknown kind of ") + what + " '" + name + "'",
               near.empty() ? "use a known kind" : "did you mean '" + near + "'?", "kinds known here: " + known, static_cast<int>(name.size()));
  return nullptr;
}

template <class Interface>
void Builder::fill(Fields& fields, const sim::Kind<Interface>& kind, Interface& object) {
  for (std::size_t i = 0; i < kind.parameters.size(); ++i)
    fields.parameter(kind.parameters[i], kind.slot(object, i), names());
}

void Builder::read_sites() {
  each_entry("sites", [&](const Node::Entry& entry) {
    Fields fields(scenario_, entry.value, "sites." + entry.key, diagnostics_);
    Site site;
    site.id = entry.key;
    label(fields, "label", site.label);
    sim::Reference place;
    fields.parameter({"place", "place", {"所在地点", "where it stands"}}, &place, names());
    fields.text("topic", site.topic);
    std::string note;
    fields.text("source", note);
    std::unique_ptr<Facility> facility;
    if (const auto* kind = kind_of<Facility>(fields, entry.value, "site")) {
      site.kind = kind->name;
      facility = kind->make();
      fill(fields, *kind, *facility);
      fields.finish();
    }
    if (!place && !entry.value.find("place"))
      fields.error(entry.value.place, "E0101", "site '" + entry.key + "' has no place", "place: a name from 'places'");
    if (place) {
      site.place = place.index;
      site.inside = world_->network.places()[place.index].inside;
    }
    const auto number = static_cast<SiteId>(world_->sites.size());
    if (facility) facility->settle(number);
    world_->standings.push_back({site.place, 0, number});
    world_->sites.push_back(site);
    world_->facilities.push_back(std::move(facility));
  });
}

void Builder::read_policies() {
  each_entry("policies", [&](const Node::Entry& entry) {
    Fields fields(scenario_, entry.value, "policies." + entry.key, diagnostics_);
    const auto* kind = kind_of<Policy>(fields, entry.value, "policy");
    if (!kind) return;
    auto policy = kind->make();
    policy->id = entry.key;
    for (const auto& p : common_policy_parameters()) {
      const auto slot = std::visit([&](auto member) { return sim::Slot{&((*policy).*member)}; }, p.member);
      fields.parameter({p.name, p.unit, p.description, p.low, p.high}, slot, names());
    }
    fill(fields, *kind, *policy);
    label(fields, "label", policy->label);
    fields.finish();
    if (!entry.value.find("starts"))
      fields.error(entry.value.place, "E0101", "policy '" + entry.key + "' lacks key 'starts'", "starts: 2023-01-01 (or never)");
    if (policy->ends != sim::never && policy->ends <= policy->starts)
      fields.error(entry.value.find("ends")->place, "E0708", "policy '" + entry.key + "' ends before it starts", "an end later than 'starts'");
    world_->policies.push_back(std::move(policy));
  });
  make_policy_tables();
}

void Builder::make_policy_tables() {
  std::vector<sim::PertEnds> ends;
  const auto note = [&](const sim::Range& range) { ends.push_back({range.low, range.mode, range.high}); };
  for (const auto& policy : world_->policies) {
    note(policy->delay);
    if (const sim::Steps* steps = policy->steps())
      for (const sim::Step& step : *steps) note(step.duration);
  }
  sim::prepare_pert(ends);
  for (const auto& policy : world_->policies) {
    world_->delays.push_back(world_->pert(policy->delay));
    world_->step_times.emplace_back();
    if (const sim::Steps* steps = policy->steps())
      for (const sim::Step& step : *steps) world_->step_times.back().push_back(world_->pert(step.duration));
  }
}

void Builder::read_districts() {
  root_.parameter({"notice_between", "s", {"通知到达其他区所需的最短时间", "a notice to another district takes at least this long"}, 60, 1e7}, &world_->notice_between, names());
  read_facts("districts", districts_, read_district);
  if (districts_.empty()) return;
  Fields section(scenario_, *root_.map().find("districts"), "districts", diagnostics_);
  check_districts(districts_, section);
}

/// Puts what a facility's own check finds at the place of the parameter.
class SiteProblems final : public Problems {
 public:
  SiteProblems(const World& world, SiteId site, std::vector<sim::Diagnostic>& diagnostics)
      : world_(world), site_(site), diagnostics_(diagnostics) {}
  void add(const std::string& parameter, const std::string& message, const std::string& hint) override {
    const std::string path = "sites." + std::string(world_.pattern_id(site_));
    const Node* node = world_.scenario.root().at_path(path + "." + parameter);
    if (!node) node = world_.scenario.root().at_path(path);
    diagnostics_.push_back(world_.scenario.diagnostic(node->place, "E0707", "site '" + world_.sites[site_].id + "': " + message, hint));
  }

 private:
  const World& world_;
  SiteId site_;
  std::vector<sim::Diagnostic>& diagnostics_;
};

void Builder::prepare() {
  constexpr std::size_t enough = 20;  // what InputError shows; the same mistake is in every copy
  for (SiteId i = 0; i < world_->sites.size() && diagnostics_.size() < enough; ++i) {
    SiteProblems problems(*world_, i, diagnostics_);
    world_->facilities[i]->prepare(*world_, problems);
  }
}

}  // namespace

std::unique_ptr<World> build_world(const Scenario& scenario) { return Builder(scenario).build(); }

std::unique_ptr<World> build_pattern(const Scenario& scenario) { return Builder(scenario).build(Builder::Copies::none); }

std::unique_ptr<World> build_world(const Scenario& scenario, const World& common) { return Builder(scenario, &common).build(); }

}  // namespace waste
