// Any bytes as HTTP: read in one piece and in two, they are the same request or both refused.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "net/request-parser.hpp"

namespace {

using namespace ingot::rt::net;

// What a connection would make of `bytes` when they arrive up to `cut` first.
std::string readOf(std::string_view bytes, std::size_t cut) {
  HeaderScanner scanner;
  auto found = scanner.scan(bytes.substr(0, cut));
  if (found == HeaderScanner::Found::notYet) found = scanner.scan(bytes);
  if (found == HeaderScanner::Found::notYet) return "more";
  if (found == HeaderScanner::Found::badLine) return "bad line";
  RequestHead head;
  RequestParser parser;
  const std::size_t size = scanner.size();
  if (const Refusal refusal = parser.parseHead(bytes.substr(0, size), 200, head)) return std::string(refusal.code);
  std::string text = std::string(head.path) + "?" + std::string(head.queryString);
  for (const auto& header : head.headers) text.append("\n").append(header.name).append(":").append(header.value);
  std::string_view rest = bytes.substr(size);
  std::size_t first = cut > size ? cut - size : 0;  // how much of the body came with the head
  char into[64];
  text += "\n\n";
  while (!parser.bodyDone()) {
    const std::string_view input = rest.substr(0, std::max(first, std::size_t{0}));
    const auto body = parser.parseBody(input, into);
    if (body.consumed > input.size() || body.written > sizeof into) std::abort();
    text.append(into, body.written);
    if (body.broken) return text + " broken";
    rest.remove_prefix(body.consumed);
    first -= body.consumed;
    if (!body.needsMore) continue;
    if (first == rest.size()) return text + " more";
    first = rest.size();
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = std::min<std::size_t>(data[0], bytes.size());
  if (readOf(bytes, bytes.size()) != readOf(bytes, cut)) std::abort();
  return 0;
}
