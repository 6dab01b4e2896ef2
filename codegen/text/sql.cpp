#include "codegen/text/sql.h"

#include <algorithm>
#include <cstddef>

#include "codegen/text/bug.h"
#include "codegen/text/names.h"
#include "compiler/base/names.h"
#include "compiler/base/sha256.h"
#include "compiler/base/utf8.h"

namespace ingot::codegen {
namespace {

constexpr std::size_t kLongestName = 50;
constexpr std::size_t kHashDigits = 12;

auto IsSnake(std::string_view text) -> bool {
  return !text.empty() && IsAsciiLower(text.front()) &&
         std::ranges::all_of(text, [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '_'; });
}

}  // namespace

auto PhysicalName(std::string_view snake) -> std::string {
  if (!IsSnake(snake)) Bug("this is no snake_case name", snake);
  std::string name(snake);
  if (name.starts_with("sqlite_")) name.insert(0, "_");
  if (IsTakenInSql(name)) name += '_';
  if (name.size() <= kLongestName) return name;
  const std::string hash = Sha256Hex(name).substr(0, kHashDigits);
  return name.substr(0, kLongestName - kHashDigits - 1) + "_" + hash;
}

auto SqlIdentifier::Named(std::string_view name) -> Safe<SqlIdentifier> {
  RequireName(name);
  return Physical(SnakeCase(name));
}

auto SqlIdentifier::Physical(std::string_view snake) -> Safe<SqlIdentifier> {
  std::string name = PhysicalName(snake);
  if (IsReservedInSql(name)) name = '"' + name + '"';
  return Safe<SqlIdentifier>(std::move(name));
}

auto SqlLiteral::Text(std::string_view utf8) -> Safe<SqlLiteral> {
  if (utf8.find('\0') != std::string_view::npos || !IsUtf8(utf8)) Bug("SQL cannot hold this text", utf8);
  std::string text = "'";
  for (const char c : utf8) {
    if (c == '\'') text += c;
    text += c;
  }
  return Safe<SqlLiteral>(text + "'");
}

auto SqlLiteral::Integer(std::int64_t value) -> Safe<SqlLiteral> {
  return Safe<SqlLiteral>(WideInteger(value));
}

auto SqlLiteral::Double(double value) -> Safe<SqlLiteral> { return Safe<SqlLiteral>(ShortestDouble(value)); }

auto SqlLiteral::Boolean(bool value) -> Safe<SqlLiteral> {
  return Safe<SqlLiteral>(value ? "TRUE" : "FALSE");
}

}  // namespace ingot::codegen
