// db/schema.snapshot.json: the schema that the migrations so far lead to.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "codegen/targets/sql-migration/schema.h"
#include "codegen/targets/sql-migration/views.h"

namespace ingot::codegen::sql_migration {

auto MakeSnapshotView(const Schema& schema) -> SnapshotView;

// The error says what is wrong with the text.
auto ReadSnapshot(std::string_view text) -> tl::expected<Schema, std::string>;

}  // namespace ingot::codegen::sql_migration
