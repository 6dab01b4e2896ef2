#include "codegen/text/cpp.h"

#include <string>

#include "codegen/text/bug.h"
#include "codegen/text/names.h"
#include "compiler/base/names.h"

namespace ingot::codegen {
namespace {

auto Mangled(std::string text) -> std::string {
  if (IsReservedInCpp(text)) text += '_';
  return text;
}

auto Capitalised(std::string_view name) -> std::string {
  RequireName(name);
  std::string text(name);
  text.front() = ToAsciiUpper(text.front());
  return text;
}

void AppendOctal(std::string& text, unsigned char byte) {
  text += '\\';
  text += static_cast<char>('0' + (byte >> 6));
  text += static_cast<char>('0' + ((byte >> 3) & 7));
  text += static_cast<char>('0' + (byte & 7));
}

void AppendByte(std::string& text, char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    text += '\\';
    text += c;
  } else if (c == '\n') {
    text += "\\n";
  } else if (byte < 0x20 || byte > 0x7E || (c == '?' && text.ends_with('?'))) {  // two of them begin a trigraph
    AppendOctal(text, byte);
  } else {
    text += c;
  }
}

// One literal, or several of readable length on lines of their own, which C++ joins.
auto Literal(std::string_view bytes) -> std::string {
  constexpr std::size_t kLong = 88;
  constexpr std::size_t kTooLong = 104;
  std::string text = "\"";
  std::size_t line = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    AppendByte(text, bytes[i]);
    const std::size_t width = text.size() - line;
    const bool ends_here = bytes[i] == '\n' || (bytes[i] == ' ' && width >= kLong) || width >= kTooLong;
    if (!ends_here || i + 1 == bytes.size()) continue;
    text += "\"\n";
    line = text.size();
    text += '"';
  }
  return text + '"';
}

}  // namespace

auto CppIdentifier::Type(std::string_view name) -> Safe<CppIdentifier> {
  return Safe<CppIdentifier>(Mangled(Capitalised(name)));
}

auto CppIdentifier::Value(std::string_view name) -> Safe<CppIdentifier> {
  RequireName(name);
  return Safe<CppIdentifier>(Mangled(CamelCase(name)));
}

auto CppIdentifier::Constant(std::string_view name) -> Safe<CppIdentifier> {
  return Safe<CppIdentifier>("k" + Capitalised(name));
}

auto CppIdentifier::Prefixed(codegen::Constant prefix, std::string_view name) -> Safe<CppIdentifier> {
  return Safe<CppIdentifier>(Mangled(std::string(prefix.View()) + Capitalised(name)));
}

auto CppIdentifier::Suffixed(std::string_view name, codegen::Constant suffix, codegen::Constant more) -> Safe<CppIdentifier> {
  RequireName(name);
  return Safe<CppIdentifier>(Mangled(std::string(name) + std::string(suffix.View()) + std::string(more.View())));
}

auto CppIdentifier::Linked(codegen::Constant prefix, std::string_view name, codegen::Constant link, std::string_view other)
    -> Safe<CppIdentifier> {
  return Safe<CppIdentifier>(std::string(prefix.View()) + Capitalised(name) + std::string(link.View()) + Capitalised(other));
}

auto CppIdentifier::Numbered(codegen::Constant prefix, int number) -> Safe<CppIdentifier> {
  if (number < 0) Bug("an identifier cannot hold this number", std::to_string(number));
  return Safe<CppIdentifier>(Mangled(std::string(prefix.View()) + std::to_string(number)));
}

auto CppIdentifier::Fixed(codegen::Constant text) -> Safe<CppIdentifier> {
  return Safe<CppIdentifier>(std::string(text.View()));
}

auto CppString::OneLine(std::string_view json) -> Safe<CppString> {
  std::string text = "\"";
  for (const char c : json) AppendByte(text, c);
  return Safe<CppString>(text + '"');
}

auto CppString::Quote(std::string_view bytes) -> Safe<CppString> {
  if (bytes.find('\0') == std::string_view::npos) return Safe<CppString>(Literal(bytes));
  std::string text = "std::string_view(";
  AppendLaidOut(text, Literal(bytes), Layout::kColumn);
  return Safe<CppString>(text + ", " + std::to_string(bytes.size()) + ")");
}

auto CppLiteral::Integer(std::int64_t value) -> Safe<CppLiteral> {
  return Safe<CppLiteral>(WideInteger(value));
}

auto CppLiteral::Double(double value) -> Safe<CppLiteral> { return Safe<CppLiteral>(ShortestDouble(value)); }

auto CppLiteral::Boolean(bool value) -> Safe<CppLiteral> {
  return Safe<CppLiteral>(value ? "true" : "false");
}

auto CppExpr::Call(const Safe<CppExpr>& callee, const std::vector<Safe<CppExpr>>& arguments)
    -> Safe<CppExpr> {
  return Of("@(@)", callee, Join(", ", arguments));
}

auto CppHash::Of(std::string_view digits) -> Safe<CppHash> {
  if (digits.empty() || digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) Bug("no hash", std::string(digits));
  return Safe<CppHash>(std::string(digits));
}

auto CppPath::Include(const Safe<Path>& path) -> Safe<CppPath> {
  return Safe<CppPath>(std::string(path.View()));
}

}  // namespace ingot::codegen
