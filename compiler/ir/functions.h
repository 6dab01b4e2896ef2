// The table of operators and functions of the expression language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ingot::ir {

enum class Function : uint16_t {
#define INGOT_OPERATOR(Name, ...) k##Name,
#define INGOT_FUNCTION(Name, ...) k##Name,
#include "compiler/ir/functions.def"
#undef INGOT_FUNCTION
#undef INGOT_OPERATOR
};

// Where an operation gives the same result as in the emitted C++.
enum class Targets : uint8_t { kCpp, kAll };

struct FunctionSpec {
  Function function{};
  std::string_view name;      // of the enumerator, for printing a tree
  std::string_view spelling;  // `+`, `sha256`; empty for what only the checks make
  bool is_operator = false;
  std::string_view rule;
  std::string_view cpp;
  Targets targets{};
};

// What is asked of many rows at once. `any` is written for exists too; `all` is exists of the opposite, turned round.
enum class Aggregation : uint8_t { kExists, kCount, kSum, kMin, kMax };

// As an expression writes it.
auto SpellingOf(Aggregation kind) -> std::string_view;

// In the order of the definition file.
auto FunctionSpecs() -> std::span<const FunctionSpec>;
auto SpecOf(Function function) -> const FunctionSpec&;

}  // namespace ingot::ir
