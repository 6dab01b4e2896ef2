// Relationship: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/row-format.hpp>
#include <ingot/rt/types.hpp>

#include "enums/delete-rule.hpp"
#include "enums/relationship-kind.hpp"

namespace app {

namespace rt = ingot::rt;

struct Relationship {
  rt::Uuid id;
  rt::Uuid applicationId;
  rt::Uuid sourceModelId;
  rt::Uuid targetModelId;
  RelationshipKind kind;
  std::string name;
  std::optional<std::string> inverse;
  std::optional<DeleteRule> onDelete;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<rt::Uuid> sourceModelId;
    rt::Input<rt::Uuid> targetModelId;
    rt::Input<RelationshipKind> kind;
    rt::Input<std::string> name;
    rt::Input<std::string> inverse;
    rt::Input<DeleteRule> onDelete;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Relationship::Input& input);
void fillDefaults(Relationship::Input& input, rt::Write write, rt::Timestamp now);
void check(const Relationship::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Relationship& item);

// The table.
extern const rt::Table kRelationshipTable;
extern const rt::RowFormat kRelationshipRows;
void readRow(const rt::Row& row, Relationship& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Relationship::Input& input);  // of a new row
[[nodiscard]] Relationship insertRow(rt::Session& session, const Relationship::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Relationship::Input& input);

}  // namespace app
