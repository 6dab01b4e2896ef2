#include "compiler/check/check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "compiler/base/edit_distance.h"
#include "compiler/check/checker.h"
#include "compiler/check/file.h"
#include "compiler/check/texts.h"
#include "compiler/diagnostics/collecting_sink.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr std::array kRootKeys{Key{"ingot", Want::kAny}, Key{"app", Want::kObject, true},
                               Key{"enums", Want::kList}, Key{"types", Want::kList}, Key{"models", Want::kList},
                               Key{"functions", Want::kList}, Key{"endpoints", Want::kList}};
constexpr std::array<std::string_view, 13> kLater{"views",   "errors", "queries",
                                                  "roles",   "rules",   "workflows", "events", "schedules",
                                                  "prompts", "sources", "plugins",   "pages",  "deploy"};
constexpr Keys kRoot{"a definition", kRootKeys, kLater};

constexpr diag::Message<std::string_view, size_t, size_t> kTooMany{
    Code::TooManyElements, Severity::kError, "{1} {0} are more than the {2} that are allowed"};
constexpr diag::Message<std::string_view, std::string_view> kUnknownWord{Code::UnknownWord, Severity::kError,
                                                                         "`{0}` is not a word for {1}"};
constexpr diag::Message<std::string_view, int64_t, int64_t> kNumberOutOfRange{
    Code::NumberOutOfRange, Severity::kError, "{0} must be a whole number from {1} to {2}"};

void CheckModels(Checker& checker) {
  for (const Id<ir::Model> model : checker.app.models.Ids()) CheckFields(model, checker);
  for (const Id<ir::Field> field : checker.app.fields.Ids()) CheckFieldRules(field, checker);
  CheckTypeSizes(checker);
  CheckInverses(checker);
  for (const Id<ir::Field> field : checker.app.fields.Ids()) CheckFieldExpressions(field, checker);
  for (const Id<ir::Model> model : checker.app.models.Ids()) {
    CheckUniques(model, checker);
    CheckSearch(model, checker);
  }
  CheckLinks(checker);
  for (const Id<ir::Model> model : checker.app.models.Ids()) CheckRowChecks(model, checker);
  CheckRequiredCycles(checker);
  CheckMoves(checker);
  CheckTables(checker);
  CheckResources(checker);
  for (const ir::Field& field : checker.app.fields) {
    if (field.model.valid()) CheckFileInModel(field, checker.app.models[field.model], checker.emitter);
  }
}

}  // namespace

auto Check(ast::Node root, diag::Sink& diagnostics) -> std::optional<ir::App> {
  const size_t errors_before = diagnostics.errors();
  diag::Emitter emitter(diagnostics);
  CheckTexts(root, emitter);
  const Object document = Object::Read(root, kRoot, emitter);
  Checker checker(emitter);
  if (const ast::Node app = document.Get("app")) CheckApp(app, checker);
  CollectElements(document, checker);
  CheckValueTypes(checker);
  CheckModels(checker);
  CheckFunctions(document.Get("functions"), checker);
  CheckEndpoints(document.Get("endpoints"), checker);
  if (diagnostics.errors() != errors_before) return std::nullopt;
  return std::move(checker.app);
}

auto Checker::FindField(Id<ir::Model> model, std::string_view name) const -> Id<ir::Field> {
  for (const Id<ir::Field> field : app.models[model].fields) {
    if (app.fields[field].name == name) return field;
  }
  return {};
}

auto Checker::PathOf(Id<ir::Field> id) const -> std::string {
  const ir::Field& field = app.fields[id];
  if (field.owner.valid()) {
    const ir::ValueType& type = app.types[field.owner];
    return type.scalar == id ? type.name : type.name + "." + field.name;
  }
  return field.model.valid() ? app.models[field.model].name + "." + field.name : field.name;
}

auto ItemsWithin(ast::Node list, size_t most, std::string_view what, diag::Emitter& emitter)
    -> std::vector<ast::Node> {
  constexpr size_t kPatience = 10;
  if (list.size() > most) emitter.Emit(FirstByte(list.span()), kTooMany, what, list.size(), most);
  std::vector<ast::Node> items;
  items.reserve(std::min(list.size(), most * kPatience));
  for (const ast::Node item : list.Items()) {
    if (items.size() == most * kPatience) break;
    items.push_back(item);
  }
  return items;
}

auto StillShown(const diag::Emitter& emitter) -> bool {
  return emitter.sink().errors() <= diag::CollectingSink::kLimit;
}

void ReportUnknownWord(ast::Node word, std::string_view what, std::span<const std::string_view> words,
                       diag::Emitter& emitter) {
  auto draft = emitter.Emit(word.span(), kUnknownWord, word.text(), what);
  if (const auto nearest = NearestName(word.text(), words)) draft.Help("did you mean `{}`?", *nearest);
  draft.Help("the words for {} are {}", what, Listed(words));
}

auto WholeNumber(ast::Node number, int64_t least, int64_t most, std::string_view what, diag::Emitter& emitter)
    -> std::optional<int64_t> {
  const std::string_view digits = number.text();
  int64_t value = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failure == std::errc() && end == digits.data() + digits.size() && value >= least && value <= most)
    return value;
  emitter.Emit(number.span(), kNumberOutOfRange, what, least, most);
  return std::nullopt;
}

}  // namespace ingot::check
