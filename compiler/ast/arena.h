// How a tree lies in memory; only the ast folder looks inside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ingot::ast {

enum class Kind : uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

namespace internal {

inline constexpr uint32_t kNoNode = UINT32_MAX;

// 24 bytes. The children of an array are its items. The children of an object are its keys; the value of a
// key is the node after the key.
struct NodeData {
  uint32_t begin = 0;  // of the span
  uint32_t end = 0;
  uint32_t first = 0;       // first child; offset in `text` of a string or number; 0 or 1 of a bool
  uint32_t count = 0;       // children; bytes of a string or number
  uint32_t next = kNoNode;  // sibling
  uint32_t source : 24 = 0;
  Kind kind = Kind::kNull;
};
static_assert(sizeof(NodeData) == 24);

struct Arena {
  std::vector<NodeData> nodes;
  std::string text;
};

}  // namespace internal
}  // namespace ingot::ast
