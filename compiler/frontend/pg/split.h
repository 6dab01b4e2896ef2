// Takes the elements of a definition apart into the rows that hold them: the way back of compose.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/ast/value.h"
#include "compiler/frontend/pg/compose.h"

namespace ingot::frontend::pg {

struct SplitRelationship {
  std::string kind;
  std::string name;
  std::string target;  // the name of a model
  std::optional<std::string> inverse;
  std::optional<std::string> on_delete;
};

struct SplitModel {
  std::string fields;   // JSON
  std::string options;  // JSON
  std::vector<SplitRelationship> relationships;
};

// The elements of a definition that was checked, in its order, each in its canonical form; `app` is the first.
auto ElementsOf(ast::Node root) -> std::vector<Element>;

// What says more than a row of `relationships` can hold stays in the model; so do the places of references among the fields.
auto SplitModelOf(const Element& model) -> SplitModel;

// An element as JSON without the keys that have columns of their own.
auto BodyOf(const Element& element, std::initializer_list<std::string_view> columns) -> std::string;

}  // namespace ingot::frontend::pg
