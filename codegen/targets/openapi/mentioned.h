// What the schemas of fields point at: enums and types that the application names.
#pragma once

#include <set>
#include <string>

#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// Names. What is answered of a type with members is another schema than what is sent of it.
struct Mentioned {
  std::set<std::string> models;  // whose rows endpoints answer
  std::set<std::string> enums;
  std::set<std::string> answered;
  std::set<std::string> sent;
};

void NoteType(const ir::App& app, const ir::FieldType& type, Mentioned& found);  // of a value that is answered
void NoteSent(const ir::App& app, const ir::Field& field, Mentioned& found);

}  // namespace ingot::codegen::openapi
