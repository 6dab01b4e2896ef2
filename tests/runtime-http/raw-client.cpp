#include "raw-client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

namespace ingot::rt::test {

RawClient::RawClient(std::uint16_t port, int receiveBuffer) : native_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receiveBuffer > 0) ::setsockopt(native_, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(native_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) ended_ = true;
}

RawClient::~RawClient() { ::close(native_); }

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(native_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawClient::more() {
  if (ended_) return false;
  pollfd ready{native_, POLLIN, 0};
  if (::poll(&ready, 1, 20'000) <= 0) return false;
  char piece[16384];
  const ssize_t count = ::recv(native_, piece, sizeof piece, 0);
  if (count <= 0) {
    ended_ = true;
    return false;
  }
  buffer_.append(piece, static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::line() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n")) == std::string::npos) {
    if (!more()) return {};
  }
  std::string text = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return text;
}

std::string RawClient::exactly(std::size_t count) {
  while (buffer_.size() < count && more()) {
  }
  std::string text = buffer_.substr(0, count);
  buffer_.erase(0, count);
  return text;
}

void RawClient::readChunks(RawReply& reply) {
  for (;;) {
    const std::string header = line();
    if (header.empty()) return;
    const std::size_t size = std::stoul(header, nullptr, 16);
    const std::string piece = exactly(size + 2);
    if (piece.size() != size + 2) return;
    if (size == 0) break;
    reply.body += piece.substr(0, size);
  }
  reply.whole = true;
}

RawReply RawClient::receive(bool noBody) {
  RawReply reply;
  const std::string status = line();
  if (status.size() < 12) return reply;
  reply.status = std::stoi(status.substr(9, 3));
  for (std::string header = line(); !header.empty(); header = line()) {
    const std::size_t colon = header.find(':');
    std::string name = header.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    reply.headers[name] = header.substr(std::min(colon + 2, header.size()));
  }
  if (noBody || reply.status == 100 || reply.status == 204 || reply.status == 304) {
    reply.whole = true;
  } else if (reply.headers.count("transfer-encoding") > 0) {
    readChunks(reply);
  } else if (const auto length = reply.headers.find("content-length"); length != reply.headers.end()) {
    reply.body = exactly(std::stoul(length->second));
    reply.whole = reply.body.size() == std::stoul(length->second);
  } else {
    while (more()) {
    }
    reply.body.swap(buffer_);
    reply.whole = ended_;
  }
  return reply;
}

bool RawClient::closes(int milliseconds) {
  if (!buffer_.empty()) return false;
  if (ended_) return true;
  pollfd ready{native_, POLLIN, 0};
  if (::poll(&ready, 1, milliseconds) <= 0) return false;
  char byte = 0;
  return ::recv(native_, &byte, 1, 0) <= 0;
}

void RawClient::shutdownSend() { ::shutdown(native_, SHUT_WR); }

void RawClient::reset() {
  const linger now{1, 0};
  ::setsockopt(native_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(native_);
  native_ = -1;
  ended_ = true;
}

}  // namespace ingot::rt::test
