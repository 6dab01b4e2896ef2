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

auto IsOneExpression(std::string_view text) -> bool {
  int open = 0;
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      // A backslash before a quote would keep it open in a text that begins with E.
      if (c == quote) quote = 0;
      continue;
    }
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '\'' || c == '"') quote = c;
    if (c == '(') ++open;
    if (c == ')' && --open < 0) return false;
    if (c == ';' || c == '$' || c == '?' || c == '\\' || c == 0 || (c == '-' && next == '-') || (c == '/' && next == '*')) return false;
    if ((c == 'E' || c == 'e') && next == '\'' && text.substr(i).starts_with("E'") && text.substr(i, text.find('\'', i + 2) - i).ends_with('\\')) return false;
  }
  return open == 0 && quote == 0 && !text.empty() && IsUtf8(text) && text.find('\0') == std::string_view::npos;
}

auto SqliteText::Expression(std::string_view printed) -> Safe<SqliteText> {
  if (!IsOneExpression(printed)) Bug("this is no expression of SQL", printed);
  return Safe<SqliteText>(std::string(printed));
}

auto PgText::Expression(std::string_view printed) -> Safe<PgText> {
  if (!IsOneExpression(printed)) Bug("this is no expression of SQL", printed);
  return Safe<PgText>(std::string(printed));
}

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
