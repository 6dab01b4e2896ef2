#include "store/sqlite/slow-statements.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace ingot::rt::store::sqlite {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) {
  hash = (hash ^ more) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 32U);
}

std::uint64_t hashOf(std::string_view sql, const Params& params) {
  constexpr std::hash<std::string_view> kHashText;
  std::uint64_t hash = kHashText(sql);
  for (const Params::Value& value : params.values()) {
    hash = mixed(hash, static_cast<std::uint64_t>(value.kind));
    hash = mixed(hash, static_cast<std::uint64_t>(value.integer));
    hash = mixed(hash, std::bit_cast<std::uint64_t>(value.real));
    hash = mixed(hash, kHashText(value.bytes));
    hash = mixed(hash, kHashText({reinterpret_cast<const char*>(value.uuid.bytes.data()), value.uuid.bytes.size()}));
  }
  return hash;
}

}  // namespace

void SlowStatements::remember(std::string_view sql, const Params& params, std::int64_t nowMicros) {
  if (entries_.size() == kMost) entries_.pop_front();
  entries_.push_back({hashOf(sql, params), nowMicros + kSeconds * 1'000'000});
}

bool SlowStatements::has(std::string_view sql, const Params& params, std::int64_t nowMicros) {
  while (!entries_.empty() && entries_.front().until <= nowMicros) entries_.pop_front();
  if (entries_.empty()) return false;
  const std::uint64_t hash = hashOf(sql, params);
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.hash == hash; });
}

}  // namespace ingot::rt::store::sqlite
