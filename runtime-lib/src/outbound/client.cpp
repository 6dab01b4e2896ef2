#include "outbound/client.hpp"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace ingot::rt::outbound {
namespace {

// The authorities that certificates need: those of the file that the variable of OpenSSL names, else the machine's, as the image has them.
std::string authorities() {
  const char* named = std::getenv("SSL_CERT_FILE");
  if (named != nullptr && *named != '\0') return named;
  constexpr const char* kDebian = "/etc/ssl/certs/ca-certificates.crt";
  return std::filesystem::exists(kDebian) ? kDebian : "";
}

constexpr std::size_t kPiece = 64 << 10;

httplib::Headers headersOf(const Call& call) { return {call.headers.begin(), call.headers.end()}; }

httplib::Result sendBytes(httplib::Client& client, const Call& call) {
  if (call.method != "PUT") throw std::logic_error("only a PUT has a body in pieces");
  const auto provide = [&](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
    std::array<char, kPiece> piece;  // NOLINT: filled by `bytes`
    const std::size_t count = call.bytes({piece.data(), std::min(length, piece.size())}, static_cast<std::int64_t>(offset));
    return count > 0 && sink.write(piece.data(), count);
  };
  return client.Put(call.path, headersOf(call), static_cast<std::size_t>(call.size), provide, "application/octet-stream");
}

httplib::Result sendText(httplib::Client& client, const Call& call, std::string& answer) {
  httplib::Request request;
  request.method = call.method;
  request.path = call.path;
  request.headers = headersOf(call);
  request.body = call.body;
  request.content_receiver = [&](const char* bytes, std::size_t count, std::uint64_t, std::uint64_t) {
    answer.append(bytes, count);
    return answer.size() <= call.mostBytes;
  };
  return client.send(request);
}

}  // namespace

Client::Client(const std::string& origin, Patience patience) : client_(std::make_unique<httplib::Client>(origin)) {
  client_->set_connection_timeout(patience.connect);
  client_->set_read_timeout(patience.answer);
  client_->set_write_timeout(patience.answer);
  client_->set_keep_alive(true);
  if (const std::string file = authorities(); !file.empty()) client_->set_ca_cert_path(file);
}

Client::~Client() = default;

Answer Client::send(const Call& call) {
  Answer answer;
  const httplib::Result result = call.bytes ? sendBytes(*client_, call) : sendText(*client_, call, answer.body);
  if (!result) {
    answer.fault = httplib::to_string(result.error());
    return answer;
  }
  answer.status = result->status;
  if (call.bytes) answer.body = result->body;
  return answer;
}

void Client::stop() { client_->stop(); }

}  // namespace ingot::rt::outbound
