// Texts and values that try to leave the place where a definition holds them, each for a language that is emitted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ingot::test::hostile {

// What stands for the token of a case in a payload; each case has a token of its own.
inline constexpr std::string_view kCanaryMark = "%CANARY%";

struct Payload {
  std::string_view aims_at;   // "C++", "SQL": for people
  std::string text;           // UTF-8; empty when `literal` is no JSON string
  std::string literal;        // as it stands in a definition
  bool is_text = true;        // false: a number, a list, broken JSON
};

// Texts, for every place that holds a text or a key.
auto Texts() -> const std::vector<Payload>&;

// Names and words that a target keeps for itself, or that two targets fold into one: legal where a name is wanted.
auto Names() -> const std::vector<Payload>&;

// What is no text: for every place.
auto Values() -> const std::vector<Payload>&;

// The text with the token of a case in it.
auto WithCanary(std::string text, const std::string& canary) -> std::string;

}  // namespace ingot::test::hostile
