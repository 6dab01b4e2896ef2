#include "check/formats.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <ingot/rt/types.hpp>

#include "types/text.hpp"

namespace ingot::rt {
namespace {

bool isAtomCharacter(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  return isAlpha(c) || isDigit(c) || kMarks.find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool isLabel(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  for (const char c : label) {
    if (!isAlpha(c) && !isDigit(c) && c != '-' && static_cast<unsigned char>(c) < 0x80) return false;
  }
  return true;
}

// At least two labels; the last one is no number.
bool isDomain(std::string_view domain) {
  if (domain.size() > 253) return false;
  std::size_t labels = 0;
  std::string_view last;
  while (true) {
    const std::size_t dot = domain.find('.');
    last = domain.substr(0, dot);
    if (!isLabel(last)) return false;
    ++labels;
    if (dot == std::string_view::npos) break;
    domain.remove_prefix(dot + 1);
  }
  return labels >= 2 && last.find_first_not_of("0123456789") != std::string_view::npos;
}

bool isLocalPart(std::string_view local) {
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  for (const char c : local) {
    if (c != '.' && !isAtomCharacter(c)) return false;
  }
  return true;
}

}  // namespace

bool isEmail(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (text.size() > 254 || at == std::string_view::npos) return false;
  return isLocalPart(text.substr(0, at)) && isDomain(text.substr(at + 1));
}

bool isUrl(std::string_view text) {
  if (text.size() > 2048) return false;
  const auto parsed = boost::urls::parse_uri(boost::core::string_view(text.data(), text.size()));
  if (!parsed) return false;
  const boost::urls::url_view url = *parsed;
  if (url.scheme_id() != boost::urls::scheme::http && url.scheme_id() != boost::urls::scheme::https)
    return false;
  if (url.has_userinfo() || url.encoded_host().empty()) return false;
  std::int64_t port = 0;
  const std::string_view digits(url.port().data(), url.port().size());
  return digits.empty() || (parse(digits, port) && port >= 1 && port <= 65535);
}

bool isSlug(std::string_view text) {
  if (text.empty() || text.size() > 255) return false;
  bool afterHyphen = true;
  for (const char c : text) {
    if (c == '-' && afterHyphen) return false;
    if (c != '-' && !isLower(c) && !isDigit(c)) return false;
    afterHyphen = c == '-';
  }
  return !afterHyphen;
}

}  // namespace ingot::rt
