// The operations of a document, and which of two documents answer the same requests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codegen/compare/document.h"

namespace ingot::codegen::compare {

struct Operation {
  std::string path;    // /api/docs/{doc}
  std::string method;  // get
  const Json* item = nullptr;
  const Json* node = nullptr;

  auto Name() const -> std::string;  // GET /api/docs/{doc}
};

// In the order of paths, and of methods as people read them.
auto OperationsOf(const Json& document) -> std::vector<Operation>;

struct Moved {
  std::string from;  // `/api`; may be empty
  std::string to;
};

struct Pairing {
  struct Pair {
    const Operation* before = nullptr;
    const Operation* after = nullptr;
  };
  std::optional<Moved> moved;  // everything lies under another prefix
  std::vector<Pair> pairs;     // in the order of `before`
  std::vector<const Operation*> removed;
  std::vector<const Operation*> added;
};

// Names in braces say nothing to a caller: `/docs/{doc}` and `/docs/{id}` are one path. Holds on to both lists.
auto PairUp(const std::vector<Operation>& before, const std::vector<Operation>& after) -> Pairing;

// The names in braces of a path, in order.
auto NamesIn(const std::string& path) -> std::vector<std::string>;

}  // namespace ingot::codegen::compare
