#include "compiler/frontend/pg/url.h"

#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>

#include "compiler/base/names.h"
#include "compiler/frontend/pg/read.h"

namespace ingot::frontend::pg {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

auto Quoted(std::string_view value) -> std::string {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

auto IsUuid(std::string_view text) -> bool {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = ToAsciiLower(text[i]);
    if (dash ? c != '-' : !(IsAsciiDigit(c) || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

}  // namespace

auto ConnectOptions::Harmless(std::string text) const -> std::string {
  for (size_t found = text.find(password); !password.empty() && found != std::string::npos; found = text.find(password, found + 3)) {
    text.replace(found, password.size(), "***");
  }
  return text;
}

auto ReadUrl(const std::string& url) -> tl::expected<ConnectOptions, std::string> {
  char* words = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> parsed(PQconninfoParse(url.c_str(), &words));
  const std::unique_ptr<char, decltype(&PQfreemem)> freed(words, PQfreemem);
  if (!parsed || url.find('\0') != std::string::npos) return tl::unexpected(std::string("the URL of the database cannot be read"));
  std::map<std::string, std::string> said{{"connect_timeout", "10"}, {"application_name", "ingot"}};
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr) said[option->keyword] = option->val;
  }
  said["client_encoding"] = "UTF8";
  ConnectOptions options;
  options.password = said.contains("password") ? said["password"] : "";
  for (const auto& [key, value] : said) options.options += key + "=" + Quoted(value) + " ";
  const auto word = [&](const char* key) { return said.contains(key) ? said[key] : std::string(); };
  const std::string host = word("host").empty() ? word("hostaddr") : word("host");
  options.shown = word("dbname").empty() ? "" : "`" + word("dbname") + "`";
  if (!host.empty()) options.shown += (options.shown.empty() ? "at " : " at ") + host + (word("port").empty() ? "" : ":" + word("port"));
  options.shown = options.Harmless(options.shown);
  return options;
}

auto IsUrl(std::string_view text) -> bool { return text.starts_with("postgresql://") || text.starts_with("postgres://"); }

auto ShownUrl(const std::string& url) -> std::string {
  const auto options = ReadUrl(url);
  return options && !options->shown.empty() ? options->shown : "of the URL";
}

auto IsApplicationName(std::string_view app) -> bool {
  const size_t slash = app.find('/');
  if (slash == std::string_view::npos) return IsUuid(app);
  return slash > 0 && slash + 1 < app.size() && app.find('/', slash + 1) == std::string_view::npos;
}

}  // namespace ingot::frontend::pg
