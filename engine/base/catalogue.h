// The catalogue: every kind (of facility, policy or indicator) is one source file that ends in one plain literal, its entry.
//
// The entry drives scenario reading, checking, `wufei describe`, the JSON schema, Python help and HDF5 attributes. Its texts are
// in Chinese and English; keys and units are language-neutral.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/time.h"

namespace sim {

/// A human-readable text in both languages.
struct Text {
  const char* zh = "";
  const char* en = "";

  constexpr Text() = default;
  constexpr Text(const char* chinese, const char* english) : zh(chinese), en(english) {}  // both languages are required
};

/// The name of a kind, as a title: "焚烧厂", "incinerator", "incinerators".
struct Title {
  const char* zh = "";
  const char* en = "";
  const char* several = "";  // English plural; empty for kinds that are not counted, such as policies
};

/// A name in a scenario that refers to another object, by its number. Each sort of object has its own index type, so that they
/// cannot be confused. Resolved when the scenario is read.
template <class Index>
struct Reference {
  static constexpr Index none = static_cast<Index>(~Index{0});
  Index index = none;
  explicit operator bool() const { return index != none; }
  bool operator==(const Reference&) const = default;
};

template <class Index>
using References = std::vector<Reference<Index>>;
template <class Index>
using Shares = std::vector<std::pair<Reference<Index>, double>>;  // weights by name, e.g. {changshou: 60 %, jiangjin: 40 %}

/// Low, most likely and high value, in the unit of the parameter; a single value gives all three.
struct Range {
  std::int64_t low = 0, mode = 0, high = 0;
};

using Numbers = std::vector<double>;                       // e.g. an index by month

/// One step of a programme of work: its predecessors, duration and probability of success.
struct Step {
  std::string id;
  Range duration;                     // of one attempt [s]
  std::vector<std::uint32_t> after;   // steps that must be complete before it begins, by position
  double success = 1;                 // probability that an attempt succeeds; a failed one is repeated [1]
  double weight = 1;                  // of the step in the programme
};
using Steps = std::vector<Step>;  // in topological order

/// What holds for a parameter beyond its range, written last in its literal: `sim::required | sim::extensive`.
enum class Trait : unsigned {
  none = 0,
  extensive = 1,  // scales with the size of what it describes: twice the district, twice the value
  required = 2,   // without it the object makes no sense, so that no default would be right
  payload = 4,    // what one vehicle carries: a stock divided by it gives loads
  or_no_limit = 8,  // may be given as the words `no limit`, which a missing value never means
};
using enum Trait;
constexpr Trait operator|(Trait a, Trait b) { return static_cast<Trait>(static_cast<unsigned>(a) | static_cast<unsigned>(b)); }
constexpr bool has(Trait traits, Trait one) { return (static_cast<unsigned>(traits) & static_cast<unsigned>(one)) != 0; }

/// Value of a parameter given as `no limit`: far above any real capacity, and thousands of them still add up in 64 bits.
inline constexpr std::int64_t no_limit = 1'000'000'000'000'000;

/// Description of one parameter, independent of the type it belongs to.
struct ParameterInfo {
  const char* name;
  const char* unit;         // "g/d", "s", "1"; "site" or "stream" for references; "date" for Time; "text"; "yes/no"; "steps"
  Text description;         // one phrase
  double low = 0;           // smallest and largest value allowed, in `unit`
  double high = 0;          // low == high: no limit
  bool extensive = false;   // scales with size, unlike a time, a share, or the load of one vehicle
  Trait traits = Trait::none;  // `extensive` among them

  bool is(Trait one) const { return has(traits, one); }
};

/// Destination of a value: a pointer to the member of one object. Whole numbers are exact; a double is used for shares and factors
/// only.
using Slot = std::variant<std::int64_t*, double*, bool*, std::string*, Duration*, Time*, Range*, Reference<std::uint32_t>*,
                          Reference<std::uint16_t>*, References<std::uint32_t>*, References<std::uint16_t>*, Shares<std::uint32_t>*,
                          Shares<std::uint16_t>*, Numbers*, Steps*>;

/// A member that a parameter is read into, of any type of Slot; of `T` or of what `T` derives from. Not a variant of pointers to
/// members: each kind would have one of its own, with all its alternatives, and a tenth of the work of the compiler would go into that.
template <class T>
class Member {
 public:
  template <class Value, class Owner>
    requires std::is_base_of_v<Owner, T>
  Member(Value Owner::* member) : raw_(std::bit_cast<Raw>(static_cast<Value T::*>(member))), slot_(slot_of<Value>) {}

  Slot of(T& object) const { return slot_(object, raw_); }

 private:
  using Raw = std::ptrdiff_t;  // what a pointer to a member is, whatever the type

  template <class Value>
  static Slot slot_of(T& object, Raw raw) {
    return Slot(std::in_place_type<Value*>, &(object.*std::bit_cast<Value T::*>(raw)));
  }

  Raw raw_;
  Slot (*slot_)(T& object, Raw raw);
};

template <class T>
struct Parameter {
  Parameter(Member<T> target, const char* key, const char* in_unit, Text phrase, Trait marks = Trait::none)
      : Parameter(target, key, in_unit, phrase, 0, 0, marks) {}
  Parameter(Member<T> target, const char* key, const char* in_unit, Text phrase, double least, double most, Trait marks = Trait::none)
      : member(target), name(key), unit(in_unit), description(phrase), low(least), high(most), traits(marks) {}

  ParameterInfo info() const { return {name, unit, description, low, high, has(traits, Trait::extensive), traits}; }

  Member<T> member;
  const char* name;
  const char* unit;
  Text description;
  double low = 0;
  double high = 0;
  Trait traits = Trait::none;
};

/// One entry of the catalogue for kinds with interface `Interface`.
template <class Interface>
struct Kind {
  std::string name;  // key in scenarios
  Title title;
  Text description;  // one sentence
  std::vector<ParameterInfo> parameters;
  std::function<std::unique_ptr<Interface>()> make;
  std::function<Slot(Interface&, std::size_t)> slot;  // destination of parameter i of this object
};

/// All kinds of one interface, sorted by name, independent of the order of static initialisation.
template <class Interface>
class Catalogue {
 public:
  static const std::vector<Kind<Interface>>& all() { return kinds(); }

  static const Kind<Interface>* find(const std::string& name) {
    for (const auto& kind : kinds())
      if (kind.name == name) return &kind;
    return nullptr;
  }

  static std::vector<std::string> names() {
    std::vector<std::string> result;
    for (const auto& kind : kinds()) result.push_back(kind.name);
    return result;
  }

  static void add(Kind<Interface> kind) {
    auto& list = kinds();
    list.insert(std::upper_bound(list.begin(), list.end(), kind.name,
                                 [](const std::string& name, const auto& other) { return name < other.name; }),
                std::move(kind));
  }

 private:
  static std::vector<Kind<Interface>>& kinds() {
    static std::vector<Kind<Interface>> list;
    return list;
  }
};

/// `const Registered<Facility, Dryer> registered{"dryer", {"烘干厂", "dryer", "dryers"}, {"……。", "Dries ... ."},
///                                               {{&Dryer::capacity, "capacity", "g/d", {"……", "..."}, 0, 1e13}}};`
template <class Interface, class T>
struct Registered {
  Registered(const char* name, Title title, Text description, std::vector<Parameter<T>> parameters = {}) {
    Kind<Interface> kind;
    kind.name = name;
    kind.title = title;
    kind.description = description;
    for (const auto& p : parameters) kind.parameters.push_back(p.info());
    kind.make = [] { return std::make_unique<T>(); };
    kind.slot = [parameters = std::move(parameters)](Interface& object, std::size_t i) {
      return parameters[i].member.of(static_cast<T&>(object));
    };
    Catalogue<Interface>::add(std::move(kind));
  }
};

}  // namespace sim
