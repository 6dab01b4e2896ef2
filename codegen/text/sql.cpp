#include "codegen/text/sql.h"

#include <algorithm>

#include "codegen/text/bug.h"
#include "codegen/text/names.h"
#include "compiler/base/names.h"
#include "compiler/base/utf8.h"

namespace ingot::codegen {
namespace {

auto IsSnake(std::string_view text) -> bool {
  return !text.empty() && IsAsciiLower(text.front()) &&
         std::ranges::all_of(text, [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '_'; });
}

}  // namespace

auto SqlIdentifier::Named(std::string_view name) -> Safe<SqlIdentifier> {
  RequireName(name);
  return Physical(SnakeCase(name));
}

auto SqlIdentifier::Physical(std::string_view snake) -> Safe<SqlIdentifier> {
  if (!IsSnake(snake) || snake.size() > kLongestPhysicalName) Bug("this is no name of a database", snake);
  std::string name(snake);
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

auto SqliteLiteral::Bytes(std::string_view bytes) -> Safe<SqliteLiteral> {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "X'";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return Safe<SqliteLiteral>(text + "'");
}

}  // namespace ingot::codegen
