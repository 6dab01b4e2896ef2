// Takes a URL of a database apart, so that nothing secret of it is ever shown.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ingot::frontend::pg {

struct ConnectOptions {
  std::string options;   // for libpq: `host='...' port='...'`, with the password
  std::string shown;     // `shop at 127.0.0.1:5432`, for messages
  std::string password;  // empty: the URL has none

  // The text of a message without the password, should a library have put it there.
  auto Harmless(std::string text) const -> std::string;
};

// The error is a sentence without any part of the URL.
auto ReadUrl(const std::string& url) -> tl::expected<ConnectOptions, std::string>;

}  // namespace ingot::frontend::pg
