#include "engine/store/hdf5_file.h"

#include <cerrno>
#include <limits>
#include <numeric>

#include "engine/store/fault_injection.h"
#include "engine/store/file_io.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "tests/catch.h"
#include "tests/engine/store/error_of.h"
#include "tests/engine/store/folder.h"

using namespace sim;
using namespace store_test;

namespace {

using Texts = std::vector<std::string>;

std::vector<double> ramp(std::size_t count) {
  std::vector<double> values(count);
  std::iota(values.begin(), values.end(), 0.25);
  return values;
}

/// Every type, nested groups, attributes, and more than one kind of dimension.
Hdf5Writer sample() {
  Hdf5Writer writer;
  writer.group("/", {{"format", "test"}, {"format_version", 1}, {"share", 0.5}, {"empty", ""}, {"title", "厨余垃圾"}});
  writer.group("x/y", {{"note", "inner"}});
  writer.dimension("x/y/replica", std::vector<std::int64_t>{0, 1, 2});
  writer.dimension("x/y/time", std::vector<double>{0, 31, 60, 91}, {{"units", "days since 2020-01-01"}, {"calendar", "standard"}});
  writer.dimension("x/y/site", Texts{"fengsheng", "北碚", ""}, {{"units", "1"}});
  writer.dataset("x/y/mass", {"replica", "time", "site"}, ramp(36), {{"units", "t"}, {"long_name", "质量"}});
  writer.dataset("x/y/single", {"time"}, std::vector<float>{1.5f, -2, 3, 4e-30f}, {{"units", "1"}});
  writer.dataset("x/y/grams", {"site"}, std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min(), 0, 7});
  writer.dataset("x/y/count", {"site"}, std::vector<std::int32_t>{-1, 2, 3});
  writer.dataset("x/y/flag", {"replica", "site"}, std::vector<std::uint8_t>{0, 1, 255, 3, 4, 5, 6, 7, 8});
  writer.dataset("x/y/label", {"site"}, Texts{"餐厨", "", "a longer text"}, {{"units", "1"}});
  writer.dataset("scenario", {}, Texts{"sites:\n  a: 1\n"});
  return writer;
}

std::string sample_file(const Folder& folder) {
  sample().finish(folder.file("a.h5"));
  return folder.file("a.h5");
}

Error error_of_opening(const Folder& folder, const std::string& bytes) {
  place(folder.file("bad.h5"), bytes);
  return error_of([&] { Hdf5Reader reader(folder.file("bad.h5")); });
}

/// Everything a reader can ask of a file.
void read_all(const Hdf5Reader& reader, const std::string& group = "/") {
  reader.attributes(group);
  const std::string prefix = group == "/" ? "" : group + "/";
  for (const auto& name : reader.datasets(group)) {
    reader.attributes(prefix + name);
    switch (reader.info(prefix + name).type) {
      case ElementType::text: reader.read<std::string>(prefix + name); break;
      case ElementType::int64: reader.read<std::int64_t>(prefix + name); break;
      default: reader.read<double>(prefix + name);
    }
  }
  for (const auto& name : reader.groups(group)) read_all(reader, prefix + name);
}

}  // namespace

TEST_CASE("values of every type come back bit for bit") {
  const Folder folder;
  const Hdf5Reader reader(sample_file(folder));
  CHECK(reader.read<double>("x/y/mass") == ramp(36));
  CHECK(reader.read<float>("x/y/single") == std::vector<float>{1.5f, -2, 3, 4e-30f});
  CHECK(reader.read<std::int64_t>("x/y/grams") == std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min(), 0, 7});
  CHECK(reader.read<std::int32_t>("x/y/count") == std::vector<std::int32_t>{-1, 2, 3});
  CHECK(reader.read<std::uint8_t>("x/y/flag") == std::vector<std::uint8_t>{0, 1, 255, 3, 4, 5, 6, 7, 8});
  CHECK(reader.read<std::string>("x/y/label") == Texts{"餐厨", "", "a longer text"});
  CHECK(reader.read<std::string>("x/y/site") == Texts{"fengsheng", "北碚", ""});
  CHECK(reader.read<std::string>("scenario") == Texts{"sites:\n  a: 1\n"});
}

TEST_CASE("names, dimensions and attributes come back in the order they were made") {
  const Folder folder;
  const Hdf5Reader reader(sample_file(folder));
  CHECK(reader.groups() == Names{"x"});
  CHECK(reader.groups("x") == Names{"y"});
  CHECK(reader.datasets() == Names{"scenario"});
  CHECK(reader.datasets("x/y") == Names{"replica", "time", "site", "mass", "single", "grams", "count", "flag", "label"});
  const auto info = reader.info("x/y/mass");
  CHECK(info.type == ElementType::float64);
  CHECK(info.dims == Names{"replica", "time", "site"});
  CHECK(info.shape == Shape{3, 4, 3});
  CHECK(reader.info("x/y/label").dims == Names{"site"});
  CHECK(reader.info("x/y/time").dims == Names{"time"});
  CHECK(reader.attributes("/") ==
        Attributes{{"format", "test"}, {"format_version", 1}, {"share", 0.5}, {"empty", ""}, {"title", "厨余垃圾"}});
  CHECK(reader.attributes("x/y/mass") == Attributes{{"units", "t"}, {"long_name", "质量"}});
  CHECK(reader.attributes("x/y/time") == Attributes{{"units", "days since 2020-01-01"}, {"calendar", "standard"}});
  CHECK(reader.attribute("x/y", "note") == AttributeValue{"inner"});
  CHECK_FALSE(reader.attribute("x/y", "absent"));
  CHECK(reader.has("x/y/mass"));
  CHECK_FALSE(reader.has("x/z/mass"));
}

TEST_CASE("rows are read as a slice, and in a wider type") {
  const Folder folder;
  const Hdf5Reader reader(sample_file(folder));
  const auto all = ramp(36);
  CHECK(reader.read_rows<double>("x/y/mass", 1, 1) == std::vector<double>(all.begin() + 12, all.begin() + 24));
  CHECK(reader.read_rows<double>("x/y/mass", 3, 0).empty());
  CHECK(reader.read_rows<std::string>("x/y/label", 2, 1) == Texts{"a longer text"});
  CHECK(reader.read<double>("x/y/single")[1] == -2.0);
  CHECK(reader.read<std::int64_t>("x/y/count") == std::vector<std::int64_t>{-1, 2, 3});
}

TEST_CASE("what a file does not hold is refused as a results error") {
  const Folder folder;
  const Hdf5Reader reader(sample_file(folder));
  const auto exit_of = [](auto call) { return error_of(call).exit(); };
  CHECK(exit_of([&] { reader.read<double>("x/y/none"); }) == Exit::results);
  CHECK(exit_of([&] { reader.read<double>("x/y"); }) == Exit::results);
  CHECK(exit_of([&] { reader.datasets("x/y/mass"); }) == Exit::results);
  CHECK(exit_of([&] { reader.read_rows<double>("x/y/mass", 2, 2); }) == Exit::results);
  CHECK(exit_of([&] { reader.read<double>("x/y/label"); }) == Exit::results);
  CHECK(mentions(error_of([&] { reader.read<float>("x/y/mass"); }), "holds float64 at 'x/y/mass', not float32"));
  CHECK(exit_of([&] { reader.read<double>("x/y/grams"); }) == Exit::results);  // would lose digits
}

TEST_CASE("the same calls give the same bytes") {
  const auto first = sample().finish();
  const std::vector<std::string> disturb_the_heap(1000, std::string(300, '\xa5'));
  CHECK(sample().finish() == first);
}

TEST_CASE("a dataset appended row by row equals one written whole") {
  const auto write = [](bool whole) {
    Hdf5Writer writer;
    writer.dimension("replica", std::vector<std::int64_t>{0, 1, 2, 3});
    writer.dimension("time", ramp(100), {{"units", "days since 2020-01-01"}});
    writer.create("v", ElementType::float64, {"replica", "time"});
    const auto values = ramp(400);
    for (std::size_t row = 0; row < 4 && !whole; ++row) writer.append("v", std::span(values).subspan(row * 100, 100));
    if (whole) writer.append("v", values);
    return writer.finish();
  };
  CHECK(write(true) == write(false));
}

TEST_CASE("dimensions of a group above serve the groups below, the nearest first") {
  const Folder folder;
  Hdf5Writer writer;
  writer.dimension("a", std::vector<std::int64_t>{1, 2});
  writer.dimension("g/b", std::vector<std::int64_t>{1, 2, 3});
  writer.dimension("g/h/b", std::vector<std::int64_t>{1});
  writer.dataset("g/h/v", {"a", "b"}, std::vector<float>{1, 2});
  writer.finish(folder.file("a.h5"));
  const Hdf5Reader reader(folder.file("a.h5"));
  CHECK(reader.info("g/h/v").dims == Names{"a", "b"});
  CHECK(reader.info("g/h/v").shape == Shape{2, 1});
}

TEST_CASE("an empty dimension, a large chunk and many datasets on one dimension are written and read") {
  const Folder folder;
  Hdf5Writer writer;
  writer.dimension("none", std::vector<double>{});
  writer.dimension("many", ramp(1'000'003));
  writer.dataset("v", {"none", "many"}, std::vector<double>{});
  writer.dataset("w", {"many"}, ramp(1'000'003));
  writer.dimension("one", std::vector<std::int64_t>{1});
  for (int i = 0; i < 6000; ++i) writer.dataset("s" + std::to_string(i), {"one"}, std::vector<double>{i * 1.0});
  writer.finish(folder.file("a.h5"));
  const Hdf5Reader reader(folder.file("a.h5"));
  CHECK(reader.read<double>("v").empty());
  CHECK(reader.read<double>("none").empty());
  CHECK(reader.read<double>("w") == ramp(1'000'003));
  CHECK(reader.read<double>("s5999") == std::vector<double>{5999});
  CHECK(reader.datasets().size() == 6005);
}

TEST_CASE("a file cut at any byte is refused") {
  const Folder folder;
  const auto whole = sample().finish();
  for (std::size_t cut = 0; cut<whole.size(); cut += cut + 100> whole.size() ? 1 : 97)
    REQUIRE(error_of_opening(folder, whole.substr(0, cut)).exit() == Exit::results);
}

TEST_CASE("a flipped bit anywhere is refused") {
  const Folder folder;
  const auto whole = sample().finish();
  for (std::size_t at = 0; at<whole.size(); at += at + 100> whole.size() ? 1 : 89) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
    REQUIRE(error_of_opening(folder, bytes).exit() == Exit::results);
  }
}

TEST_CASE("a flipped bit in a chunk is refused by its own checksum, though the seal were right") {
  const Folder folder;
  Hdf5Writer writer(0);  // without deflate the values can be found in the bytes
  std::vector<std::uint8_t> values(3000);  // enough for a chunk
  std::iota(values.begin(), values.begin() + 14, std::uint8_t{1});
  writer.dimension("t", values);
  auto image = writer.finish();
  image.resize(image.size() - 24);
  const auto at = image.find("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c");
  REQUIRE(at != image.npos);
  image[at + 3] ^= 0x20;
  place(folder.file("a.h5"), image + make_seal(image));
  const Hdf5Reader reader(folder.file("a.h5"));
  const auto error = error_of([&] { reader.read<std::uint8_t>("t"); });
  CHECK(error.exit() == Exit::results);
  CHECK(mentions(error, "is damaged at 't'"));
}

TEST_CASE("a small file does not claim the memory of a large one") {
  const Folder folder;
  Hdf5Writer writer(9);
  writer.dimension("zeros", std::vector<double>(8'000'000));
  writer.finish(folder.file("a.h5"));
  const Hdf5Reader reader(folder.file("a.h5"));
  CHECK(reader.info("zeros").shape == Shape{8'000'000});
  CHECK(mentions(error_of([&] { reader.read<double>("zeros"); }), "claims more values than the file can hold"));
}

TEST_CASE("texts of a file do not claim the memory that they take when read") {
  const Folder folder;
  Hdf5Writer writer;
  writer.dimension("nothing", Texts(1'000'000));
  writer.finish(folder.file("a.h5"));
  CHECK(mentions(error_of([&] { Hdf5Reader(folder.file("a.h5")).read<std::string>("nothing"); }),
                 "claims more values than the file can hold"));
}

TEST_CASE("texts come back whatever their lengths, and are compressed unless one is much longer than the rest") {
  const Folder folder;
  Texts alike(5000, "渝南大道旁的收集点"), unlike = alike;
  for (std::size_t i = 0; i < alike.size(); i += 3) alike[i] = unlike[i] = i % 2 ? "" : std::to_string(i);
  unlike[4711] = std::string(100'000, 'x');
  Hdf5Writer writer;
  writer.dimension("alike", alike);
  writer.dimension("unlike", unlike);
  writer.create("later", ElementType::text, {"alike"});
  writer.append("later", unlike);
  writer.finish(folder.file("a.h5"));
  const Hdf5Reader reader(folder.file("a.h5"));
  for (const char* path : {"unlike", "later"}) CHECK(reader.read<std::string>(path) == unlike);
  CHECK(reader.read<std::string>("alike") == alike);
  CHECK(reader.read_rows<std::string>("alike", 1234, 3) == Texts(alike.begin() + 1234, alike.begin() + 1237));
  CHECK(reader.attributes("alike").empty());

  Hdf5Writer compressed;
  compressed.dimension("alike", alike);
  CHECK(compressed.finish().size() < 30'000);  // of 90 kB
}

TEST_CASE("a text with a zero byte inside is refused, though the seal were right") {
  const Folder folder;
  Hdf5Writer writer;
  writer.dimension("t", Texts{"abcdefgh", "x"});
  auto image = writer.finish();
  image.resize(image.size() - seal_size);
  image[image.find("abcdefgh") + 3] = '\0';
  place(folder.file("a.h5"), image + make_seal(image));
  const auto error = error_of([&] { Hdf5Reader(folder.file("a.h5")).read<std::string>("t"); });
  CHECK(mentions(error, "a text goes on after its end"));
}

TEST_CASE("foreign, empty and unsealed files are refused in words") {
  const Folder folder;
  CHECK(mentions(error_of_opening(folder, ""), "is not an HDF5 file"));
  CHECK(mentions(error_of_opening(folder, "PK\x03\x04 a zip"), "is not an HDF5 file"));
  auto image = sample().finish();
  image.resize(image.size() - 24);
  CHECK(mentions(error_of_opening(folder, image), "has no seal"));
  const std::string magic = "\x89HDF\r\n\x1a\n";
  CHECK(error_of_opening(folder, magic + make_seal(magic)).exit() == Exit::results);  // shorter than a head
  CHECK(error_of([&] { Hdf5Reader reader(folder.file("absent.h5")); }).exit() == Exit::io);
}

TEST_CASE("a fault at every operation of finish leaves the old results readable and gives the io exit") {
  const Folder folder;
  const auto path = sample_file(folder);
  for (int nth = 1;; ++nth) {
    REQUIRE(nth < 50);
    auto writer = sample();
    writer.attribute("/", "generation", nth);
    {
      const FaultInjection faults({.nth = nth, .error = ENOSPC});
      try {
        writer.finish(path);
        CHECK_FALSE(faults.fired());
        break;
      } catch (const Error& error) {
        CHECK(error.exit() == Exit::io);
      }
    }
    read_all(Hdf5Reader(path));
    CHECK(folder.count() == 1);
  }
  CHECK(Hdf5Reader(path).attribute("/", "generation").has_value());
}

TEST_CASE("an image built in a file has the bytes of one built in memory") {
  const Folder folder;
  const auto build = [](Hdf5Writer writer) {
    writer.dimension("t", ramp(300'000));
    writer.dataset("double", {"t"}, ramp(300'000), {{"units", "1"}});
    writer.dataset("text", {"t"}, Texts(300'000, "as long as it takes"));
    return writer.finish();
  };
  CHECK(build(Hdf5Writer(folder.file("a.h5"))).empty());
  CHECK(read_file(folder.file("a.h5")) == build(Hdf5Writer()));
  CHECK(folder.count() == 1);
}

TEST_CASE("a fault at every operation of an image in a file leaves the old results readable and gives the io exit") {
  const Folder folder;
  const auto path = sample_file(folder);
  for (int nth = 1;; ++nth) {
    REQUIRE(nth < 500);
    {
      const FaultInjection faults({.nth = nth, .error = ENOSPC, .lasting = nth % 2 == 0});
      try {
        Hdf5Writer writer(path);
        writer.dimension("t", ramp(200'000));
        writer.dataset("generation", {"t"}, ramp(200'000));
        writer.finish();
        CHECK_FALSE(faults.fired());
        break;
      } catch (const Error& error) {
        CHECK(error.exit() == Exit::io);
      }
    }
    read_all(Hdf5Reader(path));
    CHECK(folder.count() == 1);
  }
  CHECK(Hdf5Reader(path).has("generation"));
}

TEST_CASE("readers and writers live side by side without meeting") {
  const Folder folder;
  const auto write = [&](const std::string& name, double value) {
    Hdf5Writer writer;
    Hdf5Writer other;
    writer.dimension("t", std::vector<double>{value});
    other.dimension("t", std::vector<double>{-1});
    writer.finish(folder.file(name));
  };
  write("a", 1);
  const Hdf5Reader first(folder.file("a"));
  write("b", 2);
  const Hdf5Reader second(folder.file("b"));
  CHECK(first.read<double>("t") == std::vector<double>{1});
  CHECK(second.read<double>("t") == std::vector<double>{2});
}
