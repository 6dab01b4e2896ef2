#include "net/response-head.hpp"

#include <array>
#include <charconv>
#include <ctime>

namespace ingot::rt::net {
namespace {

void appendNumber(std::string& out, std::size_t number) {
  std::array<char, 24> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

// A value from a handler may carry what a client sent: what could end the header line becomes a space.
void appendValue(std::string& out, std::string_view value) {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    out += (byte < 0x20 && c != '\t') || byte == 0x7f ? ' ' : c;
  }
}

}  // namespace

std::string_view reasonOf(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

void appendHead(std::string& out, const Response& response, const HeadOptions& options) {
  out += "HTTP/1.1 ";
  appendNumber(out, static_cast<std::size_t>(response.status()));
  out += ' ';
  out += reasonOf(response.status());
  out += "\r\nDate: ";
  out += options.date;
  out += "\r\nX-Request-Id: ";
  out += options.requestId;
  out += "\r\nX-Content-Type-Options: nosniff";
  if (!response.contentType().empty()) {
    out += "\r\nContent-Type: ";
    appendValue(out, response.contentType());
  }
  for (const auto& [name, value] : response.headers()) {
    out += "\r\n";
    out += name;
    out += ": ";
    appendValue(out, value);
  }
  if (options.framing == Framing::length) {
    out += "\r\nContent-Length: ";
    appendNumber(out, options.length);
  } else if (options.framing == Framing::chunked) {
    out += "\r\nTransfer-Encoding: chunked";
  }
  if (options.close) {
    out += "\r\nConnection: close";
  } else if (options.sayKeepAlive) {
    out += "\r\nConnection: keep-alive";
  }
  out += "\r\n\r\n";
}

std::string httpDate(std::int64_t unixSeconds) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = unixSeconds;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  const auto two = [](int number) {
    return std::string{static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
  };
  return std::string(kDays[parts.tm_wday]) + ", " + two(parts.tm_mday) + ' ' + kMonths[parts.tm_mon] + ' ' +
         std::to_string(parts.tm_year + 1900) + ' ' + two(parts.tm_hour) + ':' + two(parts.tm_min) + ':' +
         two(parts.tm_sec) + " GMT";
}

}  // namespace ingot::rt::net
