#include "engine/store/chunk.h"

#include "engine/random/random.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "tests/catch.h"
#include "tests/engine/store/folder.h"

namespace {

/// Numbers of a month for each row as books hold them: zeros in runs, small counts, and masses of up to `bits` bits.
template <class T>
std::vector<T> numbers(std::size_t count, unsigned bits, std::uint64_t seed) {
  sim::Random random(seed, 1, 2, 3);
  std::vector<T> values;
  while (values.size() < count) {
    const std::uint64_t draw = random.next();
    const std::size_t run = std::min<std::size_t>(count - values.size(), draw % 5 == 0 ? draw / 5 % 700 : 1);
    const std::uint64_t value = draw % 3 == 0 ? 0 : random.next() >> (64 - bits);
    values.insert(values.end(), run, static_cast<T>(value) * (draw % 701 == 0 ? T{-1} : T{1}));
  }
  return values;
}

/// The values of a dataset that was written replica by replica as chunks made outside.
template <class T>
std::vector<T> through_chunks(const std::vector<std::vector<T>>& replicas, std::size_t months, std::size_t rows) {
  const store_test::Folder folder;
  const std::string path = folder.file("chunks.h5");
  sim::Hdf5Writer writer(path);
  writer.dimension("replica", std::vector<std::int32_t>(replicas.size()));
  writer.dimension("time", std::vector<std::int32_t>(months));
  writer.dimension("row", std::vector<std::int32_t>(rows));
  writer.create("values", sim::element_type<T>(), {"replica", "time", "row"});
  const auto cut = writer.cutter("values");
  for (const auto& values : replicas) writer.append_chunks("values", cut(values));
  writer.finish();
  return sim::Hdf5Reader(path).read<T>("values");
}

template <class T>
void check_round_trip(std::size_t months, std::size_t rows, unsigned bits) {
  INFO(months << " months, " << rows << " rows, " << bits << " bits");
  const std::vector<std::vector<T>> replicas{numbers<T>(months * rows, bits, 1), numbers<T>(months * rows, bits, 2)};
  std::vector<T> all = replicas[0];
  all.insert(all.end(), replicas[1].begin(), replicas[1].end());
  CHECK(through_chunks(replicas, months, rows) == all);
}

}  // namespace

TEST_CASE("libhdf5 reads chunks made outside it bit for bit, whole, in parts and with ragged ends") {
  check_round_trip<std::int64_t>(1, 1, 40);
  check_round_trip<std::int64_t>(72, 50, 34);
  check_round_trip<std::int64_t>(71, 5000, 34);     // several chunks along time, the last one short
  check_round_trip<std::int64_t>(3, 200'000, 50);   // several along the rows as well
  check_round_trip<std::int32_t>(13, 777, 20);
  check_round_trip<std::int64_t>(5, 300, 1);        // hardly anything
}

TEST_CASE("a dataset without rows takes its replicas all the same") { CHECK(through_chunks<std::int64_t>({{}, {}}, 12, 0).empty()); }

TEST_CASE("numbers of books take less than a fifth of their bytes") {
  const auto values = numbers<std::int64_t>(100'000, 20, 5);
  const sim::ChunkCutter cut(8, {100, 100}, {1000, 1000});
  CHECK(cut(values).at(0).size() < values.size() * 8 / 5);
  CHECK(cut(std::vector<std::int64_t>(100'000)).at(0).size() < 10'000);
}

TEST_CASE("shuffled elements lie byte by byte, whatever their size and number") {
  for (const std::size_t size : {1, 2, 4, 8})
    for (std::size_t count = 0; count < 70; ++count) {
      std::string elements, planes;
      for (std::size_t i = 0; i < count * size; ++i) elements.push_back(static_cast<char>(i * 151 + i / 256));
      for (std::size_t byte = 0; byte < size; ++byte)
        for (std::size_t i = 0; i < count; ++i) planes.push_back(elements[i * size + byte]);
      INFO(count << " elements of " << size << " bytes");
      CHECK(sim::shuffle(elements, size) == planes);
    }
}

TEST_CASE("the checksum of a chunk is Fletcher's over big-endian words") {
  CHECK(sim::fletcher32("") == 0);
  CHECK(sim::fletcher32(std::string_view("\x01\x02", 2)) == 0x01020102);
  CHECK(sim::fletcher32(std::string_view("\x01\x02\x03\x04", 4)) == 0x05080406);
  CHECK(sim::fletcher32(std::string_view("\x01\x02\x03", 3)) == 0x05040402);
}
