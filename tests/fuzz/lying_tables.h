// Results files whose structure lies under a right seal: an honest file, read as a whole, changed where a program that writes HDF5 well
// would change it (types, lengths, dimensions, names, values, attributes), and written anew. The same number gives the same file.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "tests/fuzz/results_mutants.h"

namespace fuzz {

/// In the order of sim::ElementType.
using StoredValues = std::variant<std::vector<float>, std::vector<double>, std::vector<std::int32_t>, std::vector<std::int64_t>,
                                  std::vector<std::uint8_t>, std::vector<std::string>>;

/// A group (no values) or a dataset; of a dataset its values are repeated or cut to what its dimensions ask.
struct StoredTable {
  std::string path;
  bool group = false;
  sim::Names dims{};
  StoredValues values{};
  std::uint64_t length = 0;  // of a dimension
  sim::Attributes attributes{};

  std::string name() const { return path.substr(path.rfind('/') + 1); }
  std::string parent() const { return path.find('/') == path.npos ? "" : path.substr(0, path.rfind('/')); }
  bool is_scale() const { return !group && dims == sim::Names{name()}; }
};

class LyingTables {
 public:
  explicit LyingTables(const std::string& honest) {
    const sim::Hdf5Reader file(honest);
    honest_.push_back({"/", true, {}, {}, 0, file.attributes("/")});
    for (const auto& scenario : file.groups()) load(file, scenario);
  }

  std::string mutant(std::uint64_t number) const {
    Dice dice(number);
    std::vector<StoredTable> tables = some_of(dice);
    for (std::uint64_t changes = 1 + dice.below(3); changes > 0; --changes) change(tables, dice);
    return written(tables);
  }

  /// The honest file with a change of the caller.
  std::string forged(const std::function<void(std::vector<StoredTable>&)>& change) const {
    std::vector<StoredTable> tables = honest_;
    change(tables);
    return written(tables);
  }

 private:
  void load(const sim::Hdf5Reader& file, const std::string& group) {
    honest_.push_back({group, true, {}, {}, 0, file.attributes(group)});
    for (const auto& name : file.datasets(group)) {
      const std::string path = group + "/" + name;
      const auto info = file.info(path);
      const std::uint64_t rows = info.shape.empty() ? 1 : info.shape.front();
      honest_.push_back({path, false, info.dims, values_of(file, path, info.type), rows, file.attributes(path)});
    }
    for (const auto& name : file.groups(group)) load(file, group + "/" + name);
  }

  static StoredValues values_of(const sim::Hdf5Reader& file, const std::string& path, sim::ElementType type) {
    switch (type) {
      case sim::ElementType::float32: return file.read<float>(path);
      case sim::ElementType::float64: return file.read<double>(path);
      case sim::ElementType::int32: return file.read<std::int32_t>(path);
      case sim::ElementType::int64: return file.read<std::int64_t>(path);
      case sim::ElementType::uint8: return file.read<std::uint8_t>(path);
      case sim::ElementType::text: break;
    }
    return file.read<std::string>(path);
  }

  /// Mostly one scenario with a part of its tables, which is sooner written.
  std::vector<StoredTable> some_of(Dice& dice) const {
    std::vector<StoredTable> some;
    const bool all = dice.below(8) == 0;
    const std::uint64_t kept = dice.roll();
    for (const StoredTable& table : honest_) {
      const auto first = table.path.find('/'), second = table.path.find('/', first + 1);
      const std::string scenario = table.path.substr(0, first);
      const std::string top = first == table.path.npos ? "" : table.path.substr(first + 1, second - first - 1);
      const bool needed = table.path == "/" || top.empty() || top == "input" || top == "indicators";
      const bool lucky = kept >> (top.empty() ? 0 : (top.size() * 7 + static_cast<unsigned char>(top[0])) % 64) & 1;
      if (all || (scenario != "plan" && (needed || lucky))) some.push_back(table);
    }
    return some;
  }

  static StoredTable& one_of(std::vector<StoredTable>& tables, Dice& dice) { return tables[dice.below(tables.size())]; }

  StoredTable& a_dataset(std::vector<StoredTable>& tables, Dice& dice) const {
    for (int tries = 0; tries < 100; ++tries)
      if (StoredTable& table = one_of(tables, dice); !table.group) return table;
    return tables.back();
  }

  StoredTable& a_scale(std::vector<StoredTable>& tables, Dice& dice) const {
    for (int tries = 0; tries < 100; ++tries)
      if (StoredTable& table = one_of(tables, dice); table.is_scale()) return table;
    return tables.back();
  }

  void change(std::vector<StoredTable>& tables, Dice& dice) const {
    StoredTable& table = a_dataset(tables, dice);
    switch (dice.below(12)) {
      case 0: return retype(table, dice);
      case 1: return relength(a_scale(tables, dice), dice);
      case 2: return redimension(tables, table, dice);
      case 3: return rename(tables, dice.below(4) ? table : one_of(tables, dice), dice);
      case 4: return void(tables.erase(tables.begin() + 1 + static_cast<std::ptrdiff_t>(dice.below(tables.size() - 1))));
      case 5: return copy(tables, dice);
      case 6: return hoist(tables, dice);
      case 7: return attribute(dice.below(3) ? table : one_of(tables, dice), dice);
      case 8: return attribute(dice.below(2) ? tables.front() : tables[1], dice);
      case 9: return bare(tables, dice);
      default: return revalue(dice.below(3) ? table : a_scale(tables, dice), dice);
    }
  }

  static std::string known_name(Dice& dice) {
    static const sim::Names names{"replica", "time",   "year",     "indicator", "own_unit", "label_zh", "label_en", "name_zh", "name_en",
                                  "alarm",   "kind",   "of_kind",  "site",      "stream",   "flow",     "mass",     "count",   "share",
                                  "policy",  "figure", "flows",    "stocks",    "alarms",   "service",  "weights",  "weight",  "values",
                                  "text",    "path",   "baseline", "plan",      "..",       "sites",    "streams",  "climate", "hindcast"};
    return names[dice.below(names.size())];
  }

  static void retype(StoredTable& table, Dice& dice) {
    const std::size_t n = std::visit([](const auto& v) { return v.size(); }, table.values);
    const std::vector<std::int32_t> numbers(std::max<std::size_t>(n, 1), static_cast<std::int32_t>(dice.below(5)));
    switch (dice.below(6)) {
      case 0: table.values = std::vector<float>(numbers.begin(), numbers.end()); return;
      case 1: table.values = std::vector<double>(numbers.begin(), numbers.end()); return;
      case 2: table.values = numbers; return;
      case 3: table.values = std::vector<std::int64_t>(numbers.begin(), numbers.end()); return;
      case 4: table.values = std::vector<std::uint8_t>(numbers.begin(), numbers.end()); return;
      default: table.values = std::vector<std::string>(numbers.size(), std::to_string(numbers.front()));
    }
  }

  /// Long tables take a second to read: one in sixteen is very long, so that the others can be many.
  static std::uint64_t long_one(Dice& dice) { return dice.below(16) == 0 ? 60'000 : 500; }

  static void relength(StoredTable& scale, Dice& dice) {
    const std::uint64_t lengths[] = {0, 1, scale.length + 1, scale.length - (scale.length > 0), 2 * scale.length, 3, 100, long_one(dice)};
    scale.length = lengths[dice.below(std::size(lengths))];
  }

  void redimension(std::vector<StoredTable>& tables, StoredTable& table, Dice& dice) const {
    sim::Names& dims = table.dims;
    switch (dice.below(6)) {
      case 0: dims.clear(); break;
      case 1: std::reverse(dims.begin(), dims.end()); break;
      case 2: dims.push_back(a_scale(tables, dice).name()); break;
      case 3: dims = a_dataset(tables, dice).dims; break;
      case 4: dims.insert(dims.begin(), "replica"); break;
      default:
        if (!dims.empty()) dims.erase(dims.begin() + static_cast<std::ptrdiff_t>(dice.below(dims.size())));
    }
  }

  /// With all that lies below it; a dimension without those who use it.
  void rename(std::vector<StoredTable>& tables, StoredTable& chosen, Dice& dice) const {
    if (chosen.path == "/") return;
    const std::string old = chosen.path, above = chosen.parent();
    const std::string name = dice.below(2) ? known_name(dice) : dice.below(3) ? a_dataset(tables, dice).name() : weird_text(dice);
    const std::string path = (above.empty() ? "" : above + "/") + name;
    for (StoredTable& table : tables) {
      const bool scale = table.is_scale() && table.path == old;
      if (table.path == old || table.path.starts_with(old + "/")) table.path = path + table.path.substr(old.size());
      if (scale) table.dims = {table.name()};
    }
  }

  void copy(std::vector<StoredTable>& tables, Dice& dice) const {
    StoredTable twin = a_dataset(tables, dice);
    const StoredTable& host = a_dataset(tables, dice);
    twin.path = host.parent() + "/" + (dice.below(2) ? twin.name() : known_name(dice));
    tables.push_back(twin);
  }

  /// A dimension moves into the group above; in its place lies something else, or nothing.
  void hoist(std::vector<StoredTable>& tables, Dice& dice) const {
    StoredTable scale = a_scale(tables, dice);
    const std::string above = StoredTable{scale.parent()}.parent();
    for (StoredTable& table : tables) {
      if (table.path != scale.path || above.empty()) continue;
      table.dims.clear();
      if (dice.below(2)) table.group = true;
    }
    const std::string name = scale.name();
    scale.path = (above.empty() ? "" : above + "/") + name;
    tables.insert(tables.begin() + 2, scale);
  }

  /// A table keeps its dimensions and nothing on them; perhaps they are long.
  void bare(std::vector<StoredTable>& tables, Dice& dice) const {
    const std::string group = a_dataset(tables, dice).parent();
    const std::uint64_t length = dice.below(2) ? long_one(dice) : 0;
    std::erase_if(tables, [&](const StoredTable& t) { return !t.group && t.parent() == group && t.dims.size() > 1; });
    for (StoredTable& table : tables)
      if (length > 0 && table.is_scale() && table.parent() == group) table.length = length;
  }

  static std::string weird_text(Dice& dice) {
    static const std::vector<std::string> texts{"",
                                                "\x1b[2J",
                                                "\x1b]0;x\a",
                                                "\u202eabc",
                                                "=1+1",
                                                "a\nb\tc",
                                                "\ufeff",
                                                "\u2066",
                                                "never",
                                                "9999-12-31",
                                                "0000-01-01",
                                                "-5",
                                                "99999999999999999999",
                                                "nan",
                                                "days since 9999-12-31",
                                                "days since 0000-01-01",
                                                "days since",
                                                "days since 2020-01-01",
                                                "see variable own_unit",
                                                std::string(20'000, 'x'),
                                                "\xff\xfe",
                                                "extends: /etc/passwd",
                                                "2.0",
                                                "0.1",
                                                "1.",
                                                "format: 1",
                                                "/etc/passwd",
                                                "../../x"};
    return texts[dice.below(texts.size())];
  }

  template <class T>
  static T weird(Dice& dice) {
    if constexpr (std::is_same_v<T, std::string>) {
      return weird_text(dice);
    } else if constexpr (std::is_floating_point_v<T>) {
      using L = std::numeric_limits<T>;
      const T values[] = {L::quiet_NaN(), L::infinity(), -L::infinity(), L::max(), L::lowest(), L::denorm_min(), T(-0.0), T(-1), T(1e18)};
      return values[dice.below(std::size(values))];
    } else {
      using L = std::numeric_limits<T>;
      const T values[] = {L::max(), L::min(), T(-1), T(0), T(L::max() - 1), T(1'000'000'000), T(-2020), T(120)};
      return values[dice.below(std::size(values))];
    }
  }

  static void revalue(StoredTable& table, Dice& dice) {
    const std::uint64_t which = dice.below(4);
    std::visit(
        [&]<class T>(std::vector<T>& values) {
          if (values.empty()) return;
          const T first = weird<T>(dice);
          if (which == 0) std::fill(values.begin(), values.end(), first);
          else if (which == 1) std::fill(values.begin(), values.end(), T(values[dice.below(values.size())]));  // all the same
          else if (which == 2) values[dice.below(values.size())] = first;
          else
            for (T& value : values) value = weird<T>(dice);
        },
        table.values);
  }

  static sim::AttributeValue weird_attribute(Dice& dice) {
    switch (dice.below(3)) {
      case 0: return weird<std::int64_t>(dice);
      case 1: return weird<double>(dice);
      default: return weird_text(dice);
    }
  }

  static void attribute(StoredTable& table, Dice& dice) {
    static const sim::Names known{"units",      "wufei_unit", "calendar", "_FillValue",  "scale_factor",
                                  "add_offset", "title_zh",   "dtype",    "coordinates", "missing_value"};
    sim::Attributes& all = table.attributes;
    if (all.empty() || dice.below(5) == 0) return void(all.emplace_back(known[dice.below(known.size())], weird_attribute(dice)));
    auto& [name, value] = all[dice.below(all.size())];
    if (dice.below(6) == 0) all.erase(std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.first == name; }));
    else if (std::holds_alternative<std::int64_t>(value) && dice.below(4)) value = weird<std::int64_t>(dice);
    else if (std::holds_alternative<std::string>(value) && dice.below(4)) value = weird_text(dice);
    else value = weird_attribute(dice);
  }

  static std::string written(const std::vector<StoredTable>& tables);

  std::vector<StoredTable> honest_;
};

/// Writes what can be written, and leaves out what the writer would not take: second names, dimensions that are nowhere.
class Scribe {
 public:
  std::string write(const std::vector<StoredTable>& tables) {
    for (const StoredTable& table : tables) add(table);
    return writer_.finish();
  }

 private:
  bool free(const std::string& path) const {
    if (path.empty() || path.back() == '/' || path.find("//") != path.npos || path.find("/..") != path.npos || path == "..") return false;
    if (path.size() > 1000 || datasets_.contains(path) || path.front() == '/') return false;
    for (auto at = path.find('/'); at != path.npos; at = path.find('/', at + 1))
      if (datasets_.contains(path.substr(0, at))) return false;
    return true;
  }

  static sim::Attributes single(const sim::Attributes& attributes) {
    sim::Attributes once;
    std::set<std::string> names;
    for (const auto& [name, value] : attributes)
      if (names.insert(name).second) once.emplace_back(name, value);
    return once;
  }

  void add(const StoredTable& table) {
    if (table.path == "/") return writer_.group("/", single(table.attributes));
    if (!free(table.path) || groups_.contains(table.path)) return;
    for (auto at = table.path.find('/'); at != table.path.npos; at = table.path.find('/', at + 1)) groups_.insert(table.path.substr(0, at));
    if (table.group) return groups_.insert(table.path), writer_.group(table.path, single(table.attributes));
    std::visit([&](const auto& values) { add_dataset(table, values); }, table.values);
  }

  template <class T>
  void add_dataset(const StoredTable& table, const std::vector<T>& values) {
    constexpr std::uint64_t most = 1 << 20;  // elements
    std::uint64_t count = table.is_scale() ? table.length : 1;
    for (const auto& dim : table.is_scale() ? sim::Names{} : table.dims) {
      const std::uint64_t* length = scale(table.parent(), dim);
      if (!length || (count *= *length) > most) return;
    }
    std::vector<T> cells(count);
    for (std::size_t i = 0; i < count && !values.empty(); ++i) cells[i] = values[i % values.size()];
    datasets_.insert(table.path);
    if (table.is_scale()) writer_.dimension(table.path, cells, single(table.attributes)), scales_[table.path] = count;
    else writer_.dataset(table.path, table.dims, cells, single(table.attributes));
  }

  const std::uint64_t* scale(std::string group, const std::string& name) const {
    for (;; group = StoredTable{group}.parent()) {
      const auto found = scales_.find(group.empty() ? name : group + "/" + name);
      if (found != scales_.end()) return &found->second;
      if (group.empty()) return nullptr;
    }
  }

  sim::Hdf5Writer writer_{1};
  std::set<std::string> datasets_, groups_;
  std::map<std::string, std::uint64_t> scales_;
};

inline std::string LyingTables::written(const std::vector<StoredTable>& tables) { return Scribe().write(tables); }

}  // namespace fuzz
