// The sink that a compiled template writes into: a slot takes safe text of the sink's own language, at a
// position where its kind may stand, or exactly an int or std::int64_t. Nothing else compiles, so forgotten
// escaping is a compile error.
//
//   TextOut<Cpp> out;
//   out.Raw("struct ");
//   out.Put<Position::kCode>(CppIdentifier::Type("Doc"));
//   std::string text = std::move(out).Take();
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "codegen/text/languages.h"
#include "codegen/text/safe.h"

namespace ingot::codegen {

// May text of `Kind` stand at this position of a file in `Language`?
template <typename Kind, typename Language, Position At>
concept StandsIn = (std::same_as<typename Kind::Language, Language> ||
                    std::same_as<typename Kind::Language, typename Language::Base>)&&Kind::MayStand(At);

template <typename Value>
concept ExactInteger = std::same_as<Value, int> || std::same_as<Value, std::int64_t>;

template <typename Language>
class TextOut {
 public:
  void Raw(Constant text) { text_ += text.View(); }

  // Further lines keep the layout that the kind asks for.
  template <Position At, StandsIn<Language, At> Kind>
  void Put(const Safe<Kind>& slot) {
    AppendLaidOut(text_, slot.View(), Kind::kLayout);
  }

  // Exactly an integer: no conversion changes a value on its way out.
  template <Position At, ExactInteger Value>
  void Put(const Value& value) {
    text_ += Language::Integer(value);
  }

  // What else a template names is no safe text of this language, or may not stand at this position.
  template <Position At, typename Other>
  void Put(const Other&) = delete;

  // Places a separator between the items of a loop, at the end of the last line of the item before.
  // An item that wrote nothing gets none.
  class Items {
   public:
    Items(TextOut& out, Constant separator) : out_(out), separator_(separator) {}

    // Lives as long as one item is being written.
    class Item {
     public:
      explicit Item(Items& items) : items_(items), start_(items.out_.text_.size()) {}
      Item(const Item&) = delete;
      auto operator=(const Item&) -> Item& = delete;
      ~Item() { items_.Finish(start_); }

     private:
      Items& items_;
      std::size_t start_;
    };
    auto One() -> Item { return Item(*this); }

   private:
    void Finish(std::size_t start) {
      std::string& text = out_.text_;
      if (text.size() == start) return;
      const bool after_break = start > 0 && text[start - 1] == '\n';
      if (any_) text.insert(start - (after_break ? 1 : 0), separator_.View());
      any_ = true;
    }

    TextOut& out_;
    Constant separator_;
    bool any_ = false;
  };

  auto Take() && -> std::string { return std::move(text_); }

 private:
  std::string text_;
};

// The condition of an `@if`: exactly a bool, never something that merely converts to one.
inline auto Flag(std::same_as<bool> auto value) -> bool { return value; }

}  // namespace ingot::codegen
