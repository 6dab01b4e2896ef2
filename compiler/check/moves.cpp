// What models say of rows that were one and are two now, or the other way round: `splitFrom` and `mergedFrom`.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/check/checker.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostMerged = 16;

constexpr diag::Message<> kNotAName{Code::WrongKind, Severity::kError, "an entry of `mergedFrom` is the name of an earlier model, in quotes"};
constexpr diag::Message<std::string_view> kFromNothing{Code::InvalidMove, Severity::kError, "no model is or was called `{0}`"};
constexpr diag::Message<std::string_view> kFromItself{Code::InvalidMove, Severity::kError, "the values of `{0}` are said to come from itself"};
constexpr diag::Message<std::string_view> kSplitAndRenamed{Code::InvalidMove, Severity::kError,
                                                           "`{0}` cannot be split off a model and be one under a new name"};
constexpr diag::Message<std::string_view, std::string_view> kNoOwner{
    Code::InvalidMove, Severity::kError, "`{0}` needs one reference to `{1}` that is required and unique: the row that its values were in"};
constexpr diag::Message<std::string_view> kStays{Code::InvalidMove, Severity::kError, "the row of `{0}` was part of the row that goes, so it must go with it"};
constexpr diag::Message<std::string_view> kKept{Code::InvalidMove, Severity::kError,
                                                "`{0}` keeps versions or deleted rows, whose values cannot be split or merged"};
constexpr diag::Message<std::string_view> kStands{Code::InvalidMove, Severity::kError, "`{0}` still stands, so it was not merged"};
constexpr diag::Message<std::string_view> kTwice{Code::InvalidMove, Severity::kError, "the rows of `{0}` cannot go to two places"};

class Moves {
 public:
  explicit Moves(Checker& checker) : checker_(checker), emitter_(checker.emitter) {}

  void Run() {
    for (const Id<ir::Model> id : checker_.app.models.Ids()) {
      if (id.index() >= checker_.models.size()) break;  // the pairs of links say nothing
      if (const ast::Node from = checker_.PartOf(id).object.Get("renamedFrom")) taken_.try_emplace(std::string(from.text()), from.span());
    }
    for (const Id<ir::Model> id : checker_.app.models.Ids()) {
      if (id.index() >= checker_.models.size()) break;
      CheckSplit(id);
      CheckMerged(id);
    }
  }

 private:
  auto App() -> ir::App& { return checker_.app; }

  void CheckSplit(Id<ir::Model> id) {
    const Object& object = checker_.PartOf(id).object;
    const ast::Node from = object.Get("splitFrom");
    if (!from || HoldsNul(from) || !CheckName(from, NameStyle::kPascal, "an earlier model", emitter_)) return;
    ir::Model& model = App().models[id];
    model.split_from = from.text();
    if (from.text() == model.name) {
      emitter_.Emit(from.span(), kFromItself, model.name).Help("remove `splitFrom`");
      return;
    }
    if (object.Has("renamedFrom")) {
      emitter_.Emit(from.span(), kSplitAndRenamed, model.name).Note(object.KeySpan("renamedFrom"), "the other one").Help("remove one of the two");
      return;
    }
    const Id<ir::Model> owner = OwnerNamed(id, from.text());
    if (!owner.valid()) {
      emitter_.Emit(from.span(), kFromNothing, from.text()).Help("write the name that the model had when the project was generated last, or remove `splitFrom`");
      return;
    }
    CheckKept(owner, from.span());
    CheckKept(id, from.span());
    CheckOwnerField(id, owner, from.span());
  }

  // The model that has the name, or had it. One that is known by its id may have had any.
  auto OwnerNamed(Id<ir::Model> part, std::string_view name) -> Id<ir::Model> {
    if (const auto found = checker_.model_by_name.find(name); found != checker_.model_by_name.end()) return found->second;
    for (const Id<ir::Model> id : App().models.Ids()) {
      if (App().models[id].renamed_from == name) return id;
    }
    for (const Id<ir::Field> field : App().models[part].fields) {
      const auto* ref = std::get_if<ir::RefType>(&App().fields[field].type);
      if (ref == nullptr || !ref->model.valid() || !OwnsRows(part, field)) continue;
      if (!App().models[ref->model].stable_id.empty()) return ref->model;
    }
    return {};
  }

  auto OwnsRows(Id<ir::Model> part, Id<ir::Field> field) -> bool {
    const std::vector<Id<ir::Field>> alone{field};
    const auto& sets = App().models[part].unique;
    return App().fields[field].required && std::find(sets.begin(), sets.end(), alone) != sets.end();
  }

  void CheckOwnerField(Id<ir::Model> part, Id<ir::Model> owner, Span span) {
    std::vector<Id<ir::Field>> fields;
    for (const Id<ir::Field> field : App().models[part].fields) {
      if (!checker_.PartOf(field).typed) return;  // it may be this one
      const auto* ref = std::get_if<ir::RefType>(&App().fields[field].type);
      if (ref != nullptr && ref->model == owner && OwnsRows(part, field)) fields.push_back(field);
    }
    if (fields.size() != 1) {
      emitter_.Emit(span, kNoOwner, App().models[part].name, App().models[owner].name)
          .Help("{} `\"type\": \"ref\", \"model\": \"{}\", \"required\": true, \"unique\": true, \"onDelete\": \"cascade\"`",
                fields.empty() ? "add a field with" : "keep one field with", App().models[owner].name);
      return;
    }
    const ir::Field& field = App().fields[fields.front()];
    if (std::get<ir::RefType>(field.type).on_delete == ir::OnDelete::kCascade) return;
    emitter_.Emit(field.span, kStays, App().models[part].name).Note(span, "it is split off here").Help("write `\"onDelete\": \"cascade\"`");
  }

  void CheckKept(Id<ir::Model> id, Span span) {
    const ir::Model& model = App().models[id];
    if (!model.revision && !model.soft_delete) return;
    emitter_.Emit(span, kKept, model.name).Note(model.span, "declared here").Help("add `revision` or `softDelete` in a later change");
  }

  void CheckMerged(Id<ir::Model> id) {
    const ast::Node list = checker_.PartOf(id).object.Get("mergedFrom");
    if (!list) return;
    for (const ast::Node name : ItemsWithin(list, kMostMerged, "models in `mergedFrom`", emitter_)) {
      if (!name.IsString()) {
        emitter_.Emit(name.span(), kNotAName);
        continue;
      }
      if (HoldsNul(name) || !CheckName(name, NameStyle::kPascal, "an earlier model", emitter_)) continue;
      CheckMerged(id, name);
    }
    if (list.size() > 0) CheckKept(id, list.span());
  }

  void CheckMerged(Id<ir::Model> id, ast::Node name) {
    ir::Model& model = App().models[id];
    if (name.text() == model.name) {
      emitter_.Emit(name.span(), kFromItself, model.name).Help("name the model that is gone");
      return;
    }
    if (const auto standing = checker_.model_by_name.find(name.text()); standing != checker_.model_by_name.end()) {
      emitter_.Emit(name.span(), kStands, name.text()).Note(App().models[standing->second].span, "it stands here");
      return;
    }
    const auto [first, is_new] = taken_.try_emplace(std::string(name.text()), name.span());
    if (!is_new) {
      emitter_.Emit(name.span(), kTwice, name.text()).Note(first->second, "first here");
      return;
    }
    model.merged_from.emplace_back(name.text());
  }

  Checker& checker_;
  diag::Emitter& emitter_;
  std::map<std::string, Span> taken_;  // what models are said to have become
};

}  // namespace

void CheckMoves(Checker& checker) { Moves(checker).Run(); }

}  // namespace ingot::check
