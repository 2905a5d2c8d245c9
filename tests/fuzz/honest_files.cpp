#include "tests/fuzz/honest_files.h"

#include <algorithm>
#include <filesystem>

#include "engine/store/bytes.h"
#include "engine/store/file_io.h"
#include "engine/store/hdf5_file.h"
#include "models/run/run.h"
#include "tests/fuzz/small_district.h"
#include "tests/fuzz/target.h"

namespace fuzz {

const std::string& honest_results() {
  static const std::string image = [] {
    const std::string folder = scratch() + "/honest";
    std::filesystem::create_directories(folder + "/data");
    place(folder + "/plan.yaml", small_district);
    waste::RunOptions options;
    options.replicas = 2;
    options.threads = 1;
    options.output = folder + "/honest.h5";
    waste::run(std::vector<std::string>{folder + "/plan.yaml"}, options);
    std::string bytes = sim::read_file(options.output);
    bytes.resize(bytes.size() - sim::seal_size);
    return bytes;
  }();
  return image;
}

std::string edited(const std::string& honest, std::string_view edits) {
  constexpr std::size_t size = 6;
  std::string bytes = honest;
  for (; edits.size() >= size; edits.remove_prefix(size)) {
    const std::size_t at = sim::get<std::uint32_t>(edits, 0) % bytes.size();
    const auto count = static_cast<unsigned char>(edits[5]);
    for (std::size_t i = at; i < std::min(bytes.size(), at + 1 + count % 16); ++i) bytes[i] = edits[4];
  }
  return bytes.append(edits);
}

std::string sealed(const std::string& image) { return image + sim::make_seal(image); }

}  // namespace fuzz
