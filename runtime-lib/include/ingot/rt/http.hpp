// A request and its response, as handlers see them. Both bodies may stream.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/problem.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };

// The bytes of a request body as they arrive. The handler waits, its core does not.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  // Reads at least one byte, at most `into.size()`; 0 at the end. Throws Failure 408, 413 or 400.
  virtual std::size_t read(std::span<char> into) = 0;
  // The rest of the body. Throws Failure 413 above `limit` bytes.
  [[nodiscard]] virtual std::string readAll(std::size_t limit) = 0;
};

// Takes the bytes of a response body as they are made; waits while the client is slow.
class BodyWriter {
 public:
  virtual ~BodyWriter() = default;
  virtual void write(std::string_view bytes) = 0;
};

struct Header {
  std::string_view name;
  std::string_view value;
};

// One name and value of the query string, decoded.
struct QueryItem {
  std::string name;
  std::string value;
};

// Views point into the connection's buffer and live as long as the handler runs.
class Request {
 public:
  Method method = Method::get;
  std::string_view path;         // as sent, still percent-encoded
  std::string_view queryString;  // without the question mark
  std::vector<Header> headers;
  BodyReader* body = nullptr;
  std::size_t bodyLimit = 0;  // bytes: MAX_BODY_BYTES, or what the route takes

  // Set by the router: the names in the route's braces and what stood there, decoded.
  std::vector<std::pair<std::string_view, std::string>> pathParameters;

  // Empty when the header is absent; names compare without case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  // How often it stands in the request; an empty header is there too.
  [[nodiscard]] std::size_t headerCount(std::string_view name) const;
  // Throws Failure 404 when the text is no value of type T.
  template <typename T>
  [[nodiscard]] T pathParameter(std::string_view name) const {
    T value{};
    if (!parse(rawPathParameter(name), value)) throw notFound("page");
    return value;
  }
  // Decoded once. Throws Failure 400 for broken percent-encoding or text that is not UTF-8.
  [[nodiscard]] const std::vector<QueryItem>& query() const;
  // The whole body, when it is said to be JSON. Throws Failure 415, 413.
  [[nodiscard]] std::string jsonBody() const;

 private:
  [[nodiscard]] std::string_view rawPathParameter(std::string_view name) const;
  mutable std::vector<QueryItem> query_;
  mutable bool queryRead_ = false;
};

// What a handler answers: a text that is ready, or a function that writes the body piece by piece.
class Response {
 public:
  Response(int status, std::string_view contentType, std::string body)  // NOLINT
      : status_(status), contentType_(contentType), body_(std::move(body)) {}
  explicit Response(int status) : status_(status) {}

  // `produce(BodyWriter&)` runs in the handler's place, after the headers were sent, when the context is gone; the answer is
  // chunked unless `length` says how much it is.
  template <typename F>
  static Response stream(int status, std::string_view contentType, F produce) {
    Response response(status, contentType, {});
    response.producer_ = std::make_unique<ProducerOf<F>>(std::move(produce));
    return response;
  }

  // Of a stream that knows how long it is: so many bytes follow, or the connection breaks.
  Response& length(std::size_t bytes) {
    length_ = bytes;
    return *this;
  }

  Response& header(std::string_view name, std::string value) {
    headers_.emplace_back(name, std::move(value));
    return *this;
  }

  struct Producer {
    virtual ~Producer() = default;
    virtual void produce(BodyWriter& writer) = 0;
  };

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] std::string_view contentType() const { return contentType_; }
  [[nodiscard]] const std::string& body() const { return body_; }
  [[nodiscard]] std::string takeBody() { return std::move(body_); }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }
  [[nodiscard]] Producer* producer() const { return producer_.get(); }
  [[nodiscard]] std::optional<std::size_t> length() const { return length_; }  // of a stream

 private:
  template <typename F>
  struct ProducerOf final : Producer {
    explicit ProducerOf(F produceBody) : function(std::move(produceBody)) {}
    void produce(BodyWriter& writer) override { function(writer); }
    F function;
  };

  int status_;
  std::string contentType_;
  std::string body_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::unique_ptr<Producer> producer_;
  std::optional<std::size_t> length_;
};

}  // namespace ingot::rt
