#include <fmt/format.h>

#include "compiler/base/match.h"
#include "tests/expressions/sql_database.h"

namespace ingot::testing {
namespace {

auto ColumnType(const ir::FieldType& type, bool postgres) -> std::string {
  return std::visit(Match{[&](const ir::ScalarType& scalar) {
                            const ir::FieldTypeSpec& spec = ir::SpecOf(scalar.kind);
                            const std::string name(postgres ? spec.postgres : spec.sqlite);
                            if (!postgres) return name;
                            if (scalar.kind == ir::ScalarKind::kDecimal)
                              return fmt::format("numeric({},{})", scalar.precision, scalar.scale);
                            return name;
                          },
                          [&](const ir::EnumType&) { return std::string(postgres ? "text COLLATE \"C\"" : "TEXT"); },
                          [&](const ir::RefType&) { return std::string(postgres ? "uuid" : "BLOB"); },
                          [&](const ir::ListType&) { return std::string(postgres ? "json" : "TEXT"); },
                          [&](const ir::ObjectType&) { return std::string(postgres ? "json" : "TEXT"); }},
                    type);
}

}  // namespace

auto Tables(const ir::App& app, bool postgres) -> std::string {
  std::string text;
  for (const ir::Model& model : app.models) {
    text += fmt::format("CREATE TABLE {} (n {}", codegen::SqlIdentifier::Physical(model.table).View(), postgres ? "bigint" : "INTEGER");
    text += postgres ? ", id uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid()" : ", id BLOB NOT NULL PRIMARY KEY DEFAULT (randomblob(16))";
    for (const Id<ir::Field> id : model.fields) {
      const ir::Field& field = app.fields[id];
      if (ExpressionOf(field)) continue;
      text += fmt::format(", {} {}{}", codegen::SqlIdentifier::Physical(ir::ColumnName(field)).View(), ColumnType(field.type, postgres),
                          field.required ? " NOT NULL" : "");
    }
    for (const std::string_view name : {"created_at", "updated_at"})
      text += fmt::format(", {} {}", name, postgres ? "timestamptz DEFAULT now()" : "INTEGER DEFAULT 0");
    text += postgres ? ");\n" : ") STRICT;\n";
  }
  return text;
}

}  // namespace ingot::testing
