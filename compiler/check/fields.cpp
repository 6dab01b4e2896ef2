// The fields of a model: their keys, names and types.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/check/checker.h"
#include "compiler/check/field_type.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostFields = 500;

constexpr std::array kFieldKeys{
    Key{"name", Want::kText, true},  Key{"type", Want::kText, true}, Key{"id", Want::kText},
    Key{"renamedFrom", Want::kText}, Key{"label", Want::kText},      Key{"description", Want::kText},
    Key{"required", Want::kBool},    Key{"unique", Want::kBool},     Key{"default", Want::kAny},
    Key{"defaultExpr", Want::kText}, Key{"computed", Want::kText},   Key{"min", Want::kAny},
    Key{"max", Want::kAny},          Key{"pattern", Want::kText},    Key{"format", Want::kText},
    Key{"example", Want::kAny},      Key{"enum", Want::kText},       Key{"model", Want::kText},
    Key{"onDelete", Want::kText},    Key{"inverse", Want::kText},    Key{"minItems", Want::kAny},
    Key{"maxItems", Want::kAny},     Key{"secret", Want::kBool},   Key{"stored", Want::kBool},
    Key{"accept", Want::kList}};
constexpr std::array<std::string_view, 10> kFieldLater{"hidden", "readOnly", "immutable", "rules", "check", "hashed",
                                                       "history",  "order",     "group", "widget"};
constexpr Keys kField{"a field", kFieldKeys, kFieldLater};

// Columns that every model has, folded.
constexpr std::array<std::string_view, 4> kReserved{"id", "createdat", "updatedat", "rowversion"};

constexpr diag::Message<std::string_view> kReservedName{Code::ReservedName, Severity::kError,
                                                        "the name `{0}` belongs to the service itself"};

constexpr diag::Message<std::string_view> kRevisionTwice{Code::RevisionTwice, Severity::kError,
                                                         "`{0}` has two fields of type `revision`"};
constexpr diag::Message<std::string_view> kRevisionUntimed{
    Code::RevisionUntimed, Severity::kError, "the versions of `{0}` are told apart by their times too, which are switched off"};

class FieldReader {
 public:
  FieldReader(Id<ir::Model> model, Checker& checker)
      : model_(model), checker_(checker), emitter_(checker.emitter) {}

  void Add(ast::Node node) {
    FieldPart part;
    part.object = Object::Read(node, kField, emitter_);
    ir::Field field;
    field.model = model_;
    ReadElement(part.object, field);
    field.required = part.object.Flag("required", false);
    field.unique = part.object.Flag("unique", false);
    field.secret = part.object.Flag("secret", false);
    field.revision = part.object.Text("type") == "revision";
    if (field.revision) field.required = true;
    part.typed = ReadFieldType(part.object, field, checker_);
    part.named = Name(part, field);
    checker_.PartOf(model_).identities.Add(part.object, NameStyle::kCamel, emitter_, checker_.PartOf(model_).object.Get("mergedFrom"));
    const Id<ir::Field> id = checker_.app.fields.Add(std::move(field));
    checker_.app.models[model_].fields.push_back(id);
    if (checker_.app.fields[id].revision) AddRevision(id, part);
    checker_.fields.push_back(std::move(part));
  }

 private:
  // Each version of a row has one number and one time.
  void AddRevision(Id<ir::Field> id, const FieldPart& part) {
    ir::Model& model = checker_.app.models[model_];
    const Span span = part.object.Get("type").span();
    if (model.revision) {
      emitter_.Emit(span, kRevisionTwice, model.name)
          .Note(checker_.app.fields[*model.revision].span, "the other one is here")
          .Help("keep one of the two");
      return;
    }
    model.revision = id;
    if (!model.timestamps) emitter_.Emit(span, kRevisionUntimed, model.name).Help("remove `\"timestamps\": false`");
  }

  auto Name(const FieldPart& part, const ir::Field& field) -> bool {
    const ast::Node name = part.object.Get("name");
    if (!CheckName(name, NameStyle::kCamel, "a field", emitter_)) return false;
    if (!CheckReserved(name, emitter_)) return false;
    if (checker_.app.models[model_].soft_delete && FoldName(field.name) == "deletedat") {
      emitter_.Emit(name.span(), kReservedName, name.text()).Help("a model with `softDelete` keeps the time of a deletion under it; choose another name");
      return false;
    }
    NameScope& scope = checker_.PartOf(model_).names;
    if (!scope.Add(field.name, name.span(), fmt::format("the field `{}`", field.name), emitter_))
      return false;
    const std::string wire_name = ir::WireName(field);
    if (!part.typed || wire_name == field.name) return true;
    return scope.Add(wire_name, name.span(), fmt::format("the id that the reference `{}` holds", field.name),
                     emitter_);
  }

  Id<ir::Model> model_;
  Checker& checker_;
  diag::Emitter& emitter_;
};

}  // namespace

auto CheckReserved(ast::Node name, diag::Emitter& emitter) -> bool {
  if (std::ranges::find(kReserved, FoldName(name.text())) == kReserved.end()) return true;
  emitter.Emit(name.span(), kReservedName, name.text())
      .Help("every model has `id`, `createdAt`, `updatedAt` and a row version; choose another name");
  return false;
}

void CheckFields(Id<ir::Model> model, Checker& checker) {
  const ast::Node fields = checker.PartOf(model).object.Get("fields");
  if (!fields) return;
  FieldReader reader(model, checker);
  for (const ast::Node field : ItemsWithin(fields, kMostFields, "fields of a model", checker.emitter)) {
    reader.Add(field);
  }
  checker.PartOf(model).identities.CheckRenames(checker.emitter);
}

}  // namespace ingot::check
