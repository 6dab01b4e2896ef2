// Objects and arrays of JSON under construction, laid out to be read and compared: what is short stands on one line,
// anything else has a line for each member.
//
//   JsonObject().Add("type", JsonString::Quote("string")).Add("maxLength", JsonLiteral::Integer(40)).Text()
//   // { "type": "string", "maxLength": 40 }
#pragma once

#include <string_view>
#include <vector>

#include "codegen/text/json.h"

namespace ingot::codegen {

class JsonObject {
 public:
  template <FitsInto<JsonText> Kind>
  auto Add(Constant name, const Safe<Kind>& value) -> JsonObject& {
    return Add(JsonString::Quote(name.View()), value);
  }
  template <FitsInto<JsonText> Kind>
  auto Add(const Safe<JsonString>& name, const Safe<Kind>& value) -> JsonObject& {
    members_.push_back(JsonText::Of("@: @", name, value));
    return *this;
  }
  // Texts that are known when the compiler is compiled.
  auto Add(Constant name, Constant text) -> JsonObject& { return Add(name, JsonString::Quote(text.View())); }
  // Every member of `other`, behind those that are there.
  auto Append(const JsonObject& other) -> JsonObject&;

  auto IsEmpty() const -> bool { return members_.empty(); }
  auto Text() const -> Safe<JsonText>;

 private:
  std::vector<Safe<JsonText>> members_;
};

class JsonArray {
 public:
  template <FitsInto<JsonText> Kind>
  auto Add(const Safe<Kind>& value) -> JsonArray& {
    items_.push_back(JsonText::Of("@", value));
    return *this;
  }

  auto IsEmpty() const -> bool { return items_.empty(); }
  auto Text() const -> Safe<JsonText>;

 private:
  std::vector<Safe<JsonText>> items_;
};

}  // namespace ingot::codegen
