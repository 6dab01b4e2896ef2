#include "compiler/diagnostics/code.h"

#include <array>

#include <fmt/format.h>

#include "compiler/base/names.h"

namespace ingot::diag {
namespace {

constexpr std::array kCodes{
#define INGOT_DIAGNOSTIC(name, number) Code::name,
#include "compiler/diagnostics/codes.def"
#undef INGOT_DIAGNOSTIC
};

}  // namespace

auto CodeText(Code code) -> std::string { return fmt::format("ING{:04}", static_cast<unsigned>(code)); }

auto CodeName(Code code) -> std::string_view {
  // Two rows with one number do not compile here.
  switch (code) {
#define INGOT_DIAGNOSTIC(name, number) \
  case Code::name:                     \
    return #name;
#include "compiler/diagnostics/codes.def"
#undef INGOT_DIAGNOSTIC
  }
  return "";
}

auto FindCode(std::string_view text) -> std::optional<Code> {
  const std::string wanted = AsciiLower(text);
  for (const Code code : kCodes) {
    const std::string printed = AsciiLower(CodeText(code));
    if (wanted == printed || wanted == std::string_view(printed).substr(3)) return code;
  }
  return std::nullopt;
}

auto AllCodes() -> std::span<const Code> { return kCodes; }

auto SeverityName(Severity severity) -> std::string_view {
  return severity == Severity::kError ? "error" : "warning";
}

}  // namespace ingot::diag
