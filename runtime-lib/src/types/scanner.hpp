// Reads a text of fixed form from left to right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "types/text.hpp"

namespace ingot::rt {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool atEnd() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  // Takes `wanted` when it is next.
  bool character(char wanted) {
    if (peek() != wanted || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `count` digits.
  bool digits(std::size_t count, int& out) {
    if (rest_.size() < count) return false;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!isDigit(rest_[i])) return false;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    out = value;
    return true;
  }

  // 1 to 6 digits after a decimal point, as microseconds.
  bool fraction(std::int64_t& micros) {
    std::int64_t value = 0;
    std::size_t count = 0;
    for (; count < rest_.size() && isDigit(rest_[count]); ++count) {
      if (count == 6) return false;
      value = value * 10 + (rest_[count] - '0');
    }
    if (count == 0) return false;
    rest_.remove_prefix(count);
    for (; count < 6; ++count) value *= 10;
    micros = value;
    return true;
  }

  // One digit or more, at most 18.
  bool number(std::int64_t& out) {
    std::int64_t value = 0;
    std::size_t count = 0;
    for (; count < rest_.size() && isDigit(rest_[count]); ++count) {
      if (count == 18) return false;
      value = value * 10 + (rest_[count] - '0');
    }
    if (count == 0) return false;
    rest_.remove_prefix(count);
    out = value;
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace ingot::rt
