// The request parser: what it takes, what it refuses, and that no bytes make it do harm.
#include "net/request-parser.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "net/percent.hpp"

namespace ingot::rt::net {
namespace {

int refusalOf(const std::string& text) {
  RequestParser parser;
  RequestHead head;
  return parser.parseHead(text, 100, head).status;
}

TEST(RequestParser, TakesAndRefuses) {
  const struct {
    std::string text;
    int status;
  } cases[] = {
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0},
      {"GET / HTTP/1.0\r\n\r\n", 0},
      {"GET http://a.example/x?y HTTP/1.1\r\nHost: a\r\n\r\n", 0},
      {"GET http://a.example HTTP/1.1\r\nHost: a\r\n\r\n", 0},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 0},
      {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 0},
      {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
      {"GET /\r\nHost: a\r\n\r\n", 400},
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400},
      {"GET /" + std::string(200, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 0},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 0},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n", 501},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417},
  };
  for (const auto& [text, status] : cases) EXPECT_EQ(refusalOf(text), status) << text;
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  EXPECT_EQ(refusalOf(many + "\r\n"), 431);
}

TEST(RequestParser, ReadsTheHead) {
  RequestParser parser;
  RequestHead head;
  const std::string text = "PATCH /a/b?c=d&e HTTP/1.1\r\nhOsT: x\r\nX-Y:  two words \t\r\nContent-Length: 3\r\nExpect: 100-Continue\r\nConnection: close\r\n\r\n";
  ASSERT_FALSE(parser.parseHead(text, 100, head));
  EXPECT_EQ(head.method, Method::patch);
  EXPECT_EQ(head.path, "/a/b");
  EXPECT_EQ(head.queryString, "c=d&e");
  ASSERT_EQ(head.headers.size(), 5U);
  EXPECT_EQ(head.headers[1].value, "two words");
  EXPECT_EQ(head.contentLength, 3U);
  EXPECT_TRUE(head.expectsContinue);
  EXPECT_FALSE(head.keepAlive);
  EXPECT_FALSE(parser.bodyDone());
}

// Reads a body that arrives in pieces of `piece` bytes.
std::string bodyOf(const std::string& text, std::size_t piece, std::size_t room) {
  RequestParser parser;
  RequestHead head;
  if (parser.parseHead("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 100, head)) return "(refused)";
  std::string body;
  std::string unread;
  std::array<char, 64> into;
  for (std::size_t at = 0; at < text.size() && !parser.bodyDone(); at += piece) {
    unread += text.substr(at, piece);
    while (!parser.bodyDone()) {
      const auto result = parser.parseBody(unread, std::span(into).first(room));
      unread.erase(0, result.consumed);
      body.append(into.data(), result.written);
      if (result.broken) return "(broken)";
      if (result.needsMore) break;
    }
  }
  return parser.bodyDone() ? body : "(more)";
}

TEST(RequestParser, ChunksInPiecesOfEverySize) {
  const std::string text = "5\r\nhello\r\n1;name=value\r\n \r\nA\r\nworld 1234\r\n0\r\nTrailer: x\r\n\r\n";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    for (const std::size_t room : {1U, 3U, 64U}) EXPECT_EQ(bodyOf(text, piece, room), "hello world 1234") << piece;
  }
  for (std::size_t piece = 1; piece < 9; ++piece) {
    EXPECT_EQ(bodyOf("0\r\n\r\n", piece, 64), "");
    EXPECT_EQ(bodyOf("5\r\nhelloX\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("zz\r\nhello\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("-1\r\nhello\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("fffffffffffffffff\r\nhello\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("5\nhello\n0\n\n\r\n00000", piece, 64), "(broken)");
  }
}

TEST(RequestParser, LinesOfChunksAreShortAndClean) {
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    EXPECT_EQ(bodyOf("1;a=" + std::string(252, 'b') + "\r\nx\r\n0\r\n\r\n", piece, 64), "x");
    EXPECT_EQ(bodyOf("1;a=" + std::string(253, 'b') + "\r\nx\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("1;a=" + std::string(300, 'b'), piece, 64), "(broken)") << "it need not have an end";
    EXPECT_EQ(bodyOf("1\r\nx\r\n" + std::string(256, '0') + "1\r\nx\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("1;a=\"\n\"\r\nx\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("1;a=\"\r\"\r\nx\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("1;a=\"" + std::string(1, '\0') + "\"\r\nx\r\n0\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("1\r\nx\r\n0;\n\r\n\r\n", piece, 64), "(broken)");
    EXPECT_EQ(bodyOf("1\r\nx\r\n0\r\nA: " + std::string(500, 'b') + "\r\n\r\n", piece, 64), "x") << "a trailer is no such line";
  }
}

TEST(RequestParser, MutationsDoNoHarm) {
  const std::string heads[] = {
      "POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive, x\r\n\r\n",
      "PUT http://x/y HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n"};
  const std::string body = "5\r\nhello\r\n3;a=\"b\"\r\n123\r\n0\r\nA: b\r\n\r\n";
  std::mt19937 random(7);
  const std::string tokens[] = {"\r\n", "\r", "\n", ":", " ", "0", "ffffffff", ",", std::string(1, '\0'), "chunked", "\x80", ";", "\""};
  for (int round = 0; round < 20'000; ++round) {
    std::string text = heads[random() % 2];
    const std::size_t headEnd = text.size();
    text += body;
    for (unsigned i = random() % 4; i > 0; --i) {
      text.insert(random() % text.size(), tokens[random() % std::size(tokens)]);
      if (random() % 2 == 0) text.erase(random() % text.size(), 1 + random() % 3);
    }
    HeaderScanner scanner;
    std::size_t at = 0;
    HeaderScanner::Found found = HeaderScanner::Found::notYet;
    while (found == HeaderScanner::Found::notYet && at < text.size()) {
      at = std::min(text.size(), at + 1 + random() % headEnd);
      found = scanner.scan(std::string_view(text).substr(0, at));
    }
    if (found != HeaderScanner::Found::end) continue;
    RequestParser parser;
    RequestHead head;
    if (parser.parseHead(std::string_view(text).substr(0, scanner.size()), 100, head)) continue;
    std::array<char, 32> into;
    std::string_view rest = std::string_view(text).substr(scanner.size());
    for (int step = 0; step < 200 && !parser.bodyDone(); ++step) {
      const auto result = parser.parseBody(rest.substr(0, 1 + random() % 40), into);
      rest.remove_prefix(result.consumed);
      if (result.broken || rest.empty()) break;
    }
  }
}

TEST(HeaderScanner, FindsTheEndWhereverItIsCut) {
  const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest";
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    HeaderScanner scanner;
    const auto first = scanner.scan(std::string_view(text).substr(0, cut));
    if (first == HeaderScanner::Found::end) {
      EXPECT_GE(cut, text.size() - 4);
      continue;
    }
    EXPECT_EQ(scanner.scan(text), HeaderScanner::Found::end);
    EXPECT_EQ(scanner.size(), text.size() - 4);
  }
  HeaderScanner scanner;
  EXPECT_EQ(scanner.scan("GET / HTTP/1.1\n"), HeaderScanner::Found::badLine);
}

TEST(HeaderScanner, TakesNoLineThatGoesOnWithTheOneBefore) {
  for (const char* folded : {"GET / HTTP/1.1\r\nX: 1\r\n 2\r\n\r\n", "GET / HTTP/1.1\r\nX:\r\n\t2\r\n\r\n", "GET / HTTP/1.1\r\n X: 1\r\n\r\n",
                             "GET / HTTP/1.1\r\nX: 1\r\n \r\n\r\n"}) {
    HeaderScanner scanner;
    EXPECT_EQ(scanner.scan(folded), HeaderScanner::Found::badLine) << folded;
  }
}

TEST(Percent, Decodes) {
  std::string out;
  EXPECT_TRUE(percentDecode("a%20b+c", false, out));
  EXPECT_EQ(out, "a b+c");
  EXPECT_TRUE(percentDecode("a+b", true, out));
  EXPECT_EQ(out, "a b");
  for (const char* bad : {"%", "%1", "%g1", "%00", "%ff", "%c3%28", "%ed%a0%80"}) EXPECT_FALSE(percentDecode(bad, false, out)) << bad;
}

}  // namespace
}  // namespace ingot::rt::net
