#include "bot/base/database_url.h"

#include <algorithm>

namespace ingot::bot {
namespace {

auto HexValue(char c) -> int {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

auto Decoded(const std::string& text) -> std::string {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : HexValue(text[i + 2]);
    decoded += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    if (low >= 0) i += 2;
  }
  return decoded;
}

// Where the parts of a URL stand. Several hosts separated by commas, which libpq knows, are one authority.
struct Parts {
  size_t authority = 0;  // behind `://`
  size_t path = 0;       // its `/`, or where one would be
  size_t query = 0;      // its `?`, or the end
};

auto PartsOf(const std::string& url) -> Parts {
  Parts parts;
  parts.authority = url.find("://") + 3;
  parts.query = std::min(url.find('?', parts.authority), url.size());
  parts.path = std::min(url.find('/', parts.authority), parts.query);
  return parts;
}

void TakeParameter(DatabaseUrl& url) {
  constexpr std::string_view kWord = "password=";
  std::string& text = url.without_password;
  const size_t query = PartsOf(text).query;
  for (size_t at = text.find(kWord, query); at != std::string::npos; at = text.find(kWord, at + 1)) {
    if (text[at - 1] != '?' && text[at - 1] != '&') continue;  // `sslpassword=`
    const size_t end = std::min(text.find('&', at), text.size());
    url.password = Decoded(text.substr(at + kWord.size(), end - at - kWord.size()));
    const bool last = end == text.size();
    text.erase(last ? at - 1 : at, end - at + 1);
    return;
  }
}

}  // namespace

auto TakePassword(const std::string& text) -> DatabaseUrl {
  DatabaseUrl url{text, ""};
  if (text.find("://") == std::string::npos) return url;
  const Parts parts = PartsOf(text);
  const size_t at = text.rfind('@', parts.path);
  const size_t colon = text.find(':', parts.authority);
  if (at != std::string::npos && at >= parts.authority && colon < at) {
    url.password = Decoded(text.substr(colon + 1, at - colon - 1));
    url.without_password.erase(colon, at - colon);
  }
  TakeParameter(url);
  return url;
}

auto WithDatabaseAndRole(const std::string& url, const std::string& database, const std::string& role, const std::string& password) -> std::string {
  const std::string bare = TakePassword(url).without_password;
  const Parts parts = PartsOf(bare);
  const size_t at = bare.rfind('@', parts.path);
  const size_t hosts = at != std::string::npos && at >= parts.authority ? at + 1 : parts.authority;
  return bare.substr(0, parts.authority) + role + ":" + password + "@" + bare.substr(hosts, parts.path - hosts) + "/" + database + bare.substr(parts.query);
}

}  // namespace ingot::bot
