// Entity tags: strong ones of row versions, weak ones of the bytes of an answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ingot::rt {

// `"7"`
[[nodiscard]] std::string rowTag(std::int64_t rowVersion);
// `W/"0123456789abcdef"`; the same bytes have the same tag in every process.
[[nodiscard]] std::string weakTag(std::string_view body);
// Whether an If-None-Match header names the tag, or any; tags compare weakly (RFC 9110, 13.1.2).
[[nodiscard]] bool namesTag(std::string_view ifNoneMatch, std::string_view tag);

}  // namespace ingot::rt
