// The forms of text that a definition knows by name.
#pragma once

#include <string_view>

namespace ingot::rt {

// A pragmatic address of the mail system: a dot-atom of at most 64 bytes (RFC 5321), or any letter outside
// ASCII, then a host name with a dot. No quoted local parts, no comments, no address literals.
[[nodiscard]] bool isEmail(std::string_view text);

// An absolute http or https URL with a host and without user name or password: credentials do not belong in a
// field that is shown, and `https://bank.example@evil.example` deceives readers. At most 2048 bytes.
[[nodiscard]] bool isUrl(std::string_view text);

// `[a-z0-9]+(-[a-z0-9]+)*`, at most 255 bytes.
[[nodiscard]] bool isSlug(std::string_view text);

}  // namespace ingot::rt
