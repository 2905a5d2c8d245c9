#include "models/run/part.h"

#include <charconv>

#include "engine/base/error.h"
#include "engine/store/bytes.h"
#include "engine/store/compressed.h"

namespace waste {
namespace {

constexpr std::size_t most = 1'000'000;

std::optional<std::size_t> number_from(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number <= most ? std::optional(number) : std::nullopt;
}

void put_text(std::string& bytes, std::string_view text) {
  sim::put(bytes, std::uint64_t{text.size()});
  bytes.append(text);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() { return sim::get<std::uint64_t>(take(8), 0); }
  std::string text() { return std::string(take(number())); }
  std::vector<std::string> texts() {
    std::vector<std::string> all;
    for (std::uint64_t left = number(); left > 0; --left) all.push_back(text());
    return all;
  }
  void finish() const {
    if (!bytes_.empty()) fail();
  }
  [[noreturn]] static void fail() { throw sim::Error(sim::Exit::results, {"部分文件的开头无法理解", "the head of a part makes no sense"}); }

 private:
  std::string_view take(std::uint64_t length) {
    if (length > bytes_.size()) fail();
    const std::string_view taken = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return taken;
  }
  std::string_view bytes_;
};

}  // namespace

std::optional<Part> part_from(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == text.npos) return {};
  const auto number = number_from(text.substr(0, slash)), of = number_from(text.substr(slash + 1));
  if (!number || !of || *number < 1 || *number > *of) return {};
  return Part{*number, *of};
}

ReplicaRange range_of(const Part& part, std::size_t replicas) {
  return {replicas * (part.number - 1) / part.of, replicas * part.number / part.of};
}

std::string part_path(const std::string& results, const Part& part) {
  const std::string of = std::to_string(part.of), number = std::to_string(part.number);
  return results + ".part-" + std::string(of.size() - number.size(), '0') + number + "-of-" + of;
}

std::string results_of_part(const std::string& path) {
  const auto at = path.rfind(".part-");
  if (at == path.npos || at == 0) return "";
  std::string fraction = path.substr(at + 6);
  const auto of = fraction.find("-of-");
  if (of == fraction.npos || !part_from(fraction.replace(of, 4, "/"))) return "";
  return path.substr(0, at);
}

std::string to_bytes(const PartHead& head) {
  std::string bytes;
  for (const std::uint64_t number : {head.seed, std::uint64_t{head.replicas}, std::uint64_t{head.range.first},
                                     std::uint64_t{head.range.end}, std::uint64_t{head.part.number}, std::uint64_t{head.part.of}})
    sim::put(bytes, number);
  put_text(bytes, head.version);
  put_text(bytes, head.commit);
  for (const auto* list : {&head.names, &head.scenarios}) {
    sim::put(bytes, std::uint64_t{list->size()});
    for (const std::string& text : *list) put_text(bytes, text);
  }
  return sim::compress(bytes);
}

PartHead part_head_from_bytes(const std::string& bytes) {
  const std::string all = sim::decompress(bytes);
  Reader in(all);
  PartHead head;
  head.seed = in.number();
  head.replicas = in.number();
  head.range.first = in.number(), head.range.end = in.number();
  head.part.number = in.number(), head.part.of = in.number();
  head.version = in.text(), head.commit = in.text();
  head.names = in.texts(), head.scenarios = in.texts();
  in.finish();
  const bool sound = head.replicas >= 1 && head.replicas <= most && head.range.first < head.range.end && head.range.end <= head.replicas &&
                     !head.names.empty() && head.names.size() == head.scenarios.size();
  if (!sound) Reader::fail();
  return head;
}

}  // namespace waste
