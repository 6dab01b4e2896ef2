#include "compiler/check/named_rules.h"

#include "compiler/check/values.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view, std::string_view, std::string_view> kOutside{
    Code::RuleWiderThanType, Severity::kError, "`{0}` of `{1}` lies outside the bounds of its type `{2}`"};
constexpr diag::Message<std::string_view, std::string_view> kTwice{Code::RuleOfTypeTwice, Severity::kError,
                                                                   "`{0}` has a `pattern`, and so has its type `{1}`"};

auto Outside(const ir::Value& bound, const ir::Field& base) -> bool {
  return (base.min && IsLess(bound, *base.min)) || (base.max && IsLess(*base.max, bound));
}

}  // namespace

auto InheritRules(Id<ir::Field> id, Checker& checker) -> bool {
  ir::Field& field = checker.app.fields[id];
  if (!field.named.valid()) return true;
  const ir::ValueType& type = checker.app.types[field.named];
  const ir::Field& base = checker.app.fields[type.scalar];
  const Object& object = checker.PartOf(id).object;
  bool good = true;
  const auto take = [&](std::string_view key, std::optional<ir::Value>& own, const std::optional<ir::Value>& inherited) {
    if (own && Outside(*own, base)) {
      checker.emitter.Emit(object.Get(key).span(), kOutside, key, checker.PathOf(id), type.name)
          .Note(type.span, "`{}` is declared here", type.name)
          .Help("a field may only be narrower than its type");
      good = false;
    }
    if (!own) own = inherited;
  };
  take("min", field.min, base.min);
  take("max", field.max, base.max);
  if (field.pattern && base.pattern) {
    checker.emitter.Emit(object.KeySpan("pattern"), kTwice, checker.PathOf(id), type.name)
        .Note(checker.PartOf(type.scalar).object.KeySpan("pattern"), "the pattern of the type is here")
        .Help("a text keeps one pattern: remove this one, or take a type without");
    good = false;
  }
  if (!field.pattern) field.pattern = base.pattern;
  const bool shown = good && !field.example && !object.Has("example") && std::holds_alternative<ir::ScalarType>(field.type);
  if (shown && base.example && !BrokenRule(*base.example, field)) field.example = base.example;
  return good;
}

}  // namespace ingot::check
