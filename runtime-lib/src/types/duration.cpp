#include <ingot/rt/types.hpp>

#include "types/calendar.hpp"
#include "types/scanner.hpp"

namespace ingot::rt {
namespace {

struct Unit {
  char letter;
  bool ofTime;  // stands after the T
  std::int64_t micros;
};

constexpr std::array<Unit, 5> kUnits{{{'W', false, 7 * kMicrosPerDay},
                                      {'D', false, kMicrosPerDay},
                                      {'H', true, kMicrosPerHour},
                                      {'M', true, kMicrosPerMinute},
                                      {'S', true, kMicrosPerSecond}}};

// Adds `count` units to `micros`, away from zero; false when it does not fit.
bool accumulate(std::int64_t count, std::int64_t unit, bool negative, std::int64_t& micros) {
  std::int64_t amount = 0;
  if (__builtin_mul_overflow(count, negative ? -unit : unit, &amount)) return false;
  return !__builtin_add_overflow(micros, amount, &micros);
}

// One component, `2D` or `0.5S`. `from` is the first unit that may come, and moves behind the one that came.
bool scanComponent(Scanner& scanner, bool inTime, bool negative, std::size_t& from, std::int64_t& micros) {
  std::int64_t count = 0;
  std::int64_t fraction = 0;
  if (!scanner.number(count)) return false;
  const bool hasFraction = scanner.character('.');
  if (hasFraction && !scanner.fraction(fraction)) return false;
  for (std::size_t i = from; i < kUnits.size(); ++i) {
    if (kUnits[i].ofTime != inTime || !scanner.character(kUnits[i].letter)) continue;
    if (hasFraction && kUnits[i].letter != 'S') return false;
    from = i + 1;
    return accumulate(count, kUnits[i].micros, negative, micros) && accumulate(fraction, 1, negative, micros);
  }
  return false;
}

}  // namespace

bool parse(std::string_view text, Duration& out) {
  Scanner scanner(text);
  const bool negative = scanner.character('-');
  if (!negative) scanner.character('+');
  if (!scanner.character('P') || scanner.atEnd()) return false;
  std::int64_t micros = 0;
  std::size_t from = 0;
  bool inTime = false;
  while (!scanner.atEnd()) {
    if (!inTime && scanner.character('T')) {
      inTime = true;
      if (scanner.atEnd()) return false;
    }
    if (!scanComponent(scanner, inTime, negative, from, micros)) return false;
  }
  out.micros = micros;
  return true;
}

std::string format(Duration value) {
  if (value.micros == 0) return "PT0S";
  const bool negative = value.micros < 0;
  auto rest =
      negative ? 0U - static_cast<std::uint64_t>(value.micros) : static_cast<std::uint64_t>(value.micros);
  std::string text = negative ? "-P" : "P";
  const auto take = [&rest](std::int64_t unit) {
    const auto count = static_cast<std::int64_t>(rest / static_cast<std::uint64_t>(unit));
    rest %= static_cast<std::uint64_t>(unit);
    return count;
  };
  if (const auto days = take(kMicrosPerDay); days != 0) text += format(days) + 'D';
  if (rest == 0) return text;
  text += 'T';
  if (const auto hours = take(kMicrosPerHour); hours != 0) text += format(hours) + 'H';
  if (const auto minutes = take(kMicrosPerMinute); minutes != 0) text += format(minutes) + 'M';
  if (rest == 0) return text;
  text += format(take(kMicrosPerSecond));
  if (rest != 0) {
    std::string fraction = format(static_cast<std::int64_t>(rest + kMicrosPerSecond)).substr(1);
    text += '.' + fraction.substr(0, fraction.find_last_not_of('0') + 1);
  }
  return text + 'S';
}

}  // namespace ingot::rt
