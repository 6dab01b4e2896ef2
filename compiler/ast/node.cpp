#include "compiler/ast/tree.h"

namespace ingot::ast {

auto KindText(Kind kind) -> std::string_view {
  switch (kind) {
    case Kind::kNull: return "null";
    case Kind::kBool: return "a boolean";
    case Kind::kNumber: return "a number";
    case Kind::kString: return "a string";
    case Kind::kArray: return "an array";
    case Kind::kObject: return "an object";
  }
  return "";
}

auto Node::span() const -> Span { return {SourceId(data().source), data().begin, data().end}; }

auto Node::text() const -> std::string_view {
  if (!IsString() && !IsNumber()) return {};
  return std::string_view(arena_->text).substr(data().first, data().count);
}

auto Node::size() const -> size_t { return IsArray() || IsObject() ? data().count : 0; }

auto Node::Items() const -> ast::Items {
  const bool some = IsArray() && data().count > 0;
  const ItemIterator end(Node(arena_, internal::kNoNode));
  return {some ? ItemIterator(Node(arena_, data().first)) : end, end};
}

auto Node::Members() const -> ast::Members {
  const bool some = IsObject() && data().count > 0;
  const MemberIterator end(Node(arena_, internal::kNoNode));
  return {some ? MemberIterator(Node(arena_, data().first)) : end, end};
}

auto Node::Find(std::string_view key) const -> Node {
  for (const Member member : Members()) {
    if (member.name() == key) return member.value;
  }
  return {};
}

}  // namespace ingot::ast
