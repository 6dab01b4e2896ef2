// The output languages: what a file is written in, and how that language spells an integer.
// `Base` names a language whose texts are right in this one too (plain SQL in a dialect of SQL).
#pragma once

#include <cstdint>
#include <string>

namespace ingot::codegen {

// Decimal digits; a wide integer of C++ and SQL has no literal for its smallest value, so it is an expression
// there.
auto DecimalInteger(std::int64_t value) -> std::string;
auto WideInteger(std::int64_t value) -> std::string;
// A number that every JSON reader takes exactly: within +-(2^53 - 1), a bug of ours otherwise.
auto JsonInteger(std::int64_t value) -> std::string;
// The shortest digits that read back as the same value, always with a point or an exponent. A value that is
// not finite has no spelling: a bug of ours.
auto ShortestDouble(double value) -> std::string;

struct NoLanguage {};

template <auto Print>
struct LanguageOf {
  using Base = NoLanguage;
  static auto Integer(std::int64_t value) -> std::string { return Print(value); }
};

struct Cpp : LanguageOf<&WideInteger> {};
struct Sql : LanguageOf<&WideInteger> {};
struct SqliteSql : LanguageOf<&WideInteger> {
  using Base = Sql;
};
struct PgSql : LanguageOf<&WideInteger> {
  using Base = Sql;
};
struct Json : LanguageOf<&JsonInteger> {};
struct CMake : LanguageOf<&DecimalInteger> {};
struct Markdown : LanguageOf<&DecimalInteger> {};
struct Env : LanguageOf<&DecimalInteger> {};
struct FilePath : LanguageOf<&DecimalInteger> {};
// Build files carry no text of a user's: these languages have no kind of text, so only integers fit their
// slots.
struct Shell : LanguageOf<&DecimalInteger> {};
struct Dockerfile : LanguageOf<&DecimalInteger> {};
struct Yaml : LanguageOf<&DecimalInteger> {};
struct PlainText : LanguageOf<&DecimalInteger> {};

}  // namespace ingot::codegen
