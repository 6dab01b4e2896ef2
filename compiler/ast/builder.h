// Builds a tree from the events of a front end, within a budget of nodes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "compiler/ast/tree.h"

namespace ingot::ast {

// Limit of one compilation: keys and values of all documents together (96 MiB of nodes).
inline constexpr size_t kMostNodes = 4'000'000;

// The caller sends events in document order and guarantees their grammar: one root, a key before each value
// in an object, every container closed. Each event is false when the budget is used up; nothing was added
// then.
class Builder {
 public:
  Builder(SourceId source, size_t most_nodes);

  auto Null(uint32_t begin, uint32_t end) -> bool;
  auto Bool(uint32_t begin, uint32_t end, bool value) -> bool;
  auto Number(uint32_t begin, uint32_t end, std::string_view digits) -> bool;
  auto String(uint32_t begin, uint32_t end, std::string_view decoded) -> bool;
  auto Key(uint32_t begin, uint32_t end, std::string_view decoded) -> bool;
  auto Open(uint32_t begin, Kind array_or_object) -> bool;
  void Close(uint32_t end);

  auto depth() const -> size_t { return open_.size(); }
  // The innermost container that is open; depth() is not 0.
  auto innermost() const -> const internal::NodeData& { return arena_->nodes[open_.back().node]; }
  auto node_count() const -> size_t { return arena_->nodes.size(); }

  // After the root was closed.
  auto Finish() -> Tree;

 private:
  struct OpenContainer {
    uint32_t node;
    uint32_t last_child;
  };

  auto Add(internal::NodeData data) -> bool;
  auto WithText(uint32_t begin, uint32_t end, Kind kind, std::string_view text) -> bool;
  void Link(uint32_t child);

  SourceId source_;
  size_t most_nodes_;
  bool after_key_ = false;
  std::vector<OpenContainer> open_;
  std::unique_ptr<internal::Arena> arena_;
};

}  // namespace ingot::ast
