#include "codegen/targets/openapi/mentioned.h"

#include "codegen/targets/openapi/schemas.h"

namespace ingot::codegen::openapi {

// Recursion is bounded by the depth that types may have.
void NoteType(const ir::App& app, const ir::FieldType& type, Mentioned& found) {
  const ir::FieldType single = ir::SingleType(type);
  if (const auto closed = std::get_if<ir::EnumType>(&single)) found.enums.insert(app.enums[closed->id].name);
  const auto object = std::get_if<ir::ObjectType>(&single);
  if (object == nullptr || !found.answered.insert(app.types[object->id].name).second) return;
  for (const Id<ir::Field> member : app.types[object->id].members) NoteType(app, app.fields[member].type, found);
}

void NoteSent(const ir::App& app, const ir::Field& field, Mentioned& found) {
  if (HasRulesOfItsName(app, field)) found.sent.insert(app.types[field.named].name);
  const ir::FieldType single = ir::SingleType(field.type);
  if (const auto closed = std::get_if<ir::EnumType>(&single)) found.enums.insert(app.enums[closed->id].name);
  const auto object = std::get_if<ir::ObjectType>(&single);
  if (object == nullptr || !found.sent.insert(app.types[object->id].name).second) return;
  for (const Id<ir::Field> member : app.types[object->id].members) NoteSent(app, app.fields[member], found);
}

}  // namespace ingot::codegen::openapi
