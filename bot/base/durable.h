// Small files that are there whole or not at all, also after a loss of power.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ingot::bot {

// Written beside and renamed over, readable by the owner only. A sentence when it cannot be; the old file is
// there then.
auto WriteDurably(const std::string& path, std::string_view bytes) -> tl::expected<void, std::string>;

// Nothing when it is not there or has more than `most` bytes.
auto ReadSmall(const std::string& path, size_t most) -> std::optional<std::string>;

}  // namespace ingot::bot
