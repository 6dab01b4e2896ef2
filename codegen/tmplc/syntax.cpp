#include "codegen/tmplc/syntax.h"

#include <array>
#include <cctype>
#include <cstddef>

namespace ingot::tmplc {
namespace {

constexpr auto kSyntaxes = std::to_array<Syntax>({
    {"cpp", "Cpp", "//", "\"'", true},
    {"sql", "Sql", "--", "\"'", false},
    {"sqlite", "SqliteSql", "--", "\"'", false},
    {"pg", "PgSql", "--", "\"'", false},
    {"json", "Json", "", "\"", true},
    {"cmake", "CMake", "#", "\"", true},
    {"markdown", "Markdown", "", "", false},
    {"env", "Env", "#", "\"", true},
    {"sh", "Shell", "#", "\"'", true},
    {"yaml", "Yaml", "#", "\"'", true},
    {"dockerfile", "Dockerfile", "#", "", false},
    {"plain", "PlainText", "", "", false},
});

// 1'000'000 holds no quotes.
auto SeparatesDigits(std::string_view text, std::size_t at) -> bool {
  return text[at] == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
}

}  // namespace

auto FindSyntax(std::string_view name) -> const Syntax* {
  for (const Syntax& syntax : kSyntaxes) {
    if (syntax.name == name) return &syntax;
  }
  return nullptr;
}

auto SyntaxNames() -> std::string {
  std::string names;
  for (const Syntax& syntax : kSyntaxes) {
    if (!names.empty()) names += ", ";
    names += syntax.name;
  }
  return names;
}

void LineScanner::Skip(std::string_view text) {
  for (std::size_t i = 0; i < text.size() && !comment_; ++i) {
    if (quote_ != 0) {
      if (text[i] == '\\' && syntax_.backslash) {
        ++i;
      } else if (text[i] == quote_) {
        quote_ = 0;
      }
    } else if (!syntax_.comment.empty() && text.substr(i).starts_with(syntax_.comment)) {
      comment_ = true;
    } else if (syntax_.quotes.find(text[i]) != std::string_view::npos && !SeparatesDigits(text, i)) {
      quote_ = text[i];
    }
  }
}

auto LineScanner::At() const -> std::string_view {
  if (comment_) return "kComment";
  return quote_ != 0 ? "kQuoted" : "kCode";
}

}  // namespace ingot::tmplc
