// The only source that includes Beast.
#include "net/request-parser.hpp"

// g++ 12 sees a value read from an empty boost::optional inside Beast when sanitizers are on; it is not read.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cstring>
#include <limits>

#include "types/text.hpp"

namespace ingot::rt::net {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kMaxHeaders = 100;
constexpr Refusal kBadRequest{400, "bad_request", "the request is not HTTP"};

bool equalsIgnoringCase(std::string_view a, std::string_view lower) {
  return std::equal(a.begin(), a.end(), lower.begin(), lower.end(),
                    [](char x, char y) { return toLower(x) == y; });
}

std::optional<Method> methodOf(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Method::get;
    case http::verb::head: return Method::head;
    case http::verb::post: return Method::post;
    case http::verb::put: return Method::put;
    case http::verb::patch: return Method::patch;
    case http::verb::delete_: return Method::del;
    case http::verb::options: return Method::options;
    default: return std::nullopt;
  }
}

// Where the authority and the path stand in "http://host/path"; false when `target` is no such form.
bool dropAuthority(std::string_view& target) {
  constexpr std::string_view kSchemes[] = {"http://", "https://"};
  for (const std::string_view scheme : kSchemes) {
    if (target.size() <= scheme.size() || !equalsIgnoringCase(target.substr(0, scheme.size()), scheme))
      continue;
    const std::size_t end = target.find_first_of("/?", scheme.size());
    if (end == scheme.size()) return false;
    target = end == std::string_view::npos ? std::string_view("/") : target.substr(end);
    return target.front() == '/';
  }
  return false;
}

// "GET / HTTP/3.0": the line is right but for its version.
bool isOtherVersion(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\r'));
  constexpr std::string_view kName = "HTTP/";
  const std::size_t last = line.rfind(' ');
  if (last == std::string_view::npos || std::count(line.begin(), line.end(), ' ') != 2) return false;
  const std::string_view version = line.substr(last + 1);
  return version.size() == kName.size() + 3 && version.substr(0, kName.size()) == kName && isDigit(version[5]) && version[6] == '.' &&
         isDigit(version[7]);
}

}  // namespace

HeaderScanner::Found HeaderScanner::scan(std::string_view input) {
  while (position_ < input.size()) {
    const void* found = std::memchr(input.data() + position_, '\n', input.size() - position_);
    if (found == nullptr) {
      position_ = input.size();
      break;
    }
    const auto newline = static_cast<std::size_t>(static_cast<const char*>(found) - input.data());
    if (newline == lineStart_ || input[newline - 1] != '\r') return Found::badLine;
    if (lines_ > 0 && (input[lineStart_] == ' ' || input[lineStart_] == '\t'))
      return Found::badLine;  // goes on with the line before: obsolete, and read differently by different servers
    position_ = newline + 1;
    if (newline == lineStart_ + 1) return lines_ == 0 ? Found::badLine : Found::end;
    ++lines_;
    lineStart_ = position_;
  }
  return Found::notYet;
}

void RequestHead::clear() {
  std::vector<Header> kept = std::move(headers);
  kept.clear();
  *this = RequestHead();
  headers = std::move(kept);
}

struct RequestParser::Beast final : http::basic_parser<true> {
  using Error = boost::beast::error_code;
  using View = boost::beast::string_view;

  Beast() {
    header_limit(
        std::numeric_limits<std::uint32_t>::max());  // the connection limits the header before it is parsed
    body_limit(boost::none);                         // and counts the body as it is read
  }

  static std::string_view toStd(View view) { return {view.data(), view.size()}; }

  void refuse(Refusal why, Error& error) {
    refusal = why;
    error = http::error::bad_value;
  }

  void on_request_impl(http::verb verb, View, View target, int version, Error& error) override {
    head->method = methodOf(verb);
    head->http11 = version == 11;
    std::string_view address = toStd(target);
    if (address.size() > maxUriBytes) return refuse({414, "uri_too_long", "the address is too long"}, error);
    if (address != "*" && address.front() != '/' && !dropAuthority(address))
      return refuse(kBadRequest, error);
    if (address == "*" && head->method != Method::options) return refuse(kBadRequest, error);
    const std::size_t question = address.find('?');
    head->path = address.substr(0, question);
    if (question != std::string_view::npos) head->queryString = address.substr(question + 1);
    if (head->path.find('#') != std::string_view::npos ||
        head->queryString.find('#') != std::string_view::npos) {
      refuse(kBadRequest, error);
    }
  }

  void on_field_impl(http::field field, View name, View viewOfValue, Error& error) override {
    if (head == nullptr) return;  // a trailer
    const std::string_view value = toStd(viewOfValue);
    if (head->headers.size() == kMaxHeaders)
      return refuse({431, "headers_too_large", "the request has too many headers"}, error);
    // A value of several lines was put together elsewhere: obsolete, and read differently by different
    // servers.
    if (!value.empty() && (value.data() < text.data() || value.data() >= text.data() + text.size()))
      return refuse(kBadRequest, error);
    head->headers.push_back({toStd(name), value});
    if (field == http::field::host && ++hosts > 1)
      return refuse({400, "bad_request", "the request has two Host headers"}, error);
    if (field == http::field::content_length) return onContentLength(value, error);
    if (field == http::field::transfer_encoding) return onTransferEncoding(value, error);
    if (field == http::field::expect) return onExpect(value, error);
  }

  // Beast has refused a length beside chunks, and lengths that differ. A list of equal ones is refused here.
  void onContentLength(std::string_view value, Error& error) {
    if (++lengths > 1 || !std::all_of(value.begin(), value.end(), isDigit)) {
      refuse({400, "bad_request", "the Content-Length is not one number"}, error);
    }
  }

  void onTransferEncoding(std::string_view value, Error& error) {
    if (!head->http11 || ++encodings > 1) return refuse(kBadRequest, error);
    if (!equalsIgnoringCase(value, "chunked")) {
      refuse({501, "not_implemented", "the only transfer encoding understood is chunked"}, error);
    }
  }

  void onExpect(std::string_view value, Error& error) {
    if (!equalsIgnoringCase(value, "100-continue"))
      return refuse({417, "expectation_failed", "the expectation is not understood"}, error);
    head->expectsContinue = head->http11;
  }

  void on_header_impl(Error& error) override {
    if (head->http11 && hosts == 0)
      return refuse({400, "bad_request", "the request has no Host header"}, error);
    if (lengths > 0 && encodings > 0) return refuse(kBadRequest, error);
    head->chunked = chunked();
    if (!head->chunked && lengths > 0) head->contentLength = content_length().value_or(0);
    head->keepAlive = keep_alive();
  }

  void on_body_init_impl(boost::optional<std::uint64_t> const&, Error&) override {}
  std::size_t take(View bytes, Error& error) {
    const std::size_t count = std::min(bytes.size(), into.size() - written);
    std::memcpy(into.data() + written, bytes.data(), count);
    written += count;
    inChunk -= std::min<std::uint64_t>(inChunk, count);
    if (count < bytes.size()) error = http::error::need_buffer;
    return count;
  }
  std::size_t on_body_impl(View bytes, Error& error) override { return take(bytes, error); }
  void on_chunk_header_impl(std::uint64_t size, View, Error&) override { inChunk = size; }
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Error& error) override {
    return take(bytes, error);
  }
  void on_finish_impl(Error&) override {}
  void on_response_impl(int, View, int, Error&) override {}

  RequestHead* head = nullptr;
  std::string_view text;
  std::size_t maxUriBytes = 0;
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
  Refusal refusal;
  std::span<char> into;
  std::size_t written = 0;
  std::uint64_t inChunk = 0;  // bytes of the current chunk that are still to come
};

RequestParser::RequestParser() = default;
RequestParser::~RequestParser() = default;
void RequestParser::reset() { beast_.reset(); }
bool RequestParser::bodyDone() const { return !beast_ || beast_->is_done(); }

Refusal RequestParser::parseHead(std::string_view text, std::size_t maxUriBytes, RequestHead& head) {
  head.clear();
  beast_ = std::make_unique<Beast>();
  beast_->head = &head;
  beast_->text = text;
  beast_->maxUriBytes = maxUriBytes;
  boost::beast::error_code error;
  const std::size_t consumed = beast_->put(boost::asio::const_buffer(text.data(), text.size()), error);
  beast_->head = nullptr;
  if (beast_->refusal) return beast_->refusal;
  if (error == http::error::bad_version && isOtherVersion(text))
    return {505, "version_not_supported", "HTTP/1.1 and HTTP/1.0 are understood"};
  if (error || consumed != text.size()) return kBadRequest;
  return {};
}

// Is the line that announces a chunk, at the beginning of `rest` or behind the end of another, one that may go on? Beast
// takes any bytes in its extensions, and where one server sees a line end another may not.
bool RequestParser::mayBeChunkLine(std::string_view rest) {
  constexpr std::size_t kLongest = 256;
  if (rest.starts_with("\r\n")) rest.remove_prefix(2);
  std::string_view line = rest.substr(0, rest.find("\r\n"));
  if (line.size() == rest.size() && line.ends_with('\r')) line.remove_suffix(1);  // the end of its end is to come
  const auto isControl = [](unsigned char c) { return (c < ' ' && c != '\t') || c == 0x7F; };
  return line.size() <= kLongest && std::none_of(line.begin(), line.end(), isControl);
}

RequestParser::Body RequestParser::parseBody(std::string_view input, std::span<char> into) {
  // The shortest end of a chunked body; Beast asserts that it is there when it looks for it again.
  constexpr std::size_t kLastChunk = 5;
  Body result;
  beast_->into = into;
  beast_->written = 0;
  while (!beast_->is_done() && beast_->written < into.size()) {
    const std::string_view rest = input.substr(result.consumed);
    const bool atChunkLine = beast_->chunked() && beast_->inChunk == 0;
    if (atChunkLine && !mayBeChunkLine(rest)) {
      result.broken = true;
      break;
    }
    if (rest.empty() || (atChunkLine && rest.size() < kLastChunk)) {
      result.needsMore = true;
      break;
    }
    boost::beast::error_code error;
    result.consumed += beast_->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    if (error == http::error::need_buffer) break;
    if (error == http::error::need_more) {
      result.needsMore = true;
      break;
    }
    if (error) {
      result.broken = true;
      break;
    }
  }
  result.written = beast_->written;
  return result;
}

}  // namespace ingot::rt::net
