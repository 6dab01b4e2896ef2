// The headers that speak of a file: what it is, what it is called, and which part of it is wanted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/http.hpp>

namespace ingot::rt::file {

// `type/subtype` in lower case. Throws Failure 415 unless it is one of `accept`, of which `image/*` takes every image.
[[nodiscard]] std::string acceptedType(const Request& request, std::span<const std::string_view> accept);

// The name that a client gives a file, without folders; `otherwise` when it gives none. Throws Failure 400.
[[nodiscard]] std::string nameOf(const Request& request, std::string_view otherwise);

// `attachment; filename="..."; filename*=UTF-8''...`
[[nodiscard]] std::string disposition(std::string_view name);

struct Range {
  std::int64_t first = 0;
  std::int64_t length = 0;
};

// The one range that is asked for, within `size` bytes; empty when all of it is wanted, or more than one range. Throws Failure
// 416 when it lies outside. `tag` is that of the file, for If-Range.
[[nodiscard]] std::optional<Range> rangeOf(const Request& request, std::int64_t size, std::string_view tag);

}  // namespace ingot::rt::file
