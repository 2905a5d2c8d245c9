#include "models/run/part_file.h"

#include <map>

#include "engine/base/error.h"

namespace waste {
namespace {

[[noreturn]] void refuse(const std::string& path, const sim::Message& why) {
  throw sim::Error(sim::Exit::results, {"“" + path + "”" + why.zh, "'" + path + "' " + why.en});
}

}  // namespace

PartFile::PartFile(std::string path) : path_(std::move(path)), fingerprint_(sim::journal_fingerprint(path_)), reader_(path_, fingerprint_) {
  std::map<std::uint64_t, sim::JournalRecord> items;  // the last of each counts
  std::optional<sim::JournalRecord> head;
  for (const auto& record : reader_.rest()) {
    sealed_ = record.kind == static_cast<std::uint32_t>(RecordKind::seal);
    if (record.kind == static_cast<std::uint32_t>(RecordKind::head)) head = record;
    if (record.kind == static_cast<std::uint32_t>(RecordKind::replica)) items[record.index] = record;
  }
  if (!head)
    refuse(path_, reader_.damaged() ? sim::Message{"已损坏：没有说明属于哪次运行", "is damaged: it does not say what it is a part of"}
                                    : sim::Message{"是一次运行的日志，不是其中一部分", "is the journal of a run, not a part of one"});
  head_ = part_head_from_bytes(reader_.read(*head));
  const std::uint64_t first = head_.range.first * head_.names.size();
  for (const auto& [index, record] : items) {
    if (index < first || index >= first + this->items())
      refuse(path_, {"已损坏：含有不属于该部分的一遍", "is damaged: it holds a replica that is not of its part"});
    records_.push_back(record);
  }
}

void PartFile::check_whole() const {
  const std::size_t first = head_.range.first * head_.names.size();
  for (std::size_t i = 0; i < items(); ++i) {
    if (i < records_.size() && records_[i].index == first + i) continue;
    const std::string replica = std::to_string((first + i) / head_.names.size()), scenario = head_.names[i % head_.names.size()];
    refuse(path_, {"已损坏：情景“" + scenario + "”的第" + replica + "遍不完整；请用 --resume 再次运行这一部分",
                   "is damaged: replica " + replica + " of '" + scenario + "' is not whole in it; run that part again with --resume"});
  }
  const std::uint64_t size = sim::InputFile(path_).size();
  if (size != reader_.end())
    refuse(path_, {"已损坏：封存标记之后还有" + std::to_string(size - reader_.end()) + "字节；请重新复制",
                   "is damaged: " + std::to_string(size - reader_.end()) + " bytes stand behind its seal; copy it again"});
}

}  // namespace waste
