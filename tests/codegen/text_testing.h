// Texts that encoders must survive.
#pragma once

#include <cstdlib>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace ingot::codegen {

// Every byte alone, every pair of the bytes that some language gives a meaning, and seeded random bytes.
inline auto HostileBytes() -> std::vector<std::string> {
  using namespace std::string_literals;
  std::vector<std::string> texts = {"",
                                    "\?\?/",
                                    "\?\?=\?\?'\?\?(\?\?)\?\?!\?\?<\?\?>\?\?-",
                                    "\\",
                                    "a\\",
                                    "\")--",
                                    "')--",
                                    "*/",
                                    "//\\",
                                    "\r\n",
                                    "%s%n",
                                    "${x}",
                                    "$ENV{HOME}",
                                    "`id`",
                                    "\x01"
                                    "ff",
                                    "\0"
                                    "12"s,
                                    "a\0b"s,
                                    "\xEF\xBB\xBF",
                                    "R\"(x)\"",
                                    "#include </etc/passwd>",
                                    "</script>",
                                    "]]>",
                                    "<!--"};
  for (int i = 0; i < 256; ++i) texts.push_back(std::string(1, static_cast<char>(i)));
  const std::string special = "\"'\\?/\n\r\t\0 0189afxu{}()%$`;<>&#@-*"s;
  for (const char first : special) {
    for (const char second : special) texts.push_back({first, second});
  }
  std::minstd_rand random(20260101);
  for (int i = 0; i < 300; ++i) {
    std::string text(random() % 300, ' ');
    for (char& c : text)
      c = static_cast<char>(i % 2 == 0 ? random() % 256
                                       : static_cast<unsigned char>(special[random() % special.size()]));
    texts.push_back(std::move(text));
  }
  texts.push_back(std::string(5000, 'x'));
  texts.push_back(std::string(300, '"') + std::string(300, '\n'));
  return texts;
}

// The big list of naughty strings, when INGOT_CORPORA names the folder that holds it.
inline auto NaughtyStrings() -> std::optional<std::vector<std::string>> {
  const char* corpora = std::getenv("INGOT_CORPORA");
  if (corpora == nullptr) return std::nullopt;
  std::ifstream in(std::string(corpora) + "/naughty-strings/blns.json");
  return nlohmann::json::parse(in).get<std::vector<std::string>>();
}

}  // namespace ingot::codegen
