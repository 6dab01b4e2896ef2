// The JSON Schemas of fields: as a request holds them, as an answer does, as a filter of a list is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/targets/openapi/views.h"
#include "codegen/text/json_object.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// `"#/components/schemas/<name>"`; names of models and enums have no dot, so `Doc.Input` is free.
auto SchemaRef(std::string_view name) -> Safe<JsonString>;

// `title` and `description`, as far as there are any; `words` are ours and come behind the definition's own.
auto Titled(std::string_view label, std::string_view description, std::string_view words) -> JsonObject;

// An object that has no members but those that are added.
class ClosedObject {
 public:
  void Add(const std::string& name, const Safe<JsonText>& schema, bool required);
  auto Members() const -> JsonObject;
  auto Text() const -> Safe<JsonText>;

 private:
  JsonObject properties_;
  JsonArray required_;
};

// What a request may hold. `whole` is true where an absent field is completed: the default is named then.
auto AcceptedSchema(const ir::App& app, const ir::Field& field, bool whole) -> Safe<JsonText>;
auto AnsweredSchema(const ir::App& app, const ir::Field& field, bool read_only) -> Safe<JsonText>;
auto EnumSchema(const ir::Enum& closed) -> Safe<JsonText>;
// Of a type with members, as it is answered and as it is sent.
auto AnsweredObject(const ir::App& app, const ir::ValueType& type) -> Safe<JsonText>;
auto AcceptedObject(const ir::App& app, const ir::ValueType& type) -> Safe<JsonText>;

// Does what is sent of the field keep the rules of the type that it names, and no others? Then it is the schema of that name.
auto HasRulesOfItsName(const ir::App& app, const ir::Field& field) -> bool;

// The schema of a value in a query string, and whether it has ranges.
struct FilterSchema {
  Safe<JsonText> schema;
  bool ranges = false;
};
auto FilterSchemaOf(const ir::App& app, const ir::ListColumn& column) -> FilterSchema;

// `{ "type": "string", "format": "uuid" }`
auto UuidSchema() -> Safe<JsonText>;

}  // namespace ingot::codegen::openapi
