#include "compiler/ast/builder.h"

#include <cassert>
#include <utility>

namespace ingot::ast {

using internal::kNoNode;
using internal::NodeData;

Builder::Builder(SourceId source, size_t most_nodes)
    : source_(source), most_nodes_(most_nodes), arena_(std::make_unique<internal::Arena>()) {}

auto Builder::Add(NodeData data) -> bool {
  if (arena_->nodes.size() >= most_nodes_) return false;
  data.source = source_.index();
  const auto index = static_cast<uint32_t>(arena_->nodes.size());
  arena_->nodes.push_back(data);
  // The value of a key is found beside it, so it is not linked.
  if (!std::exchange(after_key_, false)) Link(index);
  return true;
}

void Builder::Link(uint32_t child) {
  if (open_.empty()) return;
  OpenContainer& container = open_.back();
  NodeData& parent = arena_->nodes[container.node];
  if (container.last_child == kNoNode) {
    parent.first = child;
  } else {
    arena_->nodes[container.last_child].next = child;
  }
  container.last_child = child;
  ++parent.count;
}

auto Builder::WithText(uint32_t begin, uint32_t end, Kind kind, std::string_view text) -> bool {
  const auto offset = static_cast<uint32_t>(arena_->text.size());
  if (!Add({.begin = begin,
            .end = end,
            .first = offset,
            .count = static_cast<uint32_t>(text.size()),
            .kind = kind})) {
    return false;
  }
  arena_->text += text;
  return true;
}

auto Builder::Null(uint32_t begin, uint32_t end) -> bool {
  return Add({.begin = begin, .end = end, .kind = Kind::kNull});
}

auto Builder::Bool(uint32_t begin, uint32_t end, bool value) -> bool {
  return Add({.begin = begin, .end = end, .first = value ? 1U : 0U, .kind = Kind::kBool});
}

auto Builder::Number(uint32_t begin, uint32_t end, std::string_view digits) -> bool {
  return WithText(begin, end, Kind::kNumber, digits);
}

auto Builder::String(uint32_t begin, uint32_t end, std::string_view decoded) -> bool {
  return WithText(begin, end, Kind::kString, decoded);
}

auto Builder::Key(uint32_t begin, uint32_t end, std::string_view decoded) -> bool {
  if (!WithText(begin, end, Kind::kString, decoded)) return false;
  after_key_ = true;
  return true;
}

auto Builder::Open(uint32_t begin, Kind array_or_object) -> bool {
  if (!Add({.begin = begin, .end = begin + 1, .kind = array_or_object})) return false;
  open_.push_back({static_cast<uint32_t>(arena_->nodes.size() - 1), kNoNode});
  return true;
}

void Builder::Close(uint32_t end) {
  assert(!open_.empty());
  arena_->nodes[open_.back().node].end = end;
  open_.pop_back();
}

auto Builder::Finish() -> Tree {
  assert(open_.empty() && !arena_->nodes.empty());
  return Tree(std::move(arena_), 0);
}

}  // namespace ingot::ast
