// What is looked for in a full-text search: the words of a text, and both databases' way to ask for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ingot::rt {

// The different words of `text`, which is valid UTF-8. What stands between words means nothing: there is no language of queries.
[[nodiscard]] std::vector<std::string> searchWords(std::string_view text);

// A row must hold each of the words, or one that begins with it; a single ASCII character is a whole word. `words` is not empty.
[[nodiscard]] std::string tsqueryOf(const std::vector<std::string>& words);
[[nodiscard]] std::string ftsQueryOf(const std::vector<std::string>& words);

}  // namespace ingot::rt
