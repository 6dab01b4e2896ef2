#include "codegen/targets/cpp-service/field_rules.h"

#include "codegen/expr/cpp.h"
#include "codegen/targets/cpp-service/cpp_values.h"

namespace ingot::codegen::cpp_service {
namespace {

// One rule of a field: `checks.maxLength("fileName", input.fileName, 255)`.
class Rules {
 public:
  Rules(const ir::App& app, const ir::Field& field, std::string_view path, const Safe<CppExpr>& place)
      : app_(app), field_(field), name_(CppString::Quote(path)), place_(place) {}

  auto All() -> std::vector<Safe<CppExpr>> {
    if (field_.required && field_.default_expression) rules_.push_back(CppExpr::Of("checks.notNull(@, @)", name_, place_));
    if (field_.required && !field_.default_expression) rules_.push_back(CppExpr::Of("checks.required(@, @)", name_, place_));
    const auto list = std::get_if<ir::ListType>(&field_.type);
    if (list != nullptr) AddItems();
    single_ = list == nullptr ? field_.type : ir::ElementType(*list);
    if (const auto scalar = std::get_if<ir::ScalarType>(&single_)) AddScalar(*scalar);
    return std::move(rules_);
  }

 private:
  // The rules that follow are those of each item.
  void AddItems() {
    if (field_.min_items > 0) AddLength("minItems", field_.min_items);
    AddLength("maxItems", field_.max_items);
  }

  void AddScalar(const ir::ScalarType& type) {
    const ir::FieldTypeSpec& spec = ir::SpecOf(type.kind);
    if (type.kind == ir::ScalarKind::kDecimal) {
      rules_.push_back(CppExpr::Of("checks.precision(@, @, @)", name_, place_, CppLiteral::Integer(type.precision)));
    }
    if (spec.bounds == ir::Bounds::kLength || spec.bounds == ir::Bounds::kBytes) {
      if (field_.min) AddLength("minLength", std::get<int64_t>(*field_.min));
      if (field_.max) AddLength("maxLength", std::get<int64_t>(*field_.max));
    } else {
      if (field_.min) AddBound("min", *field_.min);
      if (field_.max) AddBound("max", *field_.max);
    }
    if (field_.pattern) {
      rules_.push_back(CppExpr::Of("checks.pattern(@, @, @)", name_, place_, CppString::Quote(*field_.pattern)));
    }
    AddTextRule(type.kind);
  }

  void AddLength(Constant rule, int64_t limit) {
    rules_.push_back(CppExpr::Of("checks.@(@, @, @)", CppIdentifier::Fixed(rule), name_, place_, CppLiteral::Integer(limit)));
  }

  void AddBound(Constant rule, const ir::Value& limit) {
    rules_.push_back(CppExpr::Of("checks.@(@, @, @)", CppIdentifier::Fixed(rule), name_, place_, ValueExpr(app_, single_, limit)));
  }

  void AddTextRule(ir::ScalarKind kind) {
    const auto add = [&](Constant rule) {
      rules_.push_back(CppExpr::Of("checks.@(@, @)", CppIdentifier::Fixed(rule), name_, place_));
    };
    switch (kind) {
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, sqlite, postgres, json, bounds, filter, text_rule, ...) \
  case ir::ScalarKind::k##Kind:                                                                     \
    if (std::string_view(text_rule) != "none") add(text_rule);                                      \
    break;
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
    }
  }

  const ir::App& app_;
  const ir::Field& field_;
  ir::FieldType single_;  // the field's type, or that of each item
  Safe<CppString> name_;
  Safe<CppExpr> place_;
  std::vector<Safe<CppExpr>> rules_;
};

}  // namespace

// What a field becomes that a body leaves out. An expression is for new rows only: a row that is replaced keeps what the
// expression once gave it, so that the same replacement twice is the same as once.
auto FieldFill(const ir::App& app, const ir::Field& field, const Safe<CppExpr>& place) -> std::optional<Safe<CppExpr>> {
  if (field.default_value) return CppExpr::Of("@.orDefault(@)", place, ValueExpr(app, field.type, *field.default_value));
  if (field.default_expression) {
    const auto value = PrintCpp(app, *field.default_expression);
    if (ResultIsOptional(app, *field.default_expression)) return CppExpr::Of("@.orResult(@)", place, value);
    return CppExpr::Of("@.orDefault(@)", place, value);
  }
  if (field.required) return std::nullopt;
  return CppExpr::Of("@.orNull()", place);
}

auto FieldRules(const ir::App& app, const ir::Field& field, std::string_view path, const Safe<CppExpr>& place) -> std::vector<Safe<CppExpr>> {
  return Rules(app, field, path, place).All();
}

}  // namespace ingot::codegen::cpp_service
