// Entity tags: strong ones of row versions, weak ones of the bytes of an answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ingot::rt {

// `"7-0123abcd"`: the version of the row, and what makes a representation of it.
[[nodiscard]] std::string rowTag(std::int64_t rowVersion, std::string_view revision);
// The version in such a tag, also when another program made the representation: the row is the same.
[[nodiscard]] std::optional<std::int64_t> versionIn(std::string_view tag);
// `W/"0123456789abcdef"`; the same bytes have the same tag in every process.
[[nodiscard]] std::string weakTag(std::string_view body);
// Whether an If-None-Match header names the tag, or any; tags compare weakly (RFC 9110, 13.1.2).
[[nodiscard]] bool namesTag(std::string_view ifNoneMatch, std::string_view tag);

}  // namespace ingot::rt
