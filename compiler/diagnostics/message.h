// Typed messages: the text of a diagnostic as a constant whose slots are checked at compile time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

#include "compiler/diagnostics/code.h"

namespace ingot::diag {
namespace internal {

// Not constexpr on purpose: reaching it in a constant expression stops the compiler at the message.
inline void EverySlotMustBeNumberedAndUsed() {}

// Every argument is used by a slot `{0}`, `{1}`, ... Whether slots and arguments agree in type is fmt's
// check.
consteval auto UsesEveryArgument(std::string_view text, size_t arguments) -> bool {
  for (size_t wanted = 0; wanted < arguments; ++wanted) {
    bool used = false;
    for (size_t at = 0; at + 1 < text.size(); ++at) {
      const bool opens = text[at] == '{' && text[at + 1] == static_cast<char>('0' + wanted);
      used = used || (opens && (at == 0 || text[at - 1] != '{'));
    }
    if (!used) return false;
  }
  return arguments <= 10;
}

// User text inside a message is cut to a size that a person would read.
auto Excerpt(std::string_view text) -> std::string;

template <typename T>
auto Shown(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return Excerpt(value);
  } else {
    return value;
  }
}

template <typename... Args>
auto Format(std::string_view text, const Args&... args) -> std::string {
  return fmt::vformat(fmt::string_view(text.data(), text.size()), fmt::make_format_args(Shown(args)...));
}

}  // namespace internal

// The argument types stand in the constant, so that a wrong number or kind of arguments does not compile:
//   static constexpr diag::Message<std::string_view> kUnknownKey{
//       diag::Code::UnknownKey, diag::Severity::kError, "unknown key `{0}`"};
template <typename... Args>
class Message {
 public:
  template <size_t N>
  consteval Message(Code code, Severity severity, const char (&text)[N])
      : code_(code), severity_(severity), text_(text, N - 1) {
    static_cast<void>(fmt::format_string<const Args&...>(text));
    if (!internal::UsesEveryArgument(text_, sizeof...(Args))) internal::EverySlotMustBeNumberedAndUsed();
  }

  constexpr auto code() const -> Code { return code_; }
  constexpr auto severity() const -> Severity { return severity_; }
  constexpr auto text() const -> std::string_view { return text_; }

 private:
  Code code_;
  Severity severity_;
  std::string_view text_;
};

}  // namespace ingot::diag
