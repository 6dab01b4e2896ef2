// A JSON value that can be changed: what rows are put together in, and taken apart.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/tree.h"

namespace ingot::ast {

struct ValueMember;

struct Value {
  Kind kind = Kind::kNull;
  bool flag = false;                 // of a bool
  std::string text;                  // of a string, decoded; of a number, its digits
  std::vector<ValueMember> members;  // of an object; items of an array, whose keys are empty

  static auto Text(std::string_view text) -> Value;
  static auto Bool(bool flag) -> Value;
  static auto Number(int64_t number) -> Value;
  static auto Array() -> Value;
  static auto Object() -> Value;

  auto IsArray() const -> bool { return kind == Kind::kArray; }
  auto IsObject() const -> bool { return kind == Kind::kObject; }
  auto IsText() const -> bool { return kind == Kind::kString; }

  // The first member of this key, or null.
  auto Find(std::string_view key) -> Value*;
  auto Find(std::string_view key) const -> const Value*;
  // The text of a member; empty when there is none or it is no string.
  auto TextOf(std::string_view key) const -> std::string_view;
  // Behind the other members, or items.
  auto Add(std::string_view key, Value value) -> Value&;
  auto Add(Value item) -> Value&;
  // The first member of this key and its value, taken out; null when there is none.
  auto Take(std::string_view key) -> Value;

  friend auto operator==(const Value&, const Value&) -> bool = default;
};

struct ValueMember {
  std::string key;
  Value value;

  friend auto operator==(const ValueMember&, const ValueMember&) -> bool = default;
};

// The value of a node with everything below it.
auto ToValue(Node node) -> Value;

// The one form of a value, whether it was kept as it was written or by a database that orders keys and normalises numbers: members in the order
// of KeyPlace, then of their bytes; numbers in plain digits. Members of one key stay as they stand.
void Canonicalise(Value& value);

// As ast::Print prints it, which ends in a newline.
auto Print(const Value& value) -> std::string;

// On one line without blanks: the form for a column.
auto PrintCompact(const Value& value) -> std::string;

// Plain digits of a JSON number as PostgreSQL's numeric has them: `1.5e3` is `1500`, `-0` is `0`, `2.50` stays. One of very many digits
// is written with an exponent, whose form is one, too.
auto PlainNumber(std::string_view digits) -> std::string;

}  // namespace ingot::ast
