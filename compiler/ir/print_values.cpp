#include <fmt/format.h>

#include "compiler/base/json_text.h"
#include "compiler/base/match.h"
#include "compiler/ir/print.h"

namespace ingot::ir {
namespace {

auto UuidText(const std::array<uint8_t, 16>& bytes) -> std::string {
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", bytes[i]);
  }
  return text;
}

auto DecimalText(int64_t unscaled, int scale) -> std::string {
  const bool negative = unscaled < 0;
  std::string digits =
      std::to_string(negative ? 0 - static_cast<uint64_t>(unscaled) : static_cast<uint64_t>(unscaled));
  if (scale > 0) {
    const auto wanted = static_cast<size_t>(scale) + 1;
    if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
    digits.insert(digits.size() - static_cast<size_t>(scale), 1, '.');
  }
  return (negative ? "-" : "") + digits;
}

auto IntegerText(int64_t value, const FieldType& type, const App& app) -> std::string {
  if (const auto* choice = std::get_if<EnumType>(&type)) {
    return JsonString(app.enums[choice->id].values.at(static_cast<size_t>(value)));
  }
  const auto* scalar = std::get_if<ScalarType>(&type);
  if (scalar == nullptr) return std::to_string(value);
  switch (scalar->kind) {
    case ScalarKind::kDecimal: return DecimalText(value, scalar->scale);
    case ScalarKind::kDate: return fmt::format("{} days", value);
    case ScalarKind::kTime:
    case ScalarKind::kTimestamp:
    case ScalarKind::kDuration: return fmt::format("{} us", value);
    default: return std::to_string(value);
  }
}

auto OnDeleteText(OnDelete on_delete) -> std::string_view {
  switch (on_delete) {
    case OnDelete::kRestrict: return "restrict";
    case OnDelete::kCascade: return "cascade";
    case OnDelete::kSetNull: return "setNull";
  }
  return "";
}

}  // namespace

auto PrintType(const FieldType& type, const App& app) -> std::string {
  return std::visit(Match{[](const ScalarType& scalar) {
                            const auto name = std::string(SpecOf(scalar.kind).name);
                            if (scalar.kind != ScalarKind::kDecimal) return name;
                            return fmt::format("{}({},{})", name, scalar.precision, scalar.scale);
                          },
                          [&](const EnumType& choice) { return "enum " + app.enums[choice.id].name; },
                          [&](const RefType& ref) {
                            return fmt::format("ref {} onDelete {}", app.models[ref.model].name,
                                               OnDeleteText(ref.on_delete));
                          },
                          [&](const ListType& list) { return PrintType(ElementType(list), app) + "[]"; },
                          [&](const ObjectType& object) { return "type " + app.types[object.id].name; }},
                    type);
}

auto PrintValue(const Value& value, const FieldType& type, const App& app) -> std::string {
  return std::visit(Match{[](bool flag) { return std::string(flag ? "true" : "false"); },
                          [&](int64_t number) { return IntegerText(number, type, app); },
                          [](double number) { return fmt::format("{}", number); },
                          [](const std::string& text) { return JsonString(text); },
                          [](const std::array<uint8_t, 16>& bytes) { return UuidText(bytes); }},
                    value);
}

}  // namespace ingot::ir
