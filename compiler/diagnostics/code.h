// The closed set of diagnostic codes, one per row of codes.def.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ingot::diag {

enum class Code : uint16_t {
#define INGOT_DIAGNOSTIC(name, number) name = number,
#include "compiler/diagnostics/codes.def"
#undef INGOT_DIAGNOSTIC
};

enum class Severity : uint8_t { kWarning, kError };

// `ING0101`: the form that is printed, searched for and explained.
auto CodeText(Code code) -> std::string;

// `InvalidUtf8`: the row's name.
auto CodeName(Code code) -> std::string_view;

// The code printed as `text` (in any case, with or without `ING`); nothing when there is no such row.
auto FindCode(std::string_view text) -> std::optional<Code>;

// Every code, in the order of codes.def.
auto AllCodes() -> std::span<const Code>;

auto SeverityName(Severity severity) -> std::string_view;

}  // namespace ingot::diag
