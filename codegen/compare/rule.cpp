#include "codegen/compare/rule.h"

#include <array>

namespace ingot::codegen::compare {
namespace {

constexpr std::array kSpecs{
#define INGOT_RULE(name, id, kind, section, meaning) RuleSpec{id, Kind::kind, Section::section, meaning},
#include "codegen/compare/rules.def"
#undef INGOT_RULE
};

}  // namespace

auto SpecOf(Rule rule) -> const RuleSpec& { return kSpecs.at(static_cast<size_t>(rule)); }

auto AllRules() -> std::vector<Rule> {
  std::vector<Rule> rules;
  for (size_t i = 0; i < kSpecs.size(); ++i) rules.push_back(static_cast<Rule>(i));
  return rules;
}

auto KindName(Kind kind) -> std::string_view { return kind == Kind::kBreaking ? "breaking" : "compatible"; }

}  // namespace ingot::codegen::compare
