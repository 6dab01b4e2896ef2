#include "compiler/ir/field_types.h"

#include <array>

namespace ingot::ir {
namespace {

constexpr auto kSpecs = std::to_array<FieldTypeSpec>({
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, sqlite, postgres, json, bounds, filter, text_rule, schema) \
  {ScalarKind::k##Kind, name, ValueForm::k##value, cpp, sqlite, postgres, json, Bounds::k##bounds, filter, text_rule, &schema},
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
});

}  // namespace

auto FieldTypeSpecs() -> std::span<const FieldTypeSpec> { return kSpecs; }

auto SpecOf(ScalarKind kind) -> const FieldTypeSpec& { return kSpecs[static_cast<size_t>(kind)]; }

auto FindScalarKind(std::string_view name) -> std::optional<ScalarKind> {
  for (const FieldTypeSpec& spec : kSpecs) {
    if (spec.name == name) return spec.kind;
  }
  return std::nullopt;
}

}  // namespace ingot::ir
