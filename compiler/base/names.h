// ASCII helpers for the names of a definition: folding, comparing and changing their case style.
#pragma once

#include <string>
#include <string_view>

namespace ingot {

constexpr auto IsAsciiUpper(char c) -> bool { return c >= 'A' && c <= 'Z'; }
constexpr auto IsAsciiLower(char c) -> bool { return c >= 'a' && c <= 'z'; }
constexpr auto IsAsciiDigit(char c) -> bool { return c >= '0' && c <= '9'; }
constexpr auto IsAsciiLetter(char c) -> bool { return IsAsciiUpper(c) || IsAsciiLower(c); }
constexpr auto ToAsciiLower(char c) -> char { return IsAsciiUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr auto ToAsciiUpper(char c) -> char { return IsAsciiLower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// Lower case of A-Z; every other byte stays.
auto AsciiLower(std::string_view text) -> std::string;

// What two names of one scope may not share: lower case without underscores. `userId`, `user_id` and `USERID`
// fold to `userid`.
auto FoldName(std::string_view name) -> std::string;

// Words of a name joined by `_`, in lower case. A new word starts at an upper case letter after a lower case
// letter or digit, and at the last upper case letter of a run that a lower case letter follows:
// `repoUrl` -> `repo_url`, `userID` -> `user_id`, `HTTPServer` -> `http_server`, `sha256Hash` ->
// `sha256_hash`.
// `_` and `-` separate words too.
auto SnakeCase(std::string_view name) -> std::string;

// The same words joined by `-`.
auto KebabCase(std::string_view name) -> std::string;

// The same words joined, each with an upper case first letter: `user_id` -> `UserId`.
auto PascalCase(std::string_view name) -> std::string;

// PascalCase with a lower case first letter: `HTTPServer` -> `httpServer`.
auto CamelCase(std::string_view name) -> std::string;

// Characters of the name of a table, column or index: PostgreSQL cuts at 63 bytes without a word.
inline constexpr size_t kLongestPhysicalName = 50;

}  // namespace ingot
