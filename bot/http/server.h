// Jobs over HTTP: for the page of the bot, and for programs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "bot/store/store.h"

namespace ingot::bot {

struct HttpSettings {
  StoreSettings store;
  std::string address = "127.0.0.1";
  uint16_t port = 0;  // 0: one that is free
  std::string token;  // writing needs it; empty: nobody writes. Beyond the loopback address reading needs it too.
  int streams = 16;   // logs that are watched at a time
};

class HttpServer {
 public:
  // `wake` hears of a job that somebody made or began again.
  HttpServer(HttpSettings settings, std::function<void(const std::string&)> wake);
  // Stops.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  auto operator=(const HttpServer&) -> HttpServer& = delete;

  // The port; or why it cannot listen.
  auto Start() -> Result<uint16_t>;
  void Stop();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ingot::bot
