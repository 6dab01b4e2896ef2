// The way to report: a message with its arguments, then fluent notes and help, sent when the statement ends.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "compiler/base/span.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/message.h"

namespace ingot::diag {

// A diagnostic under construction; its destructor sends it.
class Draft {
 public:
  Draft(Sink& sink, Diagnostic diagnostic) : sink_(&sink), diagnostic_(std::move(diagnostic)) {}
  Draft(Draft&& other) noexcept
      : sink_(std::exchange(other.sink_, nullptr)), diagnostic_(std::move(other.diagnostic_)) {}
  Draft(const Draft&) = delete;
  auto operator=(const Draft&) -> Draft& = delete;
  auto operator=(Draft&&) -> Draft& = delete;
  ~Draft() {
    if (sink_ != nullptr) sink_->Report(std::move(diagnostic_));
  }

  // A second place. Without a text of its own slots: `.Note(first.span(), "first defined here")`.
  template <typename... Args>
  auto Note(Span span, fmt::format_string<const Args&...> text, const Args&... args) -> Draft& {
    diagnostic_.labels.push_back({span, internal::Format(View(text), args...)});
    return *this;
  }

  // What to do about it, in the imperative: `.Help("did you mean `{0}`", nearest)`.
  template <typename... Args>
  auto Help(fmt::format_string<const Args&...> text, const Args&... args) -> Draft& {
    diagnostic_.help.push_back(internal::Format(View(text), args...));
    return *this;
  }

 private:
  static auto View(fmt::string_view text) -> std::string_view { return {text.data(), text.size()}; }

  Sink* sink_;
  Diagnostic diagnostic_;
};

class Emitter {
 public:
  // `sink` must outlive the emitter and every draft it makes.
  explicit Emitter(Sink& sink) : sink_(sink) {}

  template <typename... Args>
  auto Emit(Span span, const Message<Args...>& message, const std::type_identity_t<Args>&... args) -> Draft {
    Diagnostic diagnostic;
    diagnostic.code = message.code();
    diagnostic.severity = message.severity();
    diagnostic.span = span;
    diagnostic.message = internal::Format(message.text(), args...);
    return Draft(sink_, std::move(diagnostic));
  }

  auto sink() const -> Sink& { return sink_; }

 private:
  Sink& sink_;
};

}  // namespace ingot::diag
