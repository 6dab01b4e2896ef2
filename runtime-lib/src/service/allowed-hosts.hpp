// The names under which a service may be called: a web page that was given another name for this address (DNS
// rebinding) reaches nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/http.hpp>

#include "service/config.hpp"

namespace ingot::rt::service {

class AllowedHosts {
 public:
  explicit AllowedHosts(const Config& config);

  // A request without a Host header is no browser's; HTTP/1.1 has to have one.
  [[nodiscard]] bool allow(const Request& request) const;

 private:
  std::vector<std::string> names_;  // in lower case
  bool any_ = false;
};

// The name of a Host header, without its port; empty when it is none.
[[nodiscard]] std::string_view hostNameOf(std::string_view header);

}  // namespace ingot::rt::service
