// Journals with edits, read to their end: every record that is found has its payload.
#include "engine/store/journal.h"

#include <cstdlib>

#include "engine/store/file_io.h"
#include "tests/fuzz/honest_files.h"
#include "tests/fuzz/target.h"

namespace fuzz {
namespace {

const std::string fingerprint(sim::fingerprint_size, 'f');

const std::string& honest_journal() {
  static const std::string bytes = [] {
    const std::string path = scratch() + "/honest.journal";
    {
      sim::JournalWriter writer(path, fingerprint, sim::Finished::refuse);
      for (std::uint64_t i = 0; i < 5; ++i) writer.append(1, i, std::string(40 * i, static_cast<char>('a' + i)));
    }
    return sim::read_file(path);
  }();
  return bytes;
}

const Registered registered{"journal", [](std::string_view input) {
                              const std::string path = scratch() + "/x.journal";
                              place(path, edited(honest_journal(), input));
                              sim::JournalReader reader(path, fingerprint);
                              for (const sim::JournalRecord& record : reader.rest())
                                if (reader.read(record).size() != record.length) std::abort();
                            }};

}  // namespace
}  // namespace fuzz
