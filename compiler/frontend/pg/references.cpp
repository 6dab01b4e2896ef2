#include "compiler/frontend/pg/references.h"

#include <algorithm>

namespace ingot::frontend::pg {
namespace {

using ast::Value;
using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view> kForeignModel{Code::RelationshipMisfit, Severity::kError,
                                                        "the relationship `{0}` has a model that is none of the application"};
constexpr diag::Message<std::string_view> kNoReference{Code::RelationshipMisfit, Severity::kError,
                                                       "the relationship `{0}` has the name of a field that is no reference"};
constexpr diag::Message<std::string_view> kNoLinks{Code::RelationshipMisfit, Severity::kError,
                                                   "the relationship `{0}` is a link, and `links` of its model is no list"};
constexpr diag::Message<std::string_view> kLinkDeletes{Code::RelationshipMisfit, Severity::kError,
                                                       "the relationship `{0}` is a link, which knows no `on_delete`"};
constexpr diag::Message<std::string_view, std::string_view> kSaidTwice{Code::StandsTwice, Severity::kError,
                                                                       "`{0}` of `{1}` stands here, and a row of `relationships` says it"};
constexpr diag::Message<std::string_view> kUnknownKind{Code::UnknownWord, Severity::kError, "`{0}` is not a word for the kind of a relationship"};

}  // namespace

// Where a relationship goes: an entry that is there, or a new one at the end.
struct References::Slot {
  std::string path;  // of the list
  size_t index = 0;
  bool is_new = false;
  bool link = false;
};

auto References::ByName(ast::Node list) -> Entries {
  Entries entries;
  size_t index = 0;
  for (const ast::Node entry : list.Items()) {
    const ast::Node name = entry.Find("name");
    if (name && name.IsString()) entries.try_emplace(name.text(), Entry{entry, index});
    ++index;
  }
  return entries;
}

References::References(const Rows& rows, Columns& columns, diag::Emitter& emitter) : rows_(rows), columns_(columns), emitter_(emitter) {
  for (const ModelRow& model : rows_.models) names_.emplace(model.id, model.name);
  for (const RelationshipRow& row : rows_.relationships) {
    const bool known = row.kind == kManyToOne || row.kind == kOneToOne || row.kind == kManyToMany;
    const bool source = names_.contains(row.source);
    if (known && source && names_.contains(row.target)) {
      by_source_[row.source].push_back(&row);
      continue;
    }
    const ast::Tree tree = Plain(row);
    if (!known) {
      emitter_.Emit(tree.root().Find("kind").span(), kUnknownKind, row.kind)
          .Help("the words are `{}`, `{}` and `{}`", kManyToOne, kOneToOne, kManyToMany);
    } else {
      emitter_.Emit(tree.root().Find(source ? "target_model_id" : "source_model_id").span(), kForeignModel, row.name)
          .Help("a relationship joins two models of its application: change the row, or delete it");
    }
  }
  for (auto& [source, list] : by_source_) std::ranges::stable_sort(list, {}, &RelationshipRow::name);
}

auto References::Plain(const RelationshipRow& row) -> ast::Tree {
  return columns_.ReadPlain({"relationships", row.id, "", ""}, {{"source_model_id", row.source},
                                                                {"target_model_id", row.target},
                                                                {"kind", row.kind},
                                                                {"name", row.name},
                                                                {"inverse", row.inverse},
                                                                {"on_delete", row.on_delete}});
}

void References::Complete(const ModelRow& model, ast::Node fields, ast::Node options, Element& element) {
  const auto found = by_source_.find(model.id);
  if (found == by_source_.end()) return;
  const ast::Node links = options.Find("links");
  const auto by_name = ByName(fields);
  const auto links_by_name = links ? ByName(links) : Entries();
  for (const RelationshipRow* row : found->second) {
    if (row->kind == kManyToMany) {
      CompleteLink(*row, links_by_name, links, element);
    } else {
      CompleteField(*row, by_name, element);
    }
  }
}

void References::CompleteField(const RelationshipRow& row, const Entries& entries, Element& element) {
  Value& fields = *element.value.Find("fields");
  const auto entry = entries.find(row.name);
  if (entry == entries.end()) return Fill(row, {".models[0].fields", fields.members.size(), true, false}, fields, element);
  const ast::Node type = entry->second.node.Find("type");
  if (!type || !type.IsString() || type.text() != "ref") {
    const ast::Tree tree = Plain(row);
    emitter_.Emit(tree.root().Find("name").span(), kNoReference, row.name)
        .Note(entry->second.node.span(), "the field is here")
        .Help("write `\"type\": \"ref\"` in the field, or rename one of the two");
    return;
  }
  if (!MayBeCompleted(row, entry->second.node, {"model", "inverse", "onDelete", "unique"})) return;
  Fill(row, {".models[0].fields", entry->second.index, false, false}, fields, element);
}

void References::CompleteLink(const RelationshipRow& row, const Entries& entries, ast::Node list, Element& element) {
  const bool misfit = list && !list.IsArray();
  if (misfit || row.on_delete) {
    const ast::Tree tree = Plain(row);
    auto draft = misfit ? emitter_.Emit(tree.root().Find("name").span(), kNoLinks, row.name)
                        : emitter_.Emit(tree.root().Find("on_delete").span(), kLinkDeletes, row.name);
    if (misfit) {
      draft.Note(list.span(), "`links` is here").Help("write `\"links\": []`, or remove it");
    } else {
      draft.Help("set it to null: a pair goes with either of its rows");
    }
    return;
  }
  Value* links = element.value.Find("links");
  if (links == nullptr) links = &element.value.Add("links", Value::Array());
  const auto entry = entries.find(row.name);
  if (entry == entries.end()) return Fill(row, {".models[0].links", links->members.size(), true, true}, *links, element);
  if (!MayBeCompleted(row, entry->second.node, {"model", "inverse"})) return;
  Fill(row, {".models[0].links", entry->second.index, false, true}, *links, element);
}

auto References::MayBeCompleted(const RelationshipRow& row, ast::Node entry, std::initializer_list<std::string_view> own) -> bool {
  bool fine = true;
  for (const ast::Member member : entry.Members()) {
    if (std::ranges::find(own, member.name()) == own.end()) continue;
    const ast::Tree tree = Plain(row);
    emitter_.Emit(member.key.span(), kSaidTwice, member.name(), row.name)
        .Note(tree.root().span(), "the row is here")
        .Help("remove it from the model, or delete the row");
    fine = false;
  }
  return fine;
}

void References::Fill(const RelationshipRow& row, const Slot& slot, Value& list, Element& element) {
  const std::string path = slot.path + "[" + std::to_string(slot.index) + "]";
  if (slot.is_new) {
    element.rules.push_back({path, {"relationships", row.id, "", ""}});
    list.Add(Value::Object());
  }
  Value& entry = list.members[slot.index].value;
  const auto set = [&](std::string_view key, Value value, const char* column) {
    entry.Add(key, std::move(value));
    element.rules.push_back({source::MemberPath(path, key), {"relationships", row.id, column, ""}});
  };
  if (slot.is_new) set("name", Value::Text(row.name), "name");
  if (slot.is_new && !slot.link) set("type", Value::Text("ref"), "kind");
  set("model", Value::Text(names_.at(row.target)), "target_model_id");
  if (row.inverse) set("inverse", Value::Text(*row.inverse), "inverse");
  if (row.on_delete) set("onDelete", Value::Text(*row.on_delete), "on_delete");
  if (row.kind == kOneToOne) set("unique", Value::Bool(true), "kind");
}

}  // namespace ingot::frontend::pg
