// One untyped, spanned tree for every form of a definition; immutable once built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string_view>

#include "compiler/ast/arena.h"
#include "compiler/base/span.h"

namespace ingot::ast {

class Items;
class Members;

// "an object", "a string", ...: for messages.
auto KindText(Kind kind) -> std::string_view;

// A handle of two words; good as long as its tree lives, also when the tree is moved. A node that was not
// found is `!node`: then only its bool may be asked.
class Node {
 public:
  Node() = default;
  Node(const internal::Arena* arena, uint32_t index) : arena_(arena), index_(index) {}

  explicit operator bool() const { return arena_ != nullptr; }

  auto kind() const -> Kind { return data().kind; }
  auto span() const -> Span;
  auto index() const -> uint32_t { return index_; }  // unique in the tree

  auto IsNull() const -> bool { return kind() == Kind::kNull; }
  auto IsBool() const -> bool { return kind() == Kind::kBool; }
  auto IsNumber() const -> bool { return kind() == Kind::kNumber; }
  auto IsString() const -> bool { return kind() == Kind::kString; }
  auto IsArray() const -> bool { return kind() == Kind::kArray; }
  auto IsObject() const -> bool { return kind() == Kind::kObject; }

  // The value of a bool.
  auto boolean() const -> bool { return data().first != 0; }
  // The decoded UTF-8 of a string, which may hold NUL; the digits of a number as they were written.
  auto text() const -> std::string_view;
  // Items of an array, members of an object, 0 of every other kind.
  auto size() const -> size_t;

  // In source order; empty for a node of another kind.
  auto Items() const -> ast::Items;
  auto Members() const -> ast::Members;

  // The value of the first member with this key; no node when there is none or this is no object.
  auto Find(std::string_view key) const -> Node;

  friend auto operator==(const Node&, const Node&) -> bool = default;

 private:
  friend class ItemIterator;
  friend class MemberIterator;
  auto data() const -> const internal::NodeData& { return arena_->nodes[index_]; }

  const internal::Arena* arena_ = nullptr;
  uint32_t index_ = internal::kNoNode;
};

struct Member {
  Node key;  // a string node, with the span of the key
  Node value;

  auto name() const -> std::string_view { return key.text(); }
};

class ItemIterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = Node;

  ItemIterator() = default;
  explicit ItemIterator(Node at) : at_(at) {}

  auto operator*() const -> Node { return at_; }
  auto operator++() -> ItemIterator& {
    at_ = Node(at_.arena_, at_.data().next);
    return *this;
  }
  auto operator++(int) -> ItemIterator {
    auto before = *this;
    ++*this;
    return before;
  }
  friend auto operator==(const ItemIterator&, const ItemIterator&) -> bool = default;

 private:
  Node at_;
};

class MemberIterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = Member;

  MemberIterator() = default;
  explicit MemberIterator(Node key) : at_(key) {}

  auto operator*() const -> Member { return {at_, Node(at_.arena_, at_.index_ + 1)}; }
  auto operator++() -> MemberIterator& {
    at_ = Node(at_.arena_, at_.data().next);
    return *this;
  }
  auto operator++(int) -> MemberIterator {
    auto before = *this;
    ++*this;
    return before;
  }
  friend auto operator==(const MemberIterator&, const MemberIterator&) -> bool = default;

 private:
  Node at_;
};

class Items {
 public:
  Items(ItemIterator begin, ItemIterator end) : begin_(begin), end_(end) {}
  auto begin() const -> ItemIterator { return begin_; }
  auto end() const -> ItemIterator { return end_; }

 private:
  ItemIterator begin_;
  ItemIterator end_;
};

class Members {
 public:
  Members(MemberIterator begin, MemberIterator end) : begin_(begin), end_(end) {}
  auto begin() const -> MemberIterator { return begin_; }
  auto end() const -> MemberIterator { return end_; }

 private:
  MemberIterator begin_;
  MemberIterator end_;
};

class Tree {
 public:
  Tree(std::unique_ptr<internal::Arena> arena, uint32_t root) : arena_(std::move(arena)), root_(root) {}

  auto root() const -> Node { return {arena_.get(), root_}; }
  auto node_count() const -> size_t { return arena_->nodes.size(); }

 private:
  friend class Merger;
  std::unique_ptr<internal::Arena> arena_;
  uint32_t root_;
};

}  // namespace ingot::ast
