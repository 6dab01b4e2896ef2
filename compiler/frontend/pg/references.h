// Puts what rows of `relationships` say into the models that they begin at: references and links.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/pg/columns.h"
#include "compiler/frontend/pg/compose.h"
#include "compiler/frontend/pg/rows.h"

namespace ingot::frontend::pg {

// The three words for the kind of a relationship.
inline constexpr std::string_view kManyToOne = "many-to-one";
inline constexpr std::string_view kOneToOne = "one-to-one";
inline constexpr std::string_view kManyToMany = "many-to-many";

class References {
 public:
  // All must outlive it. Reports rows that belong to no model of the application.
  References(const Rows& rows, Columns& columns, diag::Emitter& emitter);

  // `fields` and `options` are the columns of the model as they were read, `element` what is made of them.
  void Complete(const ModelRow& model, ast::Node fields, ast::Node options, Element& element);

 private:
  struct Slot;
  struct Entry {
    ast::Node node;
    size_t index = 0;
  };
  using Entries = std::map<std::string_view, Entry>;  // the first of each name in a list of objects

  auto Plain(const RelationshipRow& row) -> ast::Tree;
  static auto ByName(ast::Node list) -> Entries;
  void CompleteField(const RelationshipRow& row, const Entries& entries, Element& element);
  void CompleteLink(const RelationshipRow& row, const Entries& entries, ast::Node list, Element& element);
  auto MayBeCompleted(const RelationshipRow& row, ast::Node entry, std::initializer_list<std::string_view> own) -> bool;
  void Fill(const RelationshipRow& row, const Slot& slot, ast::Value& list, Element& element);

  const Rows& rows_;
  Columns& columns_;
  diag::Emitter& emitter_;
  std::map<std::string_view, std::string_view> names_;                         // of models, by id
  std::map<std::string_view, std::vector<const RelationshipRow*>> by_source_;  // by name
};

}  // namespace ingot::frontend::pg
