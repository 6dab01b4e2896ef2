#include <sys/random.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <mutex>
#include <system_error>

#include <ingot/rt/types.hpp>

#include "types/text.hpp"

namespace ingot::rt {
namespace {

constexpr bool isHyphenAt(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

void fillRandom(void* into, std::size_t size) {
  auto* bytes = static_cast<unsigned char*>(into);
  while (size > 0) {
    const ssize_t got = getrandom(bytes, size, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
}

// The 48 bits of milliseconds and 12 bits of counter that open an id. Never the same twice, never smaller
// than before, also when the clock steps back: a counter that runs over borrows the next millisecond.
std::uint64_t nextStamp(std::uint64_t counterSeed) {
  static std::mutex mutex;
  static std::uint64_t last = 0;
  using std::chrono::milliseconds;
  const auto now =
      std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  // Half of the counter's room is left for ids of the same millisecond.
  const std::uint64_t fresh =
      (static_cast<std::uint64_t>(std::max<std::int64_t>(now, 0)) << 12U) | (counterSeed & 0x7FFU);
  const std::lock_guard lock(mutex);
  last = (fresh >> 12U) > (last >> 12U) ? fresh : last + 1;
  return last;
}

}  // namespace

bool parse(std::string_view text, Uuid& out) {
  if (text.size() != 36) return false;
  Uuid result;
  std::size_t digit = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (isHyphenAt(i)) {
      if (text[i] != '-') return false;
      continue;
    }
    const int value = hexDigit(text[i]);
    if (value < 0) return false;
    auto& byte = result.bytes[digit / 2];
    byte = static_cast<std::uint8_t>((byte << 4U) | static_cast<unsigned>(value));
    ++digit;
  }
  out = result;
  return true;
}

std::string format(const Uuid& value) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(36, '-');
  std::size_t at = 0;
  for (const std::uint8_t byte : value.bytes) {
    if (isHyphenAt(at)) ++at;
    text[at++] = kDigits[byte >> 4U];
    text[at++] = kDigits[byte & 15U];
  }
  return text;
}

Uuid newUuid() {
  std::array<std::uint8_t, 10> random{};
  fillRandom(random.data(), random.size());
  const std::uint64_t stamp = nextStamp((static_cast<std::uint64_t>(random[8]) << 8U) | random[9]);
  Uuid id;
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(stamp >> (52U - 8U * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70U | ((stamp >> 8U) & 0x0FU));
  id.bytes[7] = static_cast<std::uint8_t>(stamp);
  std::memcpy(id.bytes.data() + 8, random.data(), 8);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
  return id;
}

}  // namespace ingot::rt
