// Whether a sanitizer watches this program: it takes memory, addresses and time of its own.
#pragma once

#include <cstdint>

namespace ingot::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

// What it takes of a small program's resident memory, at most.
constexpr int64_t kSanitizerKilobytes = kSanitized ? 256 << 10 : 0;

}  // namespace ingot::test
