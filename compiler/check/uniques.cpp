// The sets of fields that are unique or indexed, and the tables that models are kept in.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/base/edit_distance.h"
#include "compiler/check/checker.h"
#include "compiler/check/concealed.h"
#include "compiler/check/field_type.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using FieldSet = std::vector<Id<ir::Field>>;

constexpr size_t kMostSets = 64;
constexpr size_t kMostFieldsInSet = 16;

constexpr diag::Message<std::string_view> kNotASet{
    Code::InvalidFieldSet, Severity::kError,
    "an entry of `{0}` is a list of names of fields, such as [\"a\", \"b\"]"};
constexpr diag::Message<std::string_view, std::string_view> kUnknownField{
    Code::UnknownField, Severity::kError, "the model `{0}` has no field `{1}`"};
constexpr diag::Message<std::string_view> kFieldRepeated{Code::FieldRepeated, Severity::kError,
                                                         "the field `{0}` stands twice in one list"};
constexpr diag::Message<std::string_view, std::string_view> kFieldNotIndexable{
    Code::FieldNotIndexable, Severity::kError, "the {0} field `{1}` cannot be unique or indexed"};
constexpr diag::Message<> kFieldSetTwice{Code::FieldSetTwice, Severity::kError,
                                         "the same fields are listed twice"};
constexpr diag::Message<std::string_view, std::string_view> kTableNamesMeet{
    Code::TableNamesMeet, Severity::kError, "the models `{0}` and `{1}` would be kept in one table"};
constexpr diag::Message<std::string_view, std::string_view> kReservedTable{
    Code::ReservedTable, Severity::kError,
    "the table `{1}` of the model `{0}` would belong to the service itself"};

// One of the two lists of a model.
class SetReader {
 public:
  SetReader(Id<ir::Model> model, std::string_view key, Checker& checker)
      : model_(model), key_(key), checker_(checker), emitter_(checker.emitter) {}

  // What single fields said of themselves; `span` is where.
  void AddSingle(Id<ir::Field> field, Span span) {
    sets_.push_back({field});
    places_.try_emplace(sets_.back(), span);
  }

  auto Run() -> std::vector<FieldSet> {
    const ast::Node list = checker_.PartOf(model_).object.Get(key_);
    if (!list) return std::move(sets_);
    const std::string_view what = key_ == "unique" ? "unique sets of a model" : "indexes of a model";
    for (const ast::Node entry : ItemsWithin(list, kMostSets, what, emitter_)) {
      if (!entry.IsArray() || entry.size() == 0) {
        emitter_.Emit(entry.span(), kNotASet, key_)
            .Help("write the names of fields of the model in brackets");
        continue;
      }
      AddEntry(entry);
    }
    return std::move(sets_);
  }

 private:
  void AddEntry(ast::Node entry) {
    FieldSet fields;
    for (const ast::Node name : ItemsWithin(entry, kMostFieldsInSet, "fields in one set", emitter_)) {
      const Id<ir::Field> field = Resolve(name);
      if (!field.valid()) continue;
      if (std::ranges::find(fields, field) != fields.end()) {
        emitter_.Emit(name.span(), kFieldRepeated, name.text());
        continue;
      }
      fields.push_back(field);
    }
    if (fields.size() != entry.size()) return;
    // The order matters to an index, not to what is unique.
    FieldSet same = fields;
    if (key_ == "unique") std::ranges::sort(same);
    const auto [first, is_new] = places_.try_emplace(std::move(same), entry.span());
    if (!is_new) {
      emitter_.Emit(entry.span(), kFieldSetTwice)
          .Note(first->second, "first here")
          .Help("keep one of the two");
      return;
    }
    sets_.push_back(std::move(fields));
  }

  auto Resolve(ast::Node name) -> Id<ir::Field> {
    if (!name.IsString()) {
      emitter_.Emit(name.span(), kNotASet, key_);
      return {};
    }
    if (HoldsNul(name)) return {};
    const Id<ir::Field> id = checker_.FindField(model_, name.text());
    if (!id.valid()) {
      ReportUnknownField(name, model_, checker_);
      return {};
    }
    const ir::Field& field = checker_.app.fields[id];
    const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
    const bool as_json = ir::IsKeptAsJson(field.type);
    if (RefusesIndex(name, field, emitter_)) return {};
    const bool unordered = scalar != nullptr && ir::SpecOf(scalar->kind).filter == "none";
    if (!field.stored() || unordered || as_json) {
      emitter_.Emit(name.span(), kFieldNotIndexable, as_json ? WordOf(field.type) : field.revision ? "revision" : unordered ? ir::SpecOf(scalar->kind).name : "computed", name.text());
      return {};
    }
    return id;
  }

  Id<ir::Model> model_;
  std::string_view key_;
  Checker& checker_;
  diag::Emitter& emitter_;
  std::vector<FieldSet> sets_;
  std::map<FieldSet, Span> places_;
};

}  // namespace

void ReportUnknownField(ast::Node name, Id<ir::Model> model, Checker& checker) {
  std::vector<std::string_view> names;
  for (const Id<ir::Field> field : checker.app.models[model].fields) {
    const ir::Field& candidate = checker.app.fields[field];
    if (!candidate.name.empty()) names.push_back(candidate.name);
    if (ir::WireName(candidate) == name.text()) {
      checker.emitter.Emit(name.span(), kUnknownField, checker.app.models[model].name, name.text())
          .Help("write the name of the reference, `{}`", candidate.name);
      return;
    }
  }
  const bool shown = StillShown(checker.emitter);
  auto draft = checker.emitter.Emit(name.span(), kUnknownField, checker.app.models[model].name, name.text());
  if (!shown) return;
  if (const auto nearest = NearestName(name.text(), names)) draft.Help("did you mean `{}`?", *nearest);
  if (!names.empty()) draft.Help("the fields of `{}` are {}", checker.app.models[model].name, Listed(names));
}

void CheckUniques(Id<ir::Model> model, Checker& checker) {
  SetReader uniques(model, "unique", checker);
  for (const Id<ir::Field> field : checker.app.models[model].fields) {
    if (!checker.app.fields[field].unique || !checker.app.fields[field].stored()) continue;
    uniques.AddSingle(field, checker.PartOf(field).object.KeySpan("unique"));
  }
  checker.app.models[model].unique = uniques.Run();
  checker.app.models[model].indexes = SetReader(model, "indexes", checker).Run();
}

void CheckTables(Checker& checker) {
  std::map<std::string, Id<ir::Model>, std::less<>> by_table;
  for (const Id<ir::Model> id : checker.app.models.Ids()) {
    const ir::Model& model = checker.app.models[id];
    if (!checker.PartOf(id).named) continue;
    if (model.table.starts_with("ingot_") || model.table.starts_with("sqlite_") ||
        model.table.starts_with("pg_")) {
      checker.emitter.Emit(model.span, kReservedTable, model.name, model.table)
          .Help("choose a name that does not begin with `Ingot`, `Sqlite` or `Pg`");
    }
    const auto [first, is_new] = by_table.try_emplace(model.table, id);
    if (is_new) continue;
    const ir::Model& other = checker.app.models[first->second];
    checker.emitter.Emit(model.span, kTableNamesMeet, other.name, model.name)
        .Note(other.span, "its table is `{}` too", other.table)
        .Help("rename one of the two");
  }
  const auto meets = [&](const ir::Model& model, const std::string& table, std::string_view what) {
    const auto other = by_table.find(table);
    if (other == by_table.end()) return;
    const ir::Model& taken = checker.app.models[other->second];
    checker.emitter.Emit(taken.span, kTableNamesMeet, model.name, taken.name).Note(model.span, "{} are kept in `{}`", what, table).Help("rename one of the two");
  };
  for (const ir::Model& model : checker.app.models) {
    if (model.revision) meets(model, ir::HistoryTable(model.table), "the versions of its rows");
    if (model.soft_delete) meets(model, ir::DeletedTable(model.table), "its deleted rows");
  }
}

}  // namespace ingot::check
