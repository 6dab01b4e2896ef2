// The typed, resolved, immutable application: what the checks make of a definition and every target reads.
//
// Names are legal and unique in their scope, references are ids, and the order is canonical: models and enums by
// name, fields as declared. Spans lead back to the definition and are for diagnostics only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/base/span.h"
#include "compiler/base/store.h"
#include "compiler/ir/custom_function.h"
#include "compiler/ir/element.h"
#include "compiler/ir/endpoint.h"
#include "compiler/ir/expression.h"
#include "compiler/ir/types.h"

namespace ingot::ir {

struct Enum : Element {
  std::vector<std::string> values;  // wire texts, as declared
  std::vector<std::pair<std::string, std::string>> renamed;  // what a value was called, and what it is called now
};

// A type that the application names: a scalar with rules, or a value with members. Fields of the first are fields of the scalar, with its
// rules; those of the second have an ObjectType.
struct ValueType : Element {
  Id<Field> scalar;                // stands for every value of the type; invalid: it has members
  std::vector<Id<Field>> members;  // as declared
};

struct Field : Element {
  Id<Model> model;           // invalid: an input of an endpoint, or as below
  Id<ValueType> owner;       // it is a member of this type, or what stands for its values
  FieldType type;
  Id<ValueType> named;       // the scalar that `type` is, or a list of, has this name
  bool required = false;
  bool unique = false;
  bool secret = false;  // kept as ciphertext
  bool revision = false;  // the version of its row, said aloud; with it every version is kept
  std::optional<Value> min;  // a length (int64_t) or a value of the field's type, see FieldTypeSpec::bounds
  std::optional<Value> max;  // of a file: bytes, always there
  int64_t min_items = 0;     // of a list
  int64_t max_items = 1000;
  bool item = false;         // it is not a field but each item of one, see ItemOf
  std::optional<std::string> pattern;  // RE2, matches the whole text
  std::optional<Value> example;
  std::vector<std::string> accept;  // of a file: the media types that it may have, `image/*` for every image; empty: any
  std::vector<std::string> samples;  // of a text: one or two different ones that break no rule, the example first
  // Of a field that a check of its model names: two values, or one twice, that keep the checks in a row of first ones.
  std::optional<std::array<MaybeValue, 2>> kept;
  std::optional<Value> default_value;
  std::optional<Id<Expression>> default_expression;  // may use now(); refers to no field
  std::optional<Id<Expression>> computed;            // refers to fields of the row; made when it is read, or kept as below
  bool kept_computed = false;  // computed, and a column: it follows from one field and is written whenever that is
  std::string inverse;  // of a reference: the name of the list, or of the one row, on the other model, or empty

  // Has it a column of its own?
  auto stored() const -> bool { return !revision && (!computed.has_value() || kept_computed); }
  auto password() const -> bool { return IsScalar(ScalarKind::kPassword); }
  auto file() const -> bool { return IsScalar(ScalarKind::kFile); }  // its bytes have routes of their own
  // Written and never answered: no statement about rows reads it.
  auto concealed() const -> bool { return secret || password(); }

 private:
  auto IsScalar(ScalarKind kind) const -> bool {
    const auto* scalar = std::get_if<ScalarType>(&type);
    return scalar != nullptr && scalar->kind == kind;
  }
};

// A rule about the fields of a row together. The table keeps it too.
struct RowCheck {
  std::string name;
  Span span;                      // of the name
  std::string message;            // for clients; empty: the service has words of its own
  std::string constraint;         // its name in the table
  Id<Expression> condition;       // a bool that is not null; both databases can compute it without rows of other tables
  std::vector<Id<Field>> fields;  // that it names, in the order of the model
  // What a row of first samples must have instead to break this check and no other; empty: nothing was found.
  std::vector<std::pair<Id<Field>, MaybeValue>> breaks;
};

// What a list may be filtered and sorted by.
using ListColumn = RowColumn;

struct Resource {
  std::string path;                       // one segment of the URL, "docs"
  Span span;
  std::optional<Id<Field>> under;         // the reference whose target stands before it in the URL
  std::vector<ListColumn> filters;
  std::vector<ListColumn> sorts;
};

// When code of the user's runs around the rows of a model; in the order in which they run.
enum class Hook : uint8_t { kBeforeCreate, kAfterCreate, kBeforeUpdate, kAfterUpdate, kBeforeDelete, kAfterDelete };
inline constexpr std::array<std::string_view, 6> kHookWords{"beforeCreate", "afterCreate", "beforeUpdate",
                                                            "afterUpdate",  "beforeDelete", "afterDelete"};

// Rows of another model that a row is linked with, as many on either side. A model that no definition names holds the pairs.
struct Link {
  std::string name;
  Span span;
  Id<Model> target;
  Id<Model> pairs;
  Id<Field> near;  // its references: to the row of the model that has the link, and to the other
  Id<Field> far;
};

struct Model : Element {
  std::string table;  // snake_case plural, unique in the app, at most 50 characters
  bool timestamps = true;
  std::vector<Id<Field>> fields;
  std::vector<std::vector<Id<Field>>> unique;   // composite ones and those of single fields
  std::vector<std::vector<Id<Field>>> indexes;
  std::vector<RowCheck> checks;                 // as declared
  std::vector<Id<Field>> inverses;  // the references of any model to this one that name a list here, in the order of fields
  std::vector<Link> links;
  std::optional<Resource> resource;
  std::vector<Hook> hooks;  // in their order, each once
  bool soft_delete = false;  // rows that are deleted are kept in DeletedTable and can be restored
  std::vector<Id<Field>> search;  // the texts in which the words of `q` are looked for, the weightiest first
  std::string split_from;                // the earlier name of the model whose rows had the values that this one has; empty: of none
  std::vector<std::string> merged_from;  // the earlier names of models whose rows' values are in rows of this one now
  std::optional<Id<Field>> revision;  // the field that counts its changes; the versions of its rows are in HistoryTable

  auto Hooked(Hook before, Hook after) const -> bool;  // one of the two at least
};

enum class ErrorShape : uint8_t { kProblemDetails, kStatusMessage, kErrorObject };

// What the header of a token must say that it is: `JWT` or nothing, or `at+jwt`.
enum class TokenType : uint8_t { kJwt, kAccessToken };

// Callers are known by a JSON Web Token that somebody else signs. HS256 is the only algorithm so far.
struct JwtAuth {
  std::string issuer;    // empty: the environment of the service says it
  std::string audience;  // the same
  TokenType type = TokenType::kJwt;
};

struct AppInfo {
  std::string name;  // a slug
  Span span;
  std::string version;
  std::string label;
  std::string description;
  std::string prefix;  // "/api", or empty
  int64_t page_size = 20;
  int64_t max_page_size = 100;
  ErrorShape errors = ErrorShape::kProblemDetails;
  bool auth_none = false;  // said out loud: this app has no authentication
  std::optional<JwtAuth> jwt;

  // Whether the definition says how callers are known, if only that they are not. Without, no container is emitted.
  auto SaysWhoCalls() const -> bool { return auth_none || jwt.has_value(); }
};

struct App {
  int64_t edition = 1;
  AppInfo info;
  Store<Enum> enums;    // by name
  Store<ValueType> types;  // by name
  Store<Model> models;  // by name; then those that hold the pairs of links
  Store<Field> fields;  // of types, each after those that it uses; by model, as declared; then the inputs of endpoints
  Store<CustomFunction> functions;  // by name
  Store<Endpoint> endpoints;  // by name
  Store<Variable> variables;
  Store<Statement> statements;
  Store<Expression> expressions;
};

// Does the expression read a row: is it other for other rows, or does it ask for rows itself?
auto ReadsRows(const App& app, Id<Expression> id) -> bool;
// Does it ask for rows of other models, so that only the database can answer it?
auto HasAggregate(const App& app, Id<Expression> id) -> bool;
// The fields of rows that it reads, each once, in the order of the application.
auto FieldsOf(const App& app, Id<Expression> id) -> std::vector<Id<Field>>;
// Does it read what the service sets in every row: `id` or a time?
auto ReadsSystem(const App& app, Id<Expression> id) -> bool;
// A field that stands for each item of a list: its rules without the list.
auto ItemOf(const Field& list) -> Field;

// Can one row at most refer by this reference to another? Its inverse is a row then, and no list.
auto IsOneToOne(const App& app, const Field& reference) -> bool;

// The name of something in the database: itself up to kLongestPhysicalName characters, or else its beginning and 12
// hexadecimal digits of the hash of the whole. The one place where such names are made.
auto PhysicalName(std::string name) -> std::string;
// "GET", "read-committed", "body": the words of a definition.
auto MethodText(Method method) -> std::string_view;
auto IsolationText(Isolation isolation) -> std::string_view;
auto HookText(Hook hook) -> std::string_view;
auto VariableKindText(VariableKind kind) -> std::string_view;

// What is done with the files of a field, as a name: `CoverImageOfDoc`, behind `get`, `put` or `delete`.
auto FileName(const App& app, const Field& file) -> std::string;
// The name of a field in JSON and in query strings: a reference is known by the id that it holds.
auto WireName(const Field& field) -> std::string;
// The name of a field's column: snake_case, a reference with `_id`; `ctid_` for `ctid`, which PostgreSQL keeps for itself.
auto ColumnName(const Field& field) -> std::string;
// Where the versions of a table's rows are kept.
auto HistoryTable(std::string_view table) -> std::string;
// Where its deleted rows are kept.
auto DeletedTable(std::string_view table) -> std::string;
// The hidden column of PostgreSQL that holds the words of a row, and the table of SQLite that finds rows by their words.
constexpr std::string_view kSearchColumn = "ingot_search";
auto SearchTable(std::string_view table) -> std::string;
// The table of SQLite that says which row a number in SearchTable means.
auto SearchedTable(std::string_view table) -> std::string;
// How much a word in the n-th of the searched texts weighs.
auto SearchWeight(size_t n) -> int64_t;
// The plural of a model's name in snake_case: `Project` -> `projects`, `Category` -> `categories`.
auto TableName(std::string_view model_name) -> std::string;
// The plural of a model's name as a word of code: `Categories`.
auto PluralName(std::string_view model_name) -> std::string;

}  // namespace ingot::ir
