// The variables of the environment that a service reads: the one table of their names, ranges, helps and ways of reading.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "service/config.hpp"

namespace ingot::rt::service {

// A number with its range.
struct Number {
  std::int64_t Config::*member;
  std::int64_t least;
  std::int64_t most;
};

// The apps that read a variable.
enum class Of : std::uint8_t {
  all,
  tokens,       // apps that know their callers by tokens
  anyIssuer,    // those of them whose definition does not fix it
  anyAudience,  // the same
  secrets,      // apps that keep secrets
  outbox,       // apps with effects outside the database
  files,        // apps whose rows have files
};

// A variable of the environment. Exactly one of `number` and `set`/`show` describes its value.
struct Variable {
  std::string_view name;
  std::string_view help;
  std::optional<Number> number;
  bool (*set)(std::string_view text, Config& config) = nullptr;
  std::string (*show)(const Config& config) = nullptr;
  std::string_view allowed = {};
  Of of = Of::all;
  bool mayBeFile = false;  // NAME_FILE may name a file that holds the value
};

// All of them, in the order in which `--help` tells them.
std::span<const Variable> variables();
// Whether the app reads it.
bool applies(const Variable& variable, const AppNeeds& app);
// Whether the definition says what the variable would: a setting that nobody reads is told, for it looks as if it were one.
bool isFixed(const Variable& variable, const AppNeeds& app);

// What values of two variables have to be; also told when they are missing.
inline constexpr std::string_view kSecretForm = "a text of 32 to 4096 bytes";
inline constexpr std::string_view kSecretKeysForm =
    "id:key,id:key with ids from 1 to 4294967295 and keys of 32 bytes in base64 (openssl rand -base64 32)";

}  // namespace ingot::rt::service
