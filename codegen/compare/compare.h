// Compares two APIs by their OpenAPI 3.1 documents, which say exactly what each service does.
//
// What narrows what may be sent is breaking, and what widens what may come back; the other way round is compatible. A cause
// is told once, however many operations it reaches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/compare/rule.h"

namespace ingot::codegen::compare {

struct Finding {
  Rule rule = Rule::kOperationRemoved;
  std::string operation;                // where it is told: `GET /api/docs`; empty for the service as a whole
  std::string within;                   // `response 200 · data[].title`; empty for the operation as a whole
  std::string text;                     // what changed there, for people; holds names and values of the definition as they are
  std::vector<std::string> operations;  // all that it reaches, in the order of paths; empty for the service as a whole

  auto Breaking() const -> bool { return SpecOf(rule).kind == Kind::kBreaking; }
};

// In the order of paths, methods and places. The error says which document cannot be read as one.
auto Compare(std::string_view before, std::string_view after) -> tl::expected<std::vector<Finding>, std::string>;

}  // namespace ingot::codegen::compare
