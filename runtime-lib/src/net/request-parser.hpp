// Reads one HTTP/1 request: the whole header at once, then its body piece by piece. Refuses what two servers
// could read in two ways.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <ingot/rt/http.hpp>

namespace ingot::rt::net {

// Finds the end of a header in bytes that arrive in pieces.
class HeaderScanner {
 public:
  enum class Found : std::uint8_t { notYet, end, badLine };
  // `input` begins where it began in the call before, and has grown. After `end`, `size()` counts the header
  // with its empty line.
  [[nodiscard]] Found scan(std::string_view input);
  [[nodiscard]] std::size_t size() const { return position_; }
  [[nodiscard]] bool hasLine() const { return lines_ > 0; }
  void reset() { *this = HeaderScanner(); }

 private:
  std::size_t position_ = 0;  // everything before it was seen
  std::size_t lineStart_ = 0;
  std::size_t lines_ = 0;
};

// What is wrong with a request, before anyone could answer it. `status` 0: nothing.
struct Refusal {
  int status = 0;
  std::string_view code;
  std::string_view message;
  explicit operator bool() const { return status != 0; }
};

// The header of a request; views point into the text that was parsed.
struct RequestHead {
  std::optional<Method> method;  // empty for a method that is not ours
  std::string_view path;         // begins with '/', or is "*"
  std::string_view queryString;
  std::vector<Header> headers;
  std::optional<std::uint64_t> contentLength;
  bool chunked = false;
  bool keepAlive = false;
  bool http11 = false;
  bool expectsContinue = false;

  [[nodiscard]] bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
  void clear();
};

class RequestParser {
 public:
  RequestParser();
  ~RequestParser();

  // `text` is a whole header, up to and with its empty line.
  [[nodiscard]] Refusal parseHead(std::string_view text, std::size_t maxUriBytes, RequestHead& head);

  struct Body {
    std::size_t consumed = 0;  // bytes of the input
    std::size_t written = 0;   // bytes of `into`
    bool needsMore = false;    // the input is too short to go on
    bool broken = false;       // not the chunks it says it is
  };
  // Moves body bytes from `input` to `into`. What is not consumed has to be given again, with more behind it.
  [[nodiscard]] Body parseBody(std::string_view input, std::span<char> into);
  [[nodiscard]] bool bodyDone() const;

  // Frees what one request needed.
  void reset();

 private:
  [[nodiscard]] static bool mayBeChunkLine(std::string_view rest);

  struct Beast;
  std::unique_ptr<Beast> beast_;
};

}  // namespace ingot::rt::net
