// What a connection needs while a request is under way, and gives back while it is idle.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "net/front.hpp"
#include "net/request-parser.hpp"

namespace ingot::rt::net {

// Bytes that arrived and were not used yet.
class Input {
 public:
  [[nodiscard]] std::string_view unread() const { return {data_.get() + begin_, end_ - begin_}; }
  void consume(std::size_t bytes) {
    begin_ += bytes;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  // Moves the unread bytes to the front; views of them end here.
  void compact() {
    if (begin_ == 0) return;
    std::memmove(data_.get(), data_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  // Room for at least one more byte behind the unread ones, up to `most` bytes in all; false when they are
  // that many.
  [[nodiscard]] bool reserve(std::size_t most) {
    if (end_ < capacity_) return true;
    compact();
    if (end_ < capacity_) return true;
    if (capacity_ >= most) return false;
    const std::size_t larger = std::min(most, std::max<std::size_t>(4096, capacity_ * 2));
    auto data = std::make_unique_for_overwrite<char[]>(larger);
    if (end_ > 0) std::memcpy(data.get(), data_.get(), end_);
    data_ = std::move(data);
    capacity_ = larger;
    return true;
  }
  [[nodiscard]] char* room() { return data_.get() + end_; }
  [[nodiscard]] std::size_t roomSize() const { return capacity_ - end_; }
  void arrived(std::size_t bytes) { end_ += bytes; }
  void append(std::string_view bytes, std::size_t most) {
    while (!bytes.empty() && reserve(most)) {
      const std::size_t count = std::min(bytes.size(), roomSize());
      std::memcpy(room(), bytes.data(), count);
      arrived(count);
      bytes.remove_prefix(count);
    }
  }
  void clear() { begin_ = end_ = 0; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

 private:
  std::unique_ptr<char[]> data_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

// Bytes on their way to the client: a text that grows, and perhaps one large body behind it.
class Output {
 public:
  std::string text;
  std::string body;
  std::size_t sent = 0;

  [[nodiscard]] std::size_t pending() const { return text.size() + body.size() - sent; }
  [[nodiscard]] std::size_t held() const { return text.size() + body.size(); }
  [[nodiscard]] std::string_view textLeft() const {
    return std::string_view(text).substr(std::min(sent, text.size()));
  }
  [[nodiscard]] std::string_view bodyLeft() const {
    return std::string_view(body).substr(sent > text.size() ? sent - text.size() : 0);
  }
  void advance(std::size_t bytes) {
    sent += bytes;
    if (pending() == 0) return clear();
    if (body.empty() && sent >= kLarge) {
      text.erase(0, sent);
      sent = 0;
    }
  }
  // Small texts are put together, large ones are kept as they are.
  void append(std::string&& large) {
    if (large.size() < kLarge || !body.empty()) {
      append(std::string_view(large));
    } else {
      body = std::move(large);
    }
  }
  void append(std::string_view bytes) { (body.empty() ? text : body) += bytes; }
  void clear() {
    text.clear();
    body = std::string();
    sent = 0;
    if (text.capacity() > kLarge) text = std::string();
  }

 private:
  static constexpr std::size_t kLarge = 16 << 10;
};

struct Exchange {
  Input input;  // the header of the request and what came with it
  Input more;   // what came after; the header may not move while the handler looks at it
  HeaderScanner scanner;
  RequestHead head;
  RequestParser parser;
  Call call;
  Output output;

  // Worth keeping for another connection?
  [[nodiscard]] bool small() const {
    return input.capacity() + more.capacity() + output.text.capacity() <= (64 << 10);
  }
  void clear() {
    input.clear();
    more.clear();
    scanner.reset();
    head.clear();
    parser.reset();
    call.clear();
    output.clear();
  }
};

}  // namespace ingot::rt::net
