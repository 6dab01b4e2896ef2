#include "file/headers.hpp"

#include <algorithm>
#include <utility>

#include "net/percent.hpp"
#include "types/text.hpp"

namespace ingot::rt::file {
namespace {

constexpr std::size_t kMostNameBytes = 255;
constexpr std::size_t kMostTypeBytes = 100;

bool isToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return isAlpha(c) || isDigit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool matches(std::string_view type, std::string_view pattern) {
  if (pattern.ends_with("/*")) return type.starts_with(pattern.substr(0, pattern.size() - 1));
  return type == pattern;
}

Failure badName(std::string words) { return badRequest({{"Content-Disposition", "unreadable", std::move(words)}}); }

// Takes a value, quoted or not, from the front of `rest`.
std::string valueFrom(std::string_view& rest) {
  std::string value;
  if (!rest.starts_with('"')) {
    const std::string_view plain = trimmed(rest.substr(0, rest.find(';')));
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    return std::string(plain);
  }
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    if (rest.front() == '\\') rest.remove_prefix(1);
    if (rest.empty()) break;
    value += rest.front();
    rest.remove_prefix(1);
  }
  if (rest.empty()) throw badName("has a quoted text without its end");
  rest.remove_prefix(1);
  return value;
}

// RFC 8187: `UTF-8''a%20name.png`
std::string extendedValue(const std::string& value) {
  const std::size_t language = value.find('\'');
  const std::size_t text = language == std::string::npos ? language : value.find('\'', language + 1);
  std::string name;
  if (text == std::string::npos || !sameName(std::string_view(value).substr(0, language), "UTF-8") ||
      !net::percentDecode(std::string_view(value).substr(text + 1), false, name))
    throw badName("has a filename* that is no percent-encoded UTF-8");
  return name;
}

// What people may see of it: the last part of a path, and nothing that a terminal or a header would act on.
std::string sane(std::string name) {
  if (!isUtf8(name)) throw badName("has a filename that is no UTF-8");
  if (const std::size_t folder = name.find_last_of("/\\"); folder != std::string::npos) name.erase(0, folder + 1);
  const bool hasControl = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (hasControl || name.empty() || name == "." || name == "..") throw badName("has a filename that names no file");
  if (name.size() > kMostNameBytes) throw badName("has a filename of more than 255 bytes");
  return name;
}

bool number(std::string_view text, std::int64_t& out) {
  return !text.empty() && std::all_of(text.begin(), text.end(), isDigit) && parse(text, out);
}

}  // namespace

std::string acceptedType(const Request& request, std::span<const std::string_view> accept) {
  if (!request.header("Content-Encoding").empty())
    throw Failure(415, "unsupported_media_type", "a file is sent as it is, without a Content-Encoding");
  const std::string_view header = request.header("Content-Type");
  std::string type(trimmed(header.substr(0, header.find(';'))));
  for (char& c : type) c = toLower(c);
  if (type.empty()) type = "application/octet-stream";
  const std::size_t slash = type.find('/');
  const bool isType = slash != std::string::npos && isToken(std::string_view(type).substr(0, slash)) &&
                      isToken(std::string_view(type).substr(slash + 1)) && type.size() <= kMostTypeBytes;
  if (isType && accept.empty()) return type;
  if (isType && std::any_of(accept.begin(), accept.end(), [&](std::string_view pattern) { return matches(type, pattern); })) return type;
  std::string words = isType ? "files of this type are not taken" : "the Content-Type is no media type";
  for (std::size_t i = 0; i < accept.size(); ++i) words.append(i == 0 ? "; it may be " : i + 1 < accept.size() ? ", " : " or ").append(accept[i]);
  throw Failure(415, "unsupported_media_type", std::move(words));
}

std::string nameOf(const Request& request, std::string_view otherwise) {
  std::string_view rest = request.header("Content-Disposition");
  std::string name;
  bool isExtended = false;
  rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the semicolon
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) break;
    const std::string_view key = trimmed(rest.substr(0, equals));
    rest = trimmed(rest.substr(equals + 1));
    std::string value = valueFrom(rest);
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    if (sameName(key, "filename*")) {
      name = extendedValue(value);
      isExtended = true;
    } else if (sameName(key, "filename") && !isExtended) {
      name = std::move(value);
    }
  }
  return name.empty() ? std::string(otherwise) : sane(std::move(name));
}

std::string disposition(std::string_view name) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string plain;
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool isPlain = isAlpha(c) || isDigit(c) || c == '.' || c == '-' || c == '_';
    if (byte < 0x80) plain += isPlain || c == ' ' ? c : '_';
    if (byte >= 0xc0) plain += '_';  // once for each code point
    if (isPlain) {
      encoded += c;
    } else {
      encoded.append(1, '%').append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
    }
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

std::optional<Range> rangeOf(const Request& request, std::int64_t size, std::string_view tag) {
  std::string_view range = request.header("Range");
  if (request.headerCount("Range") != 1 || !range.starts_with("bytes=") || range.find(',') != std::string_view::npos) return std::nullopt;
  if (const std::string_view guard = request.header("If-Range"); !guard.empty() && guard != tag) return std::nullopt;
  range = trimmed(range.substr(6));
  const std::size_t dash = range.find('-');
  std::int64_t first = 0;
  std::int64_t last = size - 1;
  if (dash == 0) {  // the last so many
    std::int64_t count = 0;
    if (!number(range.substr(1), count)) return std::nullopt;
    first = count == 0 ? size : std::max<std::int64_t>(size - count, 0);
  } else {
    if (dash == std::string_view::npos || !number(range.substr(0, dash), first)) return std::nullopt;
    if (dash + 1 < range.size() && (!number(range.substr(dash + 1), last) || last < first)) return std::nullopt;
  }
  if (first >= size) {
    throw std::move(Failure(416, "range_not_satisfiable", "the file has " + format(size) + " bytes")
                        .header("Content-Range", "bytes */" + format(size)));
  }
  return Range{first, std::min(last, size - 1) - first + 1};
}

}  // namespace ingot::rt::file
