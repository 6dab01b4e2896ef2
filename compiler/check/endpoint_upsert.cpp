// The fields that a statement sets, and those by which an `upsert` knows its row.
#include <algorithm>
#include <map>
#include <vector>

#include "compiler/check/endpoint.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view> kNotAnExpression{
    Code::WrongKind, Severity::kError, "the value of `{0}` must be an expression in a string"};
constexpr diag::Message<std::string_view> kByNotSet{Code::FieldNotSet, Severity::kError,
                                                    "`{0}` is in `by`, so it must be set"};
constexpr diag::Message<std::string_view> kNotUnique{
    Code::UpsertNotUnique, Severity::kError, "no two rows of `{0}` differ in these fields by rule"};

constexpr diag::Message<std::string_view> kHooked{Code::HookedUpsert, Severity::kError,
                                                  "an `upsert` cannot run the hooks of `{0}`: only the database learns which they are"};

}  // namespace

auto InOrderOfFields(ast::Node set, Id<ir::Model> model, const Checker& checker) -> std::vector<ast::Member> {
  std::map<std::string_view, size_t> places;
  for (const Id<ir::Field> field : checker.app.models[model].fields) places.try_emplace(checker.app.fields[field].name, places.size());
  std::vector<ast::Member> members;
  for (const ast::Member member : set.Members()) members.push_back(member);
  std::ranges::stable_sort(members, {}, [&](const ast::Member& member) {
    const auto place = places.find(member.name());
    return place == places.end() ? places.size() : place->second;
  });
  return members;
}

void CheckUpsertBy(ast::Node by, ast::Node set, ir::Upsert& upsert, EndpointPart& part) {
  const ir::App& app = part.checker.app;
  const size_t errors = part.emitter.sink().errors();
  const ir::Model& upserted = app.models[upsert.model];
  if (upserted.Hooked(ir::Hook::kBeforeCreate, ir::Hook::kAfterCreate) || upserted.Hooked(ir::Hook::kBeforeUpdate, ir::Hook::kAfterUpdate)) {
    part.emitter.Emit(FirstByte(by.span()), kHooked, upserted.name)
        .Note(upserted.span, "the model is here")
        .Help("look for the row with `let`, then `update` it, or `create` one when there is none");
  }
  for (const ast::Node name : by.Items()) {
    if (!name.IsString()) {
      part.emitter.Emit(name.span(), kNotAnExpression, "by").Help("write names of fields");
      return;
    }
    const Id<ir::Field> id = HoldsNul(name) ? Id<ir::Field>() : part.checker.FindField(upsert.model, name.text());
    if (!id.valid()) return ReportUnknownField(name, upsert.model, part.checker);
    if (set && !set.Find(name.text())) part.emitter.Emit(name.span(), kByNotSet, name.text()).Help("add it to `set`");
    upsert.by.push_back(id);
  }
  std::vector<Id<ir::Field>> wanted = upsert.by;
  std::ranges::sort(wanted);
  const auto is_wanted = [&](std::vector<Id<ir::Field>> fields) {
    std::ranges::sort(fields);
    return fields == wanted;
  };
  const ir::Model& model = app.models[upsert.model];
  if (part.emitter.sink().errors() != errors || std::ranges::any_of(model.unique, is_wanted)) return;
  part.emitter.Emit(by.span(), kNotUnique, model.name)
      .Note(model.span, "the model is here")
      .Help("name a field that is `unique`, or the fields of one entry of the model's `unique`");
}

}  // namespace ingot::check
