#include "bot/worker/verdict.h"

#include <nlohmann/json.hpp>

namespace ingot::bot {
namespace {

auto NameOf(FailureKind kind) -> const char* {
  switch (kind) {
    case FailureKind::kDefinition: return "definition";
    case FailureKind::kEnvironment: return "environment";
    case FailureKind::kStopped: return "stopped";
  }
  return "";
}

}  // namespace

auto IsJson(std::string_view text) -> bool { return nlohmann::json::accept(text); }

auto VerdictOf(const Failure& failure, const std::string& stage) -> std::string {
  nlohmann::ordered_json verdict{{"result", "failed"}, {"kind", NameOf(failure.kind)}, {"stage", stage}, {"message", failure.text}};
  if (IsJson(failure.diagnostics)) verdict["diagnostics"] = nlohmann::ordered_json::parse(failure.diagnostics);
  return verdict.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace ingot::bot
