// The closed set of rules by which two APIs are compared, one per row of rules.def.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ingot::codegen::compare {

enum class Rule : std::uint8_t {
#define INGOT_RULE(name, id, kind, section, meaning) k##name,
#include "codegen/compare/rules.def"
#undef INGOT_RULE
};

enum class Kind : std::uint8_t {
  kBreaking,    // a caller that works today may be refused, or be given what it was not told of
  kCompatible,  // callers of today go on working
};

enum class Section : std::uint8_t { kApi, kPermissions };

struct RuleSpec {
  std::string_view id;
  Kind kind = Kind::kBreaking;
  Section section = Section::kApi;
  std::string_view meaning;
};

auto SpecOf(Rule rule) -> const RuleSpec&;
// Every rule, in the order of rules.def.
auto AllRules() -> std::vector<Rule>;
// `breaking`, `compatible`
auto KindName(Kind kind) -> std::string_view;

}  // namespace ingot::codegen::compare
