#include "outbox/sender.hpp"

#include <httplib.h>

#include <filesystem>
#include <stdexcept>

#include "outbox/url.hpp"
#include "types/text.hpp"

namespace ingot::rt::outbox {
namespace {

constexpr int kConnectSeconds = 3;
constexpr int kAnswerSeconds = 10;
constexpr std::size_t kMostAnswerBytes = 64 << 10;  // nobody reads it
constexpr const char* kAuthorities = "/etc/ssl/certs/ca-certificates.crt";

}  // namespace

Sender::Sender(const OutboxTarget& target) : token_(target.token) {
  std::string origin;
  if (!splitUrl(target.url, origin, path_)) throw std::logic_error("no address to send to");
  client_ = std::make_unique<httplib::Client>(origin);
  client_->set_connection_timeout(kConnectSeconds);
  client_->set_read_timeout(kAnswerSeconds);
  client_->set_write_timeout(kAnswerSeconds);
  client_->set_keep_alive(true);
  if (std::filesystem::exists(kAuthorities)) client_->set_ca_cert_path(kAuthorities);
}

Sender::~Sender() = default;

std::string Sender::post(std::string_view key, std::string_view mediaType, const std::string& body) {
  httplib::Request request;
  request.method = "POST";
  request.path = path_;
  request.set_header("Idempotency-Key", std::string(key));
  request.set_header("Content-Type", std::string(mediaType));
  if (!token_.empty()) request.set_header("Authorization", "Bearer " + token_);
  request.body = body;
  std::size_t got = 0;
  request.content_receiver = [&](const char*, std::size_t length, std::uint64_t, std::uint64_t) { return (got += length) <= kMostAnswerBytes; };
  const httplib::Result result = client_->send(request);
  if (!result) return httplib::to_string(result.error());
  if (result->status >= 200 && result->status < 300) return {};
  return "it answered " + format(std::int64_t{result->status});
}

void Sender::stop() { client_->stop(); }

}  // namespace ingot::rt::outbox
