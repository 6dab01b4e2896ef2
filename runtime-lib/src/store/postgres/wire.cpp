#include "store/postgres/wire.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

namespace ingot::rt::store::postgres {
namespace {

// Of pg_type.dat; they never change.
enum TypeOid : Oid {
  kBool = 16,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kJsonb = 3802,
  kFloat4 = 700,
  kFloat8 = 701,
  kDate = 1082,
  kTime = 1083,
  kTimestamp = 1114,
  kTimestampTz = 1184,
  kNumeric = 1700,
  kUuid = 2950,
};

// PostgreSQL counts from 2000-01-01.
constexpr std::int64_t kEpochDays = 10'957;
constexpr std::int64_t kEpochMicros = kEpochDays * 86'400'000'000;

constexpr std::size_t kUuidText = 36;

std::string textOf(const Params::Value& value) {
  using Kind = Params::Value::Kind;
  switch (value.kind) {
    case Kind::boolean: return value.integer != 0 ? "t" : "f";
    case Kind::integer: return format(value.integer);
    case Kind::decimal: return formatDecimal(value.integer, value.scale);
    case Kind::date: return format(Date{static_cast<std::int32_t>(value.integer)});
    case Kind::timeOfDay: return format(TimeOfDay{value.integer});
    case Kind::timestamp: return format(Timestamp{value.integer});
    case Kind::real:
      if (std::isinf(value.real)) return value.real < 0 ? "-Infinity" : "Infinity";
      return format(value.real);
    case Kind::uuid: return format(value.uuid);
    case Kind::json: return std::string(value.bytes);
    case Kind::null:
    case Kind::bytes:
    case Kind::text: break;
  }
  return {};
}

template <typename T>
T bigEndian(std::string_view bytes) {
  T value = 0;
  for (const char each : bytes) value = static_cast<T>(value << 8U) | static_cast<std::uint8_t>(each);
  return value;
}

std::int64_t signedOf(std::string_view bytes) {
  const auto value = bigEndian<std::uint64_t>(bytes);
  const auto unused = static_cast<unsigned>(64 - 8 * bytes.size());
  return static_cast<std::int64_t>(value << unused) >> unused;
}

// The digits of a number in base 10,000, the first with this weight.
struct Numeric {
  std::int64_t weight;
  bool negative;
  std::string_view digits;
};

constexpr std::int64_t kOutOfRange = INT64_MIN;  // no decimal of at most 18 digits

std::int64_t powerOfTen(int exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// Digits behind the scale are cut off: there are none in a column of this scale.
std::int64_t unscaledOf(const Numeric& number, int scale) {
  __int128 value = 0;
  const auto count = static_cast<std::int64_t>(number.digits.size() / 2);
  const std::int64_t groups = number.weight + 1 + (scale + 3) / 4;  // that matter
  for (std::int64_t i = 0; i < groups; ++i) {
    if (value > __int128{INT64_MAX} * 10'000) return kOutOfRange;  // what is taken back below is less
    value *= 10'000;
    if (i < count) value += bigEndian<std::uint16_t>(number.digits.substr(static_cast<std::size_t>(i) * 2, 2));
  }
  value /= powerOfTen((scale + 3) / 4 * 4 - scale);
  if (value > INT64_MAX) return kOutOfRange;
  return static_cast<std::int64_t>(number.negative ? -value : value);
}

}  // namespace

WireParams::WireParams(const Params& params) {
  using Kind = Params::Value::Kind;
  const auto wanted = params.values();
  values_.resize(wanted.size());
  lengths_.resize(wanted.size());
  formats_.resize(wanted.size());
  std::size_t room = 0;
  for (const Params::Value& value : wanted) room += 1 + (value.kind == Kind::json ? value.bytes.size() : kUuidText);
  texts_.reserve(room);  // no text may move
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Params::Value& value = wanted[i];
    if (value.kind == Kind::null) continue;
    if (value.kind == Kind::text || value.kind == Kind::bytes) {
      formats_[i] = 1;  // of any text type the same bytes, with their length: they need no NUL at the end
      values_[i] = value.bytes.data() != nullptr ? value.bytes.data() : "";
      lengths_[i] = static_cast<int>(value.bytes.size());
      continue;
    }
    values_[i] = texts_.data() + texts_.size();
    texts_ += textOf(value);
    texts_ += '\0';
    if (texts_.size() > room) throw std::logic_error("a value of a statement is longer than was thought");
  }
}

bool WireRow::isNull(int column) const { return libpq().PQgetisnull(result_, row_, column) != 0; }

std::string_view WireRow::bytes(int column) const {
  return {libpq().PQgetvalue(result_, row_, column),
          static_cast<std::size_t>(libpq().PQgetlength(result_, row_, column))};
}

std::string_view WireRow::bytes(int column, std::size_t wanted) const {
  const std::string_view found = bytes(column);
  if (found.size() != wanted) unexpected(column);
  return found;
}

void WireRow::unexpected(int column) const {
  throw std::runtime_error("column " + std::to_string(column) + " of a result is of another type than the service expects (type " +
                           std::to_string(libpq().PQftype(result_, column)) + ")");
}

std::int64_t WireRow::integer(int column) const {
  switch (libpq().PQftype(result_, column)) {
    case kBool: return signedOf(bytes(column, 1));
    case kInt2: return signedOf(bytes(column, 2));
    case kInt4: return signedOf(bytes(column, 4));
    case kInt8: return signedOf(bytes(column, 8));
    case kDate: return signedOf(bytes(column, 4)) + kEpochDays;
    case kTime: return signedOf(bytes(column, 8));
    case kTimestamp:
    case kTimestampTz: return signedOf(bytes(column, 8)) + kEpochMicros;
    case kNumeric: return decimal(column, 0);
    default: unexpected(column);
  }
}

double WireRow::real(int column) const {
  switch (libpq().PQftype(result_, column)) {
    case kFloat4: return std::bit_cast<float>(bigEndian<std::uint32_t>(bytes(column, 4)));
    case kFloat8: return std::bit_cast<double>(bigEndian<std::uint64_t>(bytes(column, 8)));
    default: return static_cast<double>(integer(column));
  }
}

std::string_view WireRow::text(int column) const {
  std::string_view found = bytes(column);
  if (libpq().PQftype(result_, column) == kJsonb && !found.empty()) found.remove_prefix(1);  // its version
  return found;
}

Uuid WireRow::uuid(int column) const {
  Uuid id;
  if (libpq().PQftype(result_, column) != kUuid) unexpected(column);
  std::copy_n(bytes(column, id.bytes.size()).begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

std::int64_t WireRow::decimal(int column, int scale) const {
  if (libpq().PQftype(result_, column) != kNumeric) {
    const __int128 value = static_cast<__int128>(integer(column)) * powerOfTen(scale);
    if (value > INT64_MAX || value < INT64_MIN) unexpected(column);
    return static_cast<std::int64_t>(value);
  }
  const std::string_view found = bytes(column);
  constexpr std::size_t kHead = 8;  // count of digits, weight, sign, scale: two bytes each
  constexpr std::uint16_t kPositive = 0x0000;
  constexpr std::uint16_t kNegative = 0x4000;
  if (found.size() < kHead) unexpected(column);
  const auto sign = bigEndian<std::uint16_t>(found.substr(4, 2));
  if (sign != kPositive && sign != kNegative) unexpected(column);  // NaN, infinity
  const std::int64_t unscaled =
      unscaledOf({signedOf(found.substr(2, 2)), sign == kNegative, found.substr(kHead)}, scale);
  if (unscaled == kOutOfRange) unexpected(column);
  return unscaled;
}

std::int64_t changedRows(PGresult* result) {
  std::int64_t count = 0;
  const bool reads = std::string_view(libpq().PQcmdStatus(result)).starts_with("SELECT");
  if (reads || !parse(std::string_view(libpq().PQcmdTuples(result)), count)) return 0;
  return count;
}

}  // namespace ingot::rt::store::postgres
