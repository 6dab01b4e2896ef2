// Remembers for a while which statements were cut by their time, so that they do not take it again and again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>

#include <ingot/rt/database.hpp>

namespace ingot::rt::store::sqlite {

class SlowStatements {
 public:
  static constexpr std::int64_t kSeconds = 30;
  static constexpr std::size_t kMost = 64;  // then the oldest is forgotten

  [[nodiscard]] bool isEmpty() const { return entries_.empty(); }
  void remember(std::string_view sql, const Params& params, std::int64_t nowMicros);
  // The same text with the same values?
  [[nodiscard]] bool has(std::string_view sql, const Params& params, std::int64_t nowMicros);

 private:
  struct Entry {
    std::uint64_t hash;
    std::int64_t until;
  };
  std::deque<Entry> entries_;  // in order of their ends
};

}  // namespace ingot::rt::store::sqlite
