// Catch2, of Debian 12 (2.13) or of Debian 13 and Ubuntu 24.04 (3.x): the one door of the tests to it.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

#else

#include <catch2/catch.hpp>

/// The name that Catch2 3 gave it.
inline auto ContainsSubstring(const std::string& text) { return Catch::Matchers::Contains(text); }

#endif
