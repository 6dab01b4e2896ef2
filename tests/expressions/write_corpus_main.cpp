// Writes the corpus as one C++ program, and beside it what the evaluator says the program must print.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "codegen/expr/cpp.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "tests/expressions/corpus.h"
#include "compiler/ir/evaluate.h"

namespace ingot::testing {
namespace {

constexpr std::string_view kHead = R"(#include <cstdio>
#include <optional>
#include <string>

#include <ingot/rt/expr.hpp>

namespace rt = ingot::rt;
namespace expr = ingot::rt::expr;

struct Kind {
  std::uint8_t index = 0;
  static constexpr std::array<std::string_view, 3> texts{"one", "two", "three"};
  friend auto operator<=>(const Kind&, const Kind&) = default;
};

void print(bool value) { std::puts(value ? "true" : "false"); }
void print(std::int64_t value) { std::printf("%lld\n", static_cast<long long>(value)); }
void print(double value) { std::printf("%a\n", value); }
void print(std::string_view value) {
  for (const char c : value) std::printf("%02x", static_cast<unsigned char>(c));
  std::puts(".");
}
void print(const char* value) { print(std::string_view(value)); }
void print(rt::BigInt value) { print(value.value); }
template <int Scale>
void print(rt::Decimal<Scale> value) { print(value.unscaled); }
void print(rt::Date value) { print(std::int64_t{value.days}); }
void print(rt::Timestamp value) { print(value.micros); }
void print(rt::Duration value) { print(value.micros); }
void print(Kind value) { print(std::int64_t{value.index}); }
template <typename T>
void print(const std::optional<T>& value) { value ? print(*value) : static_cast<void>(std::puts("null")); }

)";

auto CppTypeOf(const ir::FieldType& type) -> std::string {
  if (std::holds_alternative<ir::EnumType>(type)) return "Kind";
  const auto& scalar = std::get<ir::ScalarType>(type);
  const std::string name(ir::SpecOf(scalar.kind).cpp);
  return scalar.kind == ir::ScalarKind::kDecimal ? fmt::format("{}<{}>", name, scalar.scale) : name;
}

auto CppValueOf(const ir::Field& field, const MaybeValue& value) -> std::string {
  if (!value) return "std::nullopt";
  if (const auto* truth = std::get_if<bool>(&*value)) return *truth ? "true" : "false";
  if (const auto* real = std::get_if<double>(&*value)) return fmt::format("{:a}", *real);
  if (const auto* text = std::get_if<std::string>(&*value))
    return std::string(codegen::CppString::Quote(*text).View());
  const int64_t number = std::get<int64_t>(*value);
  const std::string digits = number == INT64_MIN ? "INT64_MIN" : std::to_string(number);
  const std::string type = CppTypeOf(field.type);
  return type == "std::int64_t" ? digits : fmt::format("{}{{{}}}", type, digits);
}

auto Printed(const MaybeValue& value) -> std::string {
  if (!value) return "null\n";
  if (const auto* truth = std::get_if<bool>(&*value)) return *truth ? "true\n" : "false\n";
  if (const auto* number = std::get_if<int64_t>(&*value)) return std::to_string(*number) + "\n";
  if (const auto* real = std::get_if<double>(&*value)) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%a\n", *real);
    return buffer.data();
  }
  std::string hex;
  for (const char c : std::get<std::string>(*value))
    hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex + ".\n";
}

auto Program(const ir::App& app, const std::vector<RowValues>& rows) -> std::string {
  std::string text(kHead);
  std::string cases;
  std::string calls;
  text += "struct Row {\n";
  for (const ir::Field& field : app.fields) {
    const std::string type = CppTypeOf(field.type);
    if (!ExpressionOf(field)) {
      text += fmt::format("  {} {};\n", field.required ? type : "std::optional<" + type + ">", field.name);
      continue;
    }
    const bool optional = codegen::ResultIsOptional(app, *ExpressionOf(field));
    cases += fmt::format(
        "{} {}([[maybe_unused]] const Row& item, [[maybe_unused]] rt::Timestamp now) {{\n  return {};\n}}\n",
        optional ? "std::optional<" + type + ">" : type, field.name,
        codegen::PrintCpp(app, *ExpressionOf(field)).View());
    calls += fmt::format("    print({}(item, now));\n", field.name);
  }
  text += "};\n\n" + cases + "\nconst Row kRows[] = {\n";
  for (const RowValues& row : rows) {
    text += "  {";
    for (const Id<ir::Field> id : app.fields.Ids()) {
      if (!ExpressionOf(app.fields[id])) text += CppValueOf(app.fields[id], row.fields.at(id)) + ", ";
    }
    text += "},\n";
  }
  text += fmt::format(
      "}};\n\nint main() {{\n  const rt::Timestamp now{{{}}};\n  for (const Row& item : kRows) {{\n{}  "
      "}}\n}}\n",
      rows.front().now, calls);
  return text;
}

auto Expected(const ir::App& app, const std::vector<RowValues>& rows) -> std::string {
  std::string text;
  for (const RowValues& row : rows) {
    for (const ir::Field& field : app.fields) {
      if (ExpressionOf(field)) text += Printed(ir::Evaluate(app, *ExpressionOf(field), row));
    }
  }
  return text;
}

auto Run(const char* program, const char* expected) -> int {
  const std::vector<Case> cases = Cases();
  source::SourceMap sources;
  sources.Add("corpus.json", Definition(cases));
  diag::CollectingSink sink;
  const auto tree = frontend::ParseJson(sources, sink);
  const auto app = tree ? check::Check(tree->root(), sink) : std::nullopt;
  for (const diag::Diagnostic& diagnostic : sink.Collected().diagnostics) {
    if (diagnostic.severity != diag::Severity::kError) continue;
    const auto place = sources.Locate(diagnostic.span.source, diagnostic.span.begin);
    fmt::print(stderr, "{}: {}\n", place.line_text, diagnostic.message);
  }
  if (!app) return 1;
  const std::vector<RowValues> rows = Rows(*app);
  std::ofstream(program) << Program(*app, rows);
  std::ofstream(expected) << Expected(*app, rows);
  return 0;
}

}  // namespace
}  // namespace ingot::testing

int main(int argc, char** argv) { return argc == 3 ? ingot::testing::Run(argv[1], argv[2]) : 2; }
