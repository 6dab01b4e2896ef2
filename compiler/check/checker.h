// What the steps of the check share: the application in the making, and where its elements stand in the
// definition.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/names.h"
#include "compiler/check/object.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// A model in the definition; element i belongs to model i of the application.
struct ModelPart {
  Object object;
  bool named = false;     // its name is legal and nobody else's
  NameScope names;        // fields, ids of references, and lists that arrive from other models
  Identities identities;  // of its fields
};

// A type in the definition; element i belongs to type i of the application.
struct TypePart {
  Object object;
  bool good = false;   // values of it can be read
  int64_t weight = 0;  // how many values one sample of it holds
  int height = 0;      // how many objects stand within each other
};

// A field in the definition; element i belongs to field i of the application.
struct FieldPart {
  Object object;
  bool named = false;  // its name is legal and nobody else's
  bool typed = false;  // its type is known: only then rules about values are checked
};

struct Checker {
  explicit Checker(diag::Emitter& to) : emitter(to) {}

  diag::Emitter& emitter;
  ir::App app;
  // What all patterns and samples of the definition together cost so far.
  int64_t pattern_size = 0;
  size_t sample_bytes = 0;
  std::vector<ModelPart> models;
  std::vector<TypePart> types;
  std::vector<FieldPart> fields;
  // Every element, also a broken one: a reference to it is no second mistake. Of two of one name, the first.
  std::map<std::string, Id<ir::Enum>, std::less<>> enum_by_name;
  std::map<std::string, Id<ir::Model>, std::less<>> model_by_name;
  std::map<std::string, Id<ir::ValueType>, std::less<>> type_by_name;
  std::map<std::string, Id<ir::CustomFunction>, std::less<>> function_by_name;

  // What is answered where: "GET /api/projects/{id}/docs", whatever the names of its parameters are.
  std::map<std::string, Span> routes;

  auto PartOf(Id<ir::Model> id) -> ModelPart& { return models[id.index()]; }
  auto PartOf(Id<ir::ValueType> id) -> TypePart& { return types[id.index()]; }
  auto PartOf(Id<ir::Field> id) -> FieldPart& { return fields[id.index()]; }
  // The field called `name`, or an invalid id.
  auto FindField(Id<ir::Model> model, std::string_view name) const -> Id<ir::Field>;
  // "Doc.fileName", for messages.
  auto PathOf(Id<ir::Field> id) const -> std::string;
};

// The steps, in the order in which Check takes them. Each reports what it finds and leaves what failed out.
void CheckApp(ast::Node app, Checker& checker);
void CheckAuth(const Object& app, Checker& checker);
void CollectElements(const Object& document, Checker& checker);  // names of enums, types and models
void CheckValueTypes(Checker& checker);                           // their members and what they stand on
void CheckTypeSizes(Checker& checker);                            // once the rules of members are known
void CheckFields(Id<ir::Model> model, Checker& checker);                    // names, types and references
void CheckFieldRules(Id<ir::Field> field, Checker& checker);                // bounds, patterns, values
void CheckFieldExpressions(Id<ir::Field> field, Checker& checker);
void CheckInverses(Checker& checker);
void CheckRequiredCycles(Checker& checker);
void CheckUniques(Id<ir::Model> model, Checker& checker);  // `unique` and `indexes`
void CheckSearch(Id<ir::Model> model, Checker& checker);
void CheckLinks(Checker& checker);  // many to many, and the models that hold the pairs
void CheckRowChecks(Id<ir::Model> model, Checker& checker);  // `checks`, and rows that keep and break them
void CheckMoves(Checker& checker);  // `splitFrom` and `mergedFrom`
void CheckTables(Checker& checker);
void CheckResources(Checker& checker);
void CheckFunctions(ast::Node list, Checker& checker);  // code of the user's
void CheckEndpoints(ast::Node list, Checker& checker);

// The model that a text names; an invalid id when there is none, which is reported.
auto FindModel(ast::Node name, Checker& checker) -> Id<ir::Model>;

// Whether a text can be one segment of a path: a-z, 0-9 and `-`.
auto IsPathSegment(std::string_view text) -> bool;

// Whether the service answers paths that begin with this segment itself.
auto IsReservedSegment(std::string_view segment) -> bool;

// Reports a name of a field, or of a list of rows, that every model has already.
auto CheckReserved(ast::Node name, diag::Emitter& emitter) -> bool;

// Reports a name that is no field of the model.
void ReportUnknownField(ast::Node name, Id<ir::Model> model, Checker& checker);

// The items of a list; one that has more than `most` is reported, `what` saying of what in the plural, and
// cut where it would cost too much to go on.
auto ItemsWithin(ast::Node list, size_t most, std::string_view what, diag::Emitter& emitter)
    -> std::vector<ast::Node>;

// Whether further errors are still shown. If not, looking for help or for more of one kind is a waste that a
// hostile definition could ask for.
auto StillShown(const diag::Emitter& emitter) -> bool;

// Reports a word that is none of `words`; `what` is "`onDelete`".
void ReportUnknownWord(ast::Node word, std::string_view what, std::span<const std::string_view> words,
                       diag::Emitter& emitter);

// Reads a JSON number that is a whole number in [least, most].
auto WholeNumber(ast::Node number, int64_t least, int64_t most, std::string_view what, diag::Emitter& emitter)
    -> std::optional<int64_t>;

}  // namespace ingot::check
