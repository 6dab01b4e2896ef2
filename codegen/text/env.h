// The encoders of `.env` files: a variable's name and its value.
#pragma once

#include <string_view>

#include "codegen/text/languages.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

struct EnvName : KindOf<Env> {
  static constexpr auto MayStand(Position at) -> bool { return at != Position::kQuoted; }
  static auto Named(std::string_view name) -> Safe<EnvName>;  // maxBodyBytes -> MAX_BODY_BYTES
  static auto Fixed(Constant text) -> Safe<EnvName>;          // as it is
};

// Bare when it is plain (letters, digits and `_./:@%+,-`); otherwise double quoted, with `\`, `"`, `$`, the
// backtick and line breaks escaped. A value with another control character cannot be written: a bug of ours.
struct EnvText : KindOf<Env> {
  static auto Value(std::string_view utf8) -> Safe<EnvText>;
};

}  // namespace ingot::codegen
