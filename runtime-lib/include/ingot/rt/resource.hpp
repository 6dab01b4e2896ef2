// What the handlers of a resource share: preconditions and the answers about one row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/list.hpp>

namespace ingot::rt {

// The row version that `If-Match` demands; empty when there is no such header, or `*`.
// Throws Failure 400 for a tag that is none of ours, 412 for a weak one.
[[nodiscard]] std::optional<std::int64_t> ifMatch(const Request& request);

// 200 with the row's strong entity tag, or 304 when the client has this version.
[[nodiscard]] Response rowResponse(const Request& request, std::int64_t rowVersion, JsonWriter json);
// 200 without an entity tag: the answer holds more than the row.
[[nodiscard]] Response jsonResponse(JsonWriter json);
// 201 with the row's entity tag and its Location: the collection that was posted to, and the id.
[[nodiscard]] Response createdResponse(const Request& request, const Uuid& id, std::int64_t rowVersion, JsonWriter json);
// 204.
[[nodiscard]] Response noContent();

}  // namespace ingot::rt
