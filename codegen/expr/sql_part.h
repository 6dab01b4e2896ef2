// A piece of SQL while an expression is printed, and what must be known of it to put it into a larger one.
#pragma once

#include <algorithm>
#include <vector>

#include "codegen/text/sql.h"

namespace ingot::codegen {

template <typename Text>
struct SqlPart {
  Safe<Text> text;
  bool atom = true;         // stands anywhere without parentheses
  int height = 0;           // how deep it nests: the parser of SQLite gives up at about ten levels
  std::vector<int> temps = {};  // the rows `v1`, `v2`, ... that it reads, in order
  bool column = false;      // a column as it is, with its collation
  bool condition = false;   // stands between AND and OR without parentheses

  // Each `@` takes one part.
  template <typename... Parts>
  static auto Of(std::type_identity_t<Shape<sizeof...(Parts)>> shape, const Parts&... parts) -> SqlPart {
    SqlPart made{Text::Of(shape, parts.text...), false, 0, {}, false, false};
    (made.Take(parts), ...);
    ++made.height;
    return made;
  }
  template <typename... Parts>
  static auto Condition(std::type_identity_t<Shape<sizeof...(Parts)>> shape, const Parts&... parts) -> SqlPart {
    SqlPart made = Of(shape, parts...);
    made.condition = true;
    return made;
  }
  // A call or another form that holds itself together.
  template <typename... Parts>
  static auto Atom(std::type_identity_t<Shape<sizeof...(Parts)>> shape, const Parts&... parts) -> SqlPart {
    SqlPart made = Of(shape, parts...);
    made.atom = true;
    return made;
  }
  static auto Join(Constant separator, const std::vector<SqlPart>& parts) -> SqlPart {
    std::vector<Safe<Text>> texts;
    SqlPart made{Text::Of(""), false, 0, {}, false, false};
    for (const SqlPart& part : parts) {
      texts.push_back(part.text);
      made.Take(part);
    }
    made.text = Text::Join(separator, texts);
    ++made.height;
    return made;
  }
  static auto Integer(std::int64_t value) -> SqlPart {
    return {Text::Of("@", SqlLiteral::Integer(value)), value >= 0, 0, {}, false, false};
  }

  // In parentheses where it needs them.
  auto Inside() const -> SqlPart { return atom ? *this : Atom("(@)", *this); }
  // The same as an operand of AND and OR.
  auto Operand() const -> SqlPart { return condition ? *this : Inside(); }
  // Short enough to be written more than once.
  auto Cheap() const -> bool {
    constexpr size_t kShort = 48;
    return height <= 2 && text.View().size() <= kShort;
  }

  void Take(const SqlPart& part) {
    height = std::max(height, part.height);
    std::vector<int> both;
    std::ranges::set_union(temps, part.temps, std::back_inserter(both));
    temps = std::move(both);
  }
};

// 10^exponent, for 0 to 18.
constexpr auto PowerOfTen(int exponent) -> std::int64_t {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// The ranges of the types, as expressions know them.
inline constexpr std::int64_t kMostInt = (std::int64_t{1} << 53) - 1;
inline constexpr std::int64_t kMostUnscaled = 999'999'999'999'999'999;
inline constexpr std::int64_t kMicrosPerDay = 86'400'000'000;
inline constexpr std::int64_t kFirstDay = -719'162;  // 0001-01-01
inline constexpr std::int64_t kLastDay = 2'932'896;  // 9999-12-31
inline constexpr std::int64_t kMostReplaced = 16 << 20;  // bytes; a longer text is null

}  // namespace ingot::codegen
