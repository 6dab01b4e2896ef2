// Strings that break programs: those of our own, and the Big List of Naughty Strings where it is at hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingot::test {

struct NaughtyString {
  std::string literal;              // as it stands in JSON, quotes included
  std::optional<std::string> text;  // UTF-8; nothing when the literal means no text, such as half a surrogate pair
};

// Each once: ours, then those of `naughty-strings/blns.json` in the folder that INGOT_CORPORA names.
auto NaughtyStrings() -> std::vector<NaughtyString>;

// Whether the list of others is there.
auto HasNaughtyCorpus() -> bool;

// The texts among them that hold no NUL: what a definition and a service take.
auto NaughtyTexts() -> std::vector<std::string>;

// Code points of UTF-8.
auto Length(std::string_view text) -> size_t;

// A text as JSON.
auto JsonLiteral(const std::string& text) -> std::string;

}  // namespace ingot::test
