#include "compiler/frontend/json/reader.h"

#include <rapidjson/reader.h>

#include "compiler/base/utf8.h"
#include "compiler/frontend/json/parse.h"

namespace ingot::frontend::internal {
namespace {

// The packaged streams end at a NUL; this one knows its length. It answers NUL at its end, where it stays.
class ByteStream {
 public:
  using Ch = char;

  ByteStream(std::string_view text, size_t at) : text_(text), at_(at) {}

  auto Peek() const -> char { return at_ < text_.size() ? text_[at_] : '\0'; }
  auto Take() -> char { return at_ < text_.size() ? text_[at_++] : '\0'; }
  auto Tell() const -> size_t { return at_; }

  // Part of the stream concept; only reading in place would call these.
  auto PutBegin() -> char* { return nullptr; }
  void Put(char) {}
  void Flush() {}
  auto PutEnd(char*) -> size_t { return 0; }

 private:
  std::string_view text_;
  size_t at_;
};

// Turns reader events into builder events. The reader tells no positions, so a token's begin is the first
// byte behind the last token that is neither blank nor punctuation.
class Handler {
 public:
  using Ch = char;

  Handler(ast::Builder& builder, std::string_view text, const ByteStream& stream)
      : builder_(builder), text_(text), stream_(stream), last_end_(At()) {}

  auto Null() -> bool {
    return Scalar([&](uint32_t begin, uint32_t end) { return builder_.Null(begin, end); });
  }
  auto Bool(bool value) -> bool {
    return Scalar([&](uint32_t begin, uint32_t end) { return builder_.Bool(begin, end, value); });
  }
  auto RawNumber(const char*, rapidjson::SizeType, bool) -> bool {
    return Scalar([&](uint32_t begin, uint32_t end) {
      return builder_.Number(begin, end, text_.substr(begin, end - begin));
    });
  }
  auto String(const char* bytes, rapidjson::SizeType size, bool) -> bool {
    const std::string_view decoded(bytes, size);
    if (!IsUtf8(decoded)) return Refuse(Fault::kSurrogate);
    return Scalar([&](uint32_t begin, uint32_t end) { return builder_.String(begin, end, decoded); });
  }
  auto Key(const char* bytes, rapidjson::SizeType size, bool) -> bool {
    const std::string_view decoded(bytes, size);
    if (!IsUtf8(decoded)) return Refuse(Fault::kSurrogate);
    return Scalar([&](uint32_t begin, uint32_t end) { return builder_.Key(begin, end, decoded); });
  }
  auto StartObject() -> bool { return Open(ast::Kind::kObject); }
  auto StartArray() -> bool { return Open(ast::Kind::kArray); }
  auto EndObject(rapidjson::SizeType) -> bool { return Close(); }
  auto EndArray(rapidjson::SizeType) -> bool { return Close(); }

  // Numbers come as RawNumber; the reader still wants these to exist.
  auto Int(int) -> bool { return false; }
  auto Uint(unsigned) -> bool { return false; }
  auto Int64(int64_t) -> bool { return false; }
  auto Uint64(uint64_t) -> bool { return false; }
  auto Double(double) -> bool { return false; }

  auto refused() const -> std::optional<Fault> { return refused_; }
  auto last_end() const -> uint32_t { return last_end_; }
  auto TokenBegin() const -> uint32_t {
    return static_cast<uint32_t>(std::min(text_.find_first_not_of(" \t\r\n,:", last_end_), text_.size()));
  }

 private:
  auto At() const -> uint32_t { return static_cast<uint32_t>(stream_.Tell()); }

  auto Refuse(Fault fault) -> bool {
    refused_ = fault;
    return false;
  }

  template <typename Add>
  auto Scalar(const Add& add) -> bool {
    if (!add(TokenBegin(), At())) return Refuse(Fault::kNodes);
    last_end_ = At();
    return true;
  }

  auto Open(ast::Kind kind) -> bool {
    if (builder_.depth() >= kMostNesting) return Refuse(Fault::kNesting);
    if (!builder_.Open(At(), kind)) return Refuse(Fault::kNodes);
    last_end_ = At() + 1;
    return true;
  }

  auto Close() -> bool {
    last_end_ = At() + 1;
    builder_.Close(last_end_);
    return true;
  }

  ast::Builder& builder_;
  std::string_view text_;
  const ByteStream& stream_;
  uint32_t last_end_;
  std::optional<Fault> refused_;
};

auto FaultOf(rapidjson::ParseErrorCode code) -> Fault {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty: return Fault::kDocument;
    case rapidjson::kParseErrorDocumentRootNotSingular: return Fault::kEnd;
    case rapidjson::kParseErrorObjectMissName: return Fault::kKey;
    case rapidjson::kParseErrorObjectMissColon: return Fault::kColon;
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket: return Fault::kCommaOrEnd;
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex: return Fault::kHexDigits;
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid: return Fault::kSurrogate;
    case rapidjson::kParseErrorStringEscapeInvalid: return Fault::kEscape;
    case rapidjson::kParseErrorStringMissQuotationMark: return Fault::kQuote;
    case rapidjson::kParseErrorStringInvalidEncoding: return Fault::kEncoding;
    case rapidjson::kParseErrorNumberTooBig: return Fault::kNumberTooLarge;
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent: return Fault::kDigits;
    case rapidjson::kParseErrorNone:
    case rapidjson::kParseErrorValueInvalid:
    case rapidjson::kParseErrorTermination:
    case rapidjson::kParseErrorUnspecificSyntaxError: return Fault::kValue;
  }
  return Fault::kValue;
}

}  // namespace

auto ReadInto(ast::Builder& builder, std::string_view text, uint32_t begin) -> std::optional<ReadError> {
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  ByteStream stream(text, begin);
  Handler handler(builder, text, stream);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  const bool stopped_early = stream.Tell() < text.size();  // at a NUL behind the root
  if (!result.IsError() && !stopped_early) return std::nullopt;

  ReadError error;
  error.fault = result.IsError() ? handler.refused().value_or(FaultOf(result.Code())) : Fault::kEnd;
  error.offset = static_cast<uint32_t>(result.IsError() ? result.Offset() : stream.Tell());
  error.token_begin = handler.TokenBegin();
  error.last_end = handler.last_end();
  return error;
}

}  // namespace ingot::frontend::internal
