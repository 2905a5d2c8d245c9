// Whether this build has the address or the thread sanitizer. They map terabytes of address space for themselves, so a limit on it
// (RLIMIT_AS) would end the program at its first allocation.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WUFEI_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WUFEI_SANITIZED true
#endif
#endif
#ifndef WUFEI_SANITIZED
#define WUFEI_SANITIZED false
#endif

namespace sim::testing {

inline constexpr bool sanitized = WUFEI_SANITIZED;

}  // namespace sim::testing
