// What must not compile: raw text, another language's text, text at a position where it may not stand.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "codegen/text/cmake.h"
#include "codegen/text/cpp.h"
#include "codegen/text/env.h"
#include "codegen/text/json.h"
#include "codegen/text/markdown.h"
#include "codegen/text/path.h"
#include "codegen/text/sql.h"
#include "codegen/text/text_out.h"

namespace ingot::codegen {
namespace {

template <typename Language, Position At, typename Value>
concept Takes = requires(TextOut<Language> out, const Value& value) {
  out.template Put<At>(value);
};

template <typename Language, typename Value>
concept TakesInCode = Takes<Language, Position::kCode, Value>;

// Its own language's texts, and exact integers.
static_assert(TakesInCode<Cpp, Safe<CppIdentifier>>);
static_assert(TakesInCode<Cpp, Safe<CppExpr>>);
static_assert(TakesInCode<Sql, Safe<SqlText>>);
static_assert(TakesInCode<SqliteSql, Safe<SqlText>>);
static_assert(TakesInCode<Cpp, int>);
static_assert(TakesInCode<Shell, std::int64_t>);

// No raw text, and no number that would have to change.
static_assert(!TakesInCode<Cpp, std::string>);
static_assert(!TakesInCode<Cpp, std::string_view>);
static_assert(!TakesInCode<Cpp, const char*>);
static_assert(!TakesInCode<Cpp, char[4]>);
static_assert(!TakesInCode<Cpp, char>);
static_assert(!TakesInCode<Cpp, bool>);
static_assert(!TakesInCode<Cpp, double>);
static_assert(!TakesInCode<Cpp, unsigned>);
static_assert(!TakesInCode<Cpp, std::size_t>);
static_assert(!TakesInCode<Cpp, short>);
static_assert(!TakesInCode<Cpp, long long>);

// No other language.
static_assert(!TakesInCode<Cpp, Safe<SqlText>>);
static_assert(!TakesInCode<Cpp, Safe<JsonString>>);
static_assert(!TakesInCode<Sql, Safe<CppString>>);
static_assert(!TakesInCode<Sql, Safe<SqliteText>>);
static_assert(!TakesInCode<PgSql, Safe<SqliteText>>);
static_assert(!TakesInCode<Json, Safe<CppString>>);
static_assert(!TakesInCode<Shell, Safe<EnvText>>);
static_assert(!TakesInCode<Dockerfile, Safe<CMakeName>>);
static_assert(!TakesInCode<FilePath, Safe<CppPath>>);
static_assert(!TakesInCode<FilePath, Safe<CppIdentifier>>);

// No wrong position.
static_assert(!Takes<Cpp, Position::kQuoted, Safe<CppString>>);
static_assert(!Takes<Cpp, Position::kQuoted, Safe<CppIdentifier>>);
static_assert(!Takes<Cpp, Position::kComment, Safe<CppString>>);
static_assert(!Takes<Cpp, Position::kComment, Safe<CppExpr>>);
static_assert(!Takes<Cpp, Position::kCode, Safe<CppPath>>);
static_assert(!Takes<Sql, Position::kQuoted, Safe<SqlLiteral>>);
static_assert(!Takes<Sql, Position::kQuoted, Safe<SqlIdentifier>>);
static_assert(!Takes<Sql, Position::kComment, Safe<SqlLiteral>>);
static_assert(!Takes<Json, Position::kQuoted, Safe<JsonString>>);
static_assert(!Takes<Env, Position::kComment, Safe<EnvText>>);
static_assert(Takes<Cpp, Position::kQuoted, Safe<CppPath>>);
static_assert(Takes<Cpp, Position::kComment, Safe<CppIdentifier>>);
static_assert(Takes<Cpp, Position::kQuoted, int>);

// Composition keeps the same walls.
template <typename Kind, typename... Parts>
concept Composes = requires(const Safe<Parts>&... parts) {
  Kind::Join(", ", std::vector<Safe<Parts>>{}...);
};
static_assert(Composes<CppExpr, CppString>);
static_assert(Composes<PgText, SqlText>);
static_assert(!Composes<CppExpr, SqlText>);
static_assert(!Composes<CppType, CppString>);
static_assert(!Composes<SqlText, PgText>);
static_assert(!Composes<SqliteText, PgText>);
static_assert(!Composes<Path, CppPath>);

// Nobody but its encoder makes safe text.
static_assert(!std::is_constructible_v<Safe<CppExpr>, std::string>);
static_assert(!std::is_constructible_v<Safe<CppExpr>, const char*>);
static_assert(!std::is_constructible_v<Safe<CppExpr>, Safe<CppString>>);
static_assert(!std::is_default_constructible_v<Safe<CppExpr>>);

// A condition is a bool.
template <typename Value>
concept Conditional = requires(Value value) {
  Flag(value);
};
static_assert(Conditional<bool>);
static_assert(!Conditional<int>);
static_assert(!Conditional<const char*>);
static_assert(!Conditional<std::string>);

TEST(Shape, FillsItsHoles) {
  const auto name = CppExpr::Of("name");
  EXPECT_EQ(CppExpr::Of("@(@, \"@@\")", name, CppLiteral::Integer(3)).View(), "name(3, \"@\")");
  EXPECT_EQ(CppExpr::Call(name, {}).View(), "name()");
  EXPECT_EQ(CppExpr::Call(name, {name, name}).View(), "name(name, name)");
  EXPECT_EQ(PgText::Of("@ @@> @", SqlIdentifier::Named("tags"), SqlLiteral::Text("[]")).View(),
            "tags @> '[]'");
}

TEST(TextOut, LaysOutFurtherLines) {
  TextOut<Cpp> out;
  out.Raw("  return ");
  out.Put<Position::kCode>(CppExpr::Of("f(@)", CppExpr::Of("a,\n\nb")));
  out.Raw(";\n  ");
  out.Put<Position::kCode>(CppType::Of("A<\n    B>"));
  EXPECT_EQ(std::move(out).Take(), "  return f(a,\n\n           b);\n  A<\n      B>");
}

TEST(TextOut, SpellsIntegersInItsLanguage) {
  TextOut<Cpp> cpp;
  cpp.Put<Position::kCode>(-7);
  cpp.Put<Position::kCode>(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(std::move(cpp).Take(), "-7(-9223372036854775807 - 1)");
  EXPECT_EXIT(JsonInteger(9007199254740992), ::testing::ExitedWithCode(70), "too wide for a JSON number");
}

}  // namespace
}  // namespace ingot::codegen
