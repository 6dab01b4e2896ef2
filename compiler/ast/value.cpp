#include "compiler/ast/value.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "compiler/ast/builder.h"
#include "compiler/ast/key_order.h"
#include "compiler/ast/print.h"
#include "compiler/base/json_text.h"

namespace ingot::ast {
namespace {

constexpr int64_t kMostPlainDigits = 400;

auto Scalar(Kind kind, std::string_view text) -> Value {
  Value value;
  value.kind = kind;
  value.text = text;
  return value;
}

// Recursion is bounded by the nesting that front ends accept, and what is put around it.
void Build(Builder& builder, const Value& value) {
  switch (value.kind) {
    case Kind::kNull: builder.Null(0, 0); return;
    case Kind::kBool: builder.Bool(0, 0, value.flag); return;
    case Kind::kNumber: builder.Number(0, 0, value.text); return;
    case Kind::kString: builder.String(0, 0, value.text); return;
    case Kind::kArray:
    case Kind::kObject: break;
  }
  builder.Open(0, value.kind);
  for (const ValueMember& member : value.members) {
    if (value.IsObject()) builder.Key(0, 0, member.key);
    Build(builder, member.value);
  }
  builder.Close(0);
}

void AppendCompact(std::string& out, const Value& value) {
  switch (value.kind) {
    case Kind::kNull: out += "null"; return;
    case Kind::kBool: out += value.flag ? "true" : "false"; return;
    case Kind::kNumber: out += value.text; return;
    case Kind::kString: AppendJsonString(out, value.text); return;
    case Kind::kArray:
    case Kind::kObject: break;
  }
  out += value.IsArray() ? '[' : '{';
  std::string_view separator;
  for (const ValueMember& member : value.members) {
    out += separator;
    if (value.IsObject()) {
      AppendJsonString(out, member.key);
      out += ':';
    }
    AppendCompact(out, member.value);
    separator = ",";
  }
  out += value.IsArray() ? ']' : '}';
}

}  // namespace

auto Value::Text(std::string_view text) -> Value { return Scalar(Kind::kString, text); }

auto Value::Bool(bool flag) -> Value {
  Value value;
  value.kind = Kind::kBool;
  value.flag = flag;
  return value;
}

auto Value::Number(int64_t number) -> Value { return Scalar(Kind::kNumber, std::to_string(number)); }

auto Value::Array() -> Value { return Scalar(Kind::kArray, ""); }

auto Value::Object() -> Value { return Scalar(Kind::kObject, ""); }

auto Value::Find(std::string_view key) const -> const Value* {
  if (!IsObject()) return nullptr;
  const auto found = std::ranges::find(members, key, &ValueMember::key);
  return found == members.end() ? nullptr : &found->value;
}

auto Value::Find(std::string_view key) -> Value* { return const_cast<Value*>(std::as_const(*this).Find(key)); }

auto Value::TextOf(std::string_view key) const -> std::string_view {
  const Value* found = Find(key);
  return found != nullptr && found->IsText() ? std::string_view(found->text) : std::string_view();
}

auto Value::Add(std::string_view key, Value value) -> Value& {
  members.push_back({std::string(key), std::move(value)});
  return members.back().value;
}

auto Value::Add(Value item) -> Value& { return Add("", std::move(item)); }

auto Value::Take(std::string_view key) -> Value {
  const auto found = IsObject() ? std::ranges::find(members, key, &ValueMember::key) : members.end();
  if (found == members.end()) return {};
  Value taken = std::move(found->value);
  members.erase(found);
  return taken;
}

auto ToValue(Node node) -> Value {
  Value value = Scalar(node.kind(), node.text());
  if (node.kind() == Kind::kBool) value.flag = node.boolean();
  value.members.reserve(node.size());
  for (const Node item : node.Items()) value.members.push_back({"", ToValue(item)});
  for (const Member member : node.Members()) value.members.push_back({std::string(member.name()), ToValue(member.value)});
  return value;
}

void Canonicalise(Value& value) {
  if (value.kind == Kind::kNumber) value.text = PlainNumber(value.text);
  for (ValueMember& member : value.members) Canonicalise(member.value);
  if (!value.IsObject()) return;
  std::ranges::stable_sort(value.members, [](const ValueMember& a, const ValueMember& b) {
    const size_t place_a = KeyPlace(a.key);
    const size_t place_b = KeyPlace(b.key);
    return std::tie(place_a, a.key) < std::tie(place_b, b.key);
  });
}

auto Print(const Value& value) -> std::string {
  Builder builder(SourceId(0), SIZE_MAX);
  Build(builder, value);
  const Tree tree = builder.Finish();
  return Print(tree.root());
}

auto PrintCompact(const Value& value) -> std::string {
  std::string out;
  AppendCompact(out, value);
  return out;
}

auto PlainNumber(std::string_view digits) -> std::string {
  const bool negative = digits.starts_with('-');
  const size_t e = digits.find_first_of("eE");
  const std::string_view mantissa = digits.substr(negative ? 1 : 0, e == std::string_view::npos ? e : e - (negative ? 1 : 0));
  int64_t exponent = 0;
  if (e != std::string_view::npos) {
    const size_t begin = e + (digits.substr(e + 1).starts_with('+') ? 2 : 1);
    const auto read = std::from_chars(digits.data() + begin, digits.data() + digits.size(), exponent);
    if (read.ec != std::errc() || exponent > INT32_MAX || exponent < INT32_MIN) return std::string(digits);  // no database holds it
  }
  const size_t point = mantissa.find('.');
  std::string all(mantissa.substr(0, point));
  const size_t places = point == std::string_view::npos ? 0 : mantissa.size() - point - 1;
  if (places > 0) all += mantissa.substr(point + 1);
  all.erase(0, std::min(all.find_first_not_of('0'), all.size()));
  const int64_t scale = std::max<int64_t>(0, static_cast<int64_t>(places) - exponent);  // digits behind the point
  const int64_t zeros = std::max<int64_t>(0, exponent - static_cast<int64_t>(places));
  const std::string sign = negative && !all.empty() ? "-" : "";
  const int64_t length = static_cast<int64_t>(all.size());
  if (std::max(length + zeros, scale) > kMostPlainDigits) {
    if (all.empty()) return "0";
    const int64_t power = length + zeros - scale - 1;
    all.erase(all.find_last_not_of('0') + 1);
    return sign + all.substr(0, 1) + (all.size() > 1 ? "." + all.substr(1) : "") + "e" + std::to_string(power);
  }
  if (!all.empty()) all.append(static_cast<size_t>(zeros), '0');
  if (static_cast<int64_t>(all.size()) <= scale) all.insert(0, static_cast<size_t>(scale) + 1 - all.size(), '0');
  if (all.empty()) all = "0";
  if (scale > 0) all.insert(all.size() - static_cast<size_t>(scale), ".");
  return sign + all;
}

}  // namespace ingot::ast
