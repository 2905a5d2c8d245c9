#include "models/assessment/tariffs.h"

#include <algorithm>
#include <array>
#include <functional>
#include <sstream>

#include "engine/base/utf8.h"
#include "models/district/district.h"
#include "models/scenario/merge.h"
#include "models/scenario/section.h"

namespace waste {
namespace {

const std::array<CostItemInfo, cost_items> infos{{
    {"collection", "fen/t", {"收集", "collection"}},
    {"transport", "fen/t/km", {"运输", "transport"}},
    {"operation", "fen/t", {"运行", "operation"}},
    {"fees", "fen/t", {"处理费", "gate fees"}},
    {"sales", "fen/t", {"产品销售", "sales"}},
    {"power", "fen/kWh", {"售电", "power"}},
    {"levies", "fen/t", {"政策收费与补贴", "levies and subsidies"}},
}};

constexpr Limits prices{-1e7, 1e7};

/// "buyer;outlet"
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, ';');) words.emplace_back(sim::trim(word));
  return words;
}

class Reader {
 public:
  Reader(SectionReader& reader, const District& district) : reader_(reader), district_(district) {
    for (const Site& site : district.sites) note(kinds_, site.kind), site_ids_.push_back(site.id);
    for (const Stream& stream : district.streams) stream_ids_.push_back(stream.id);
    for (int i = 0; i < static_cast<int>(Category::count_); ++i) categories_.emplace_back(name_of(static_cast<Category>(i)));
  }

  Tariffs read() {
    read_account();
    read_chains();
    reader_.require_keys("tariffs", "tariff", {"item", "price"});
    reader_.each_entry("tariffs", [&](const Node::Entry& entry, Fields& fields) { read_tariff(entry, fields); });
    if (tariffs_.given()) check_chains();
    check_overlaps();
    return std::move(tariffs_);
  }

 private:
  using Names = std::vector<std::string>;
  using Matches = std::function<bool(std::size_t, const std::string&)>;

  static void note(Names& all, const std::string& name) {
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  }

  /// The names under a key, as a list or as "a;b", of which each must be known; none if the key is absent.
  Names names(Fields& fields, const char* key, const Names& known) {
    const Node* node = fields.get(key);
    if (!node) return {};
    Names words;
    if (node->type == Node::Type::scalar) words = words_of(node->text);
    for (const auto& entry : node->entries) words.push_back(entry.value.text);
    if (words.empty())
      fields.error(node->place, "E0114", {std::string("“") + key + "”没有列出任何名称", std::string("'") + key + "' names nothing"},
                   {"至少列出一个，或删去该键", "name at least one, or leave the key out"});
    for (const std::string& word : words) {
      if (has(known, word)) continue;
      const sim::Message near = near_hint(word, known);
      fields.error(node->place, "E0107",
                   {std::string(key) + "：没有“" + word + "”", std::string(key) + ": nothing is called '" + word + "'"},
                   near.empty() ? sim::Message{"已有名称之一", "a name that is there"} : near, known_note(key, known));
    }
    return words;
  }

  static bool has(const Names& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

  std::vector<bool> sites_of(Fields& fields, bool if_none) {
    const Names kinds = names(fields, "kinds", kinds_), sites = names(fields, "sites", site_ids_);
    std::vector<bool> chosen;
    for (const Site& site : district_.sites)
      chosen.push_back(kinds.empty() && sites.empty() ? if_none : has(kinds, site.kind) || has(sites, site.id));
    return chosen;
  }

  struct Selection {
    Names streams, categories;
  };
  Selection selection_of(Fields& fields) { return {names(fields, "streams", stream_ids_), names(fields, "categories", categories_)}; }

  void read_account() {
    tariffs_.third_party.assign(district_.sites.size(), false);
    const Node* node = reader_.section("account");
    if (!node) return;
    Fields fields(reader_.scenario(), *node, "account", reader_.diagnostics());
    const Node* third = reader_.section(fields, "third_parties");
    if (third) {
      Fields inner(reader_.scenario(), *third, "account.third_parties", reader_.diagnostics());
      tariffs_.third_party = sites_of(inner, false);
      inner.finish();
    }
    fields.finish();
  }

  Channel channel(Fields& fields, const char* key, const sim::Text& phrase, Channel otherwise) {
    static const char* const choices = "generated|imported|received|produced|consumed|utilised|disposed|landfilled|burnt";
    std::string name = info(otherwise).name;
    fields.parameter({key, choices, phrase}, &name, reader_.names());
    for (std::size_t i = 0; i < channels; ++i)
      if (name == info(static_cast<Channel>(i)).name) return static_cast<Channel>(i);
    return otherwise;
  }

  void read_chains() {
    std::vector<Selection> selections;
    reader_.each_entry("chains", [&](const Node::Entry& entry, Fields& fields) {
      Chain chain{entry.key, {}, {}};
      reader_.label(fields, "label", chain.name);
      chain.per = channel(fields, "per", {"按哪一账目计吨数", "the channel that counts its tonnes"}, Channel::generated);
      selections.push_back(selection_of(fields));
      fields.finish();
      tariffs_.chains.push_back(std::move(chain));
    });
    for (StreamId stream = 0; stream < district_.streams.size(); ++stream) tariffs_.chain_of.push_back(chain_of(stream, selections));
  }

  /// By its own name, by that of the waste it was made from, by its category, by that of the waste.
  std::uint32_t chain_of(StreamId stream, const std::vector<Selection>& selections) const {
    const Stream &own = district_.streams[stream], &waste = district_.streams[own.counts_as == no_stream ? stream : own.counts_as];
    const auto first = [&](auto matches) {
      return static_cast<std::size_t>(std::find_if(selections.begin(), selections.end(), matches) - selections.begin());
    };
    std::size_t at = first([&](const Selection& s) { return has(s.streams, own.id); });
    if (at == selections.size()) at = first([&](const Selection& s) { return has(s.streams, waste.id); });
    if (at == selections.size()) at = first([&](const Selection& s) { return has(s.categories, name_of(own.category)); });
    if (at == selections.size()) at = first([&](const Selection& s) { return has(s.categories, name_of(waste.category)); });
    return static_cast<std::uint32_t>(at);
  }

  static Channel channel_of(CostItem item) {
    return item == CostItem::power ? Channel::power : item == CostItem::fees || item == CostItem::sales ? Channel::received : Channel::sent;
  }

  void read_tariff(const Node::Entry& entry, Fields& fields) {
    Tariff tariff;
    tariff.id = entry.key;
    reader_.label(fields, "label", tariff.name);
    std::string item = infos.front().name;
    fields.parameter({"item", "collection|transport|operation|fees|sales|power", {"记入哪一项", "what it is booked as"}}, &item,
                     reader_.names());
    while (item != infos[static_cast<std::size_t>(tariff.item)].name)
      tariff.item = static_cast<CostItem>(static_cast<int>(tariff.item) + 1);
    tariff.of = channel_of(tariff.item);
    if (tariff.item == CostItem::operation)
      tariff.of = channel(fields, "of", {"为哪一账目付费", "the channel that is paid for"}, Channel::received);
    fields.number("price", info(tariff.item).unit, tariff.price, prices);
    tariff.sites = sites_of(fields, true);
    const Selection selection = selection_of(fields);
    const bool all = selection.streams.empty() && selection.categories.empty();
    for (const Stream& stream : district_.streams)
      tariff.streams.push_back(all || has(selection.streams, stream.id) || has(selection.categories, name_of(stream.category)));
    fields.finish();
    tariffs_.list.push_back(std::move(tariff));
  }

  /// What is paid for must belong somewhere, or the sum of the chains is not that of the sites.
  void check_chains() {
    for (StreamId stream = 0; stream < district_.streams.size(); ++stream) {
      if (tariffs_.chain_of[stream] < tariffs_.chains.size()) continue;
      const std::string& id = district_.streams[stream].id;
      reader_.root().error(reader_.root().map().find("streams")->find(id)->place, "E0786",
                           {"“" + id + "”不属于任何链条，其费用无处归集",
                            "'" + id + "' belongs to no chain, so that nobody counts what it costs"},
                           {"在chains的某一条中列出该物料或其类别", "list the stream or its category in one of 'chains'"});
    }
  }

  static bool meet(const std::vector<bool>& a, const std::vector<bool>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] && b[i]) return true;
    return false;
  }

  void check_overlaps() {
    for (std::size_t i = 0; i < tariffs_.list.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const Tariff &a = tariffs_.list[j], &b = tariffs_.list[i];
        if (a.item != b.item || a.of != b.of || !meet(a.streams, b.streams) || !meet(a.sites, b.sites)) continue;
        reader_.root().error(reader_.root().map().find("tariffs")->find(b.id)->place, "E0785",
                             {"“" + a.id + "”和“" + b.id + "”为同一件事计价", "'" + a.id + "' and '" + b.id + "' price the same thing"},
                             {"每件事只用一个单价：分开场所或物料", "one price for each thing: set sites or streams apart"});
      }
  }

  SectionReader& reader_;
  const District& district_;
  Names kinds_, site_ids_, stream_ids_, categories_;
  Tariffs tariffs_;
};

}  // namespace

const CostItemInfo& info(CostItem item) { return infos[static_cast<std::size_t>(item)]; }

Tariffs read_tariffs(SectionReader& reader, const District& district) { return Reader(reader, district).read(); }

}  // namespace waste
