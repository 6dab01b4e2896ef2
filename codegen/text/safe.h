// Text that is already safe for one position of one output language: made by that position's own encoder
// only, or composed of such texts and compile-time constants.
//
//   Safe<CppIdentifier> field = CppIdentifier::Value("class");                 // class_
//   Safe<CppType> type = CppType::Of("std::optional<@>", CppType::Of("Doc"));  // each `@` takes one safe
//   part Safe<CppExpr> call = CppExpr::Of("rt::length(@) <= @", field, CppLiteral::Integer(40));
//   CppExpr::Of(user_text);                                                    // does not compile
//
// A "kind" (CppIdentifier, SqlLiteral, ...) is a struct that names its language, where it may stand, how its
// further lines are laid out, and holds the functions that encode it. `@@` in a shape stands for one `@`.
#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ingot::codegen {

// Where a slot stands in its line; tmplc reads it off the template.
enum class Position : unsigned { kCode = 1, kQuoted = 2, kComment = 4 };

// How the further lines of a text of several lines are laid out.
enum class Layout {
  kIndent,    // like the line on which the text begins
  kColumn,    // under the column at which the text begins
  kVerbatim,  // not at all: a line break may be part of a literal
};

// What every kind says of itself; a kind overrides what differs.
template <typename Lang>
struct KindOf {
  using Language = Lang;
  static constexpr auto kLayout = Layout::kIndent;
  static constexpr auto MayStand(Position at) -> bool { return at == Position::kCode; }
};

template <typename Kind>
class Composite;

template <typename Kind>
class Safe {
 public:
  auto View() const -> std::string_view { return text_; }
  friend auto operator==(const Safe&, const Safe&) -> bool = default;
  friend auto operator<=>(const Safe&, const Safe&) = default;

 private:
  friend Kind;  // only the kind's own encoder makes one
  friend class Composite<Kind>;
  explicit Safe(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// A text that is known when the compiler is compiled; nothing of a user's can be in it.
class Constant {
 public:
  consteval Constant(const char* text) : text_(text) {}
  consteval Constant(std::string_view text) : text_(text) {}
  constexpr auto View() const -> std::string_view { return text_; }

 private:
  std::string_view text_;
};

// A constant with `Holes` places for safe parts, each written `@`.
template <std::size_t Holes>
class Shape {
 public:
  consteval Shape(const char* text) : text_(text) {
    if (Count(text_) != Holes) throw "the number of `@` differs from the number of parts";
  }
  constexpr auto View() const -> std::string_view { return text_; }

 private:
  static consteval auto Count(std::string_view text) -> std::size_t {
    std::size_t holes = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '@') continue;
      if (i + 1 < text.size() && text[i + 1] == '@') {
        ++i;
      } else {
        ++holes;
      }
    }
    return holes;
  }
  std::string_view text_;
};

// Appends `text`, its further lines laid out against the last line of `out`. Empty lines get no padding.
void AppendLaidOut(std::string& out, std::string_view text, Layout layout);

struct Part {
  std::string_view text;
  Layout layout;
};
auto FillShape(std::string_view shape, const Part* parts) -> std::string;

template <typename... Kinds>
struct AnyOf {
  template <typename Kind>
  static constexpr bool kHolds = (std::same_as<Kind, Kinds> || ...);
};

// Does text of the kind `PartKind` fit into text of the kind `Whole`?
template <typename PartKind, typename Whole>
concept FitsInto = Whole::Parts::template kHolds<PartKind>;

// A kind whose texts may be composed; its `Parts` lists the kinds that fit into it.
template <typename Kind>
class Composite {
 public:
  template <FitsInto<Kind>... PartKinds>
  static auto Of(std::type_identity_t<Shape<sizeof...(PartKinds)>> shape, const Safe<PartKinds>&... parts)
      -> Safe<Kind> {
    static_assert(std::derived_from<Kind, Composite>, "this kind's texts come from its encoder only");
    const std::array<Part, sizeof...(PartKinds) + 1> list{Part{parts.View(), PartKinds::kLayout}..., Part{}};
    return Safe<Kind>(FillShape(shape.View(), list.data()));
  }

  template <FitsInto<Kind> PartKind>
  static auto Join(Constant separator, const std::vector<Safe<PartKind>>& parts) -> Safe<Kind> {
    static_assert(std::derived_from<Kind, Composite>, "this kind's texts come from its encoder only");
    std::string joined;
    for (const auto& part : parts) {
      if (&part != &parts.front()) joined += separator.View();
      AppendLaidOut(joined, part.View(), PartKind::kLayout);
    }
    return Safe<Kind>(std::move(joined));
  }
};

}  // namespace ingot::codegen
