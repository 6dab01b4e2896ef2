// Writes the status line and the headers of an answer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <ingot/rt/http.hpp>

namespace ingot::rt::net {

enum class Framing { none, length, chunked, untilClose };

struct HeadOptions {
  std::string_view requestId;
  std::string_view date;  // as in an HTTP Date header
  Framing framing = Framing::length;
  std::size_t length = 0;
  bool close = false;
  bool sayKeepAlive = false;  // to a client of HTTP/1.0
};

void appendHead(std::string& out, const Response& response, const HeadOptions& options);

// "Sat, 21 Nov 2026 04:30:00 GMT"
[[nodiscard]] std::string httpDate(std::int64_t unixSeconds);

[[nodiscard]] std::string_view reasonOf(int status);

}  // namespace ingot::rt::net
