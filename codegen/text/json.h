// The encoders of JSON. Text is UTF-8; `<`, U+2028 and U+2029 are escaped too, so that a document may be
// inlined in HTML and in JavaScript.
#pragma once

#include <cstdint>
#include <string_view>

#include "codegen/text/languages.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

struct JsonString : KindOf<Json> {
  static auto Quote(std::string_view utf8) -> Safe<JsonString>;
};

struct JsonLiteral : KindOf<Json> {
  static auto Integer(std::int64_t value)
      -> Safe<JsonLiteral>;  // within +-(2^53 - 1); wider ones are strings in JSON
  static auto Double(double value) -> Safe<JsonLiteral>;
  static auto Boolean(bool value) -> Safe<JsonLiteral>;
  // A whole JSON text that is known to be one, such as a default of type `json`.
  static auto Document(std::string_view json) -> Safe<JsonLiteral>;
};

struct JsonText : KindOf<Json>, Composite<JsonText> {
  using Parts = AnyOf<JsonString, JsonLiteral, JsonText>;
};

}  // namespace ingot::codegen
