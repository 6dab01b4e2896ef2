// The fields of a model whose words the parameter `q` of its list looks for.
#include <algorithm>

#include "compiler/check/checker.h"
#include "compiler/check/concealed.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr size_t kMostFields = 8;

constexpr diag::Message<> kNotAName{Code::WrongKind, Severity::kError, "an entry of `search` is the name of a field, in quotes"};
constexpr diag::Message<> kEmpty{Code::FieldNotSearchable, Severity::kError, "`search` names no field"};
constexpr diag::Message<std::string_view> kRepeated{Code::FieldRepeated, Severity::kError, "the field `{0}` stands twice in one list"};
constexpr diag::Message<std::string_view> kNotSearchable{Code::FieldNotSearchable, Severity::kError,
                                                         "`{0}` is no text of the row, so it has no words to search for"};
constexpr diag::Message<std::string_view> kNoResource{Code::SearchWithoutResource, Severity::kError,
                                                      "the model `{0}` has no resource, so nothing would search its rows"};

auto IsText(const ir::Field& field) -> bool {
  const auto* scalar = std::get_if<ir::ScalarType>(&field.type);
  if (scalar == nullptr || !field.stored()) return false;
  switch (scalar->kind) {
    case ir::ScalarKind::kString:
    case ir::ScalarKind::kText:
    case ir::ScalarKind::kEmail:
    case ir::ScalarKind::kUrl:
    case ir::ScalarKind::kSlug:
      return true;
    default:
      return false;
  }
}

// The field, or an invalid id and a report.
auto Searched(ast::Node name, Id<ir::Model> model, Checker& checker) -> Id<ir::Field> {
  if (!name.IsString()) {
    checker.emitter.Emit(name.span(), kNotAName);
    return {};
  }
  if (HoldsNul(name)) return {};
  const Id<ir::Field> id = checker.FindField(model, name.text());
  if (!id.valid()) {
    ReportUnknownField(name, model, checker);
    return {};
  }
  if (!checker.PartOf(id).typed) return {};
  const ir::Field& field = checker.app.fields[id];
  if (RefusesListing(name, "search", field, checker.emitter)) return {};
  if (IsText(field)) return id;
  checker.emitter.Emit(name.span(), kNotSearchable, name.text())
      .Note(field.span, "declared here")
      .Help("name fields of type `string`, `text`, `email`, `url` or `slug` that are not computed");
  return {};
}

}  // namespace

void CheckSearch(Id<ir::Model> model, Checker& checker) {
  const Object& object = checker.PartOf(model).object;
  const ast::Node list = object.Get("search");
  if (!list) return;
  if (list.size() == 0) checker.emitter.Emit(list.span(), kEmpty).Help("name a field, or remove `search`");
  if (!object.HasOrMeant("resource"))
    checker.emitter.Emit(object.KeySpan("search"), kNoResource, checker.app.models[model].name).Help("give it a resource, or remove `search`");
  auto& search = checker.app.models[model].search;
  for (const ast::Node name : ItemsWithin(list, kMostFields, "fields to search", checker.emitter)) {
    const Id<ir::Field> id = Searched(name, model, checker);
    if (!id.valid()) continue;
    if (std::ranges::find(search, id) != search.end()) {
      checker.emitter.Emit(name.span(), kRepeated, name.text()).Help("keep one of the two");
    } else {
      search.push_back(id);
    }
  }
}

}  // namespace ingot::check
