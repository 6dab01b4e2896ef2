#include "resource/entity-tag.hpp"

#include <cstring>

#include <ingot/rt/types.hpp>

namespace ingot::rt {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15U;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

// Eight bytes a step; not for secrets.
std::uint64_t hashOf(std::string_view bytes) {
  std::uint64_t hash = bytes.size() ^ kPrime;
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = bytes.size() < sizeof word ? bytes.size() : sizeof word;
    std::memcpy(&word, bytes.data(), size);
    hash = mix(hash ^ word, kPrime) + 0xD6E8FEB86659FD93U;
    bytes.remove_prefix(size);
  }
  return mix(hash, kPrime);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view withoutWeakness(std::string_view tag) { return tag.substr(tag.starts_with("W/") ? 2 : 0); }

}  // namespace

std::string rowTag(std::int64_t rowVersion, std::string_view revision) {
  return '"' + format(rowVersion) + '-' + std::string(revision) + '"';
}

std::optional<std::int64_t> versionIn(std::string_view tag) {
  const std::size_t dash = tag.find('-');
  const bool quoted = tag.size() > 3 && tag.starts_with('"') && tag.ends_with('"');
  if (!quoted || dash == std::string_view::npos || tag.find('"', 1) != tag.size() - 1) return std::nullopt;
  std::int64_t version = 0;
  if (!parse(tag.substr(1, dash - 1), version) || version < 1) return std::nullopt;
  return version;
}

std::string weakTag(std::string_view body) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  const std::uint64_t hash = hashOf(body);
  std::string tag = "W/\"";
  for (unsigned shift = 64; shift > 0; shift -= 4) tag += kDigits[(hash >> (shift - 4)) & 15U];
  return tag + '"';
}

bool namesTag(std::string_view ifNoneMatch, std::string_view tag) {
  if (trimmed(ifNoneMatch) == "*") return true;
  // Tags of ours hold no comma, so a foreign one that does can only be told apart as different, which it is.
  while (!ifNoneMatch.empty()) {
    const std::size_t comma = ifNoneMatch.find(',');
    if (withoutWeakness(trimmed(ifNoneMatch.substr(0, comma))) == withoutWeakness(tag)) return true;
    if (comma == std::string_view::npos) return false;
    ifNoneMatch.remove_prefix(comma + 1);
  }
  return false;
}

}  // namespace ingot::rt
