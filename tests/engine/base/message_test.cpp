#include "engine/base/message.h"

#include <cerrno>
#include <type_traits>

#include "engine/base/error.h"
#include "tests/catch.h"

using sim::Message;

// A sentence in one language alone does not compile: this is what keeps the program bilingual.
static_assert(!std::is_constructible_v<Message, const char*>);
static_assert(!std::is_constructible_v<Message, std::string>);
static_assert(!std::is_constructible_v<sim::Error, sim::Exit, const char*>);
static_assert(!std::is_constructible_v<sim::Error, sim::Exit, std::string>);
static_assert(!std::is_constructible_v<sim::FileError, std::string, std::string, int>);
static_assert(std::is_constructible_v<Message, const char*, const char*>);

TEST_CASE("an error says the same in both languages, and what is typed is the same to everybody") {
  const sim::Error error(sim::Exit::usage, {"名称为空", "the name is empty"});
  CHECK(error.what() == std::string("the name is empty"));
  CHECK(error.zh() == "名称为空");
  CHECK(sim::typed("a: 1").zh == sim::typed("a: 1").en);
}

TEST_CASE("the system's reasons are told in Chinese too") {
  for (const int error : {ENOENT, ENOTDIR, EISDIR, EACCES, EEXIST, ENOSPC, EROFS, EIO, EMFILE, ENOMEM, EXDEV}) {
    const Message reason = sim::reason_of(error);
    CAPTURE(reason.en);
    CHECK_FALSE(reason.zh.empty());
    CHECK(reason.zh != reason.en);
  }
}
