// Whether the schema that a snapshot holds can be one of ours: it lies in the output folder, where anybody may edit it.
#pragma once

#include <string>

#include "codegen/targets/sql-migration/schema.h"

namespace ingot::codegen::sql_migration {

// What cannot stand in a snapshot, a sentence's end; empty when all can. Statements and names of files are made of it.
auto FaultOf(const Schema& schema) -> std::string;

}  // namespace ingot::codegen::sql_migration
