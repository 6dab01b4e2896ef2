// Lock: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

namespace app {

namespace rt = ingot::rt;

struct Lock {
  rt::Uuid id;
  rt::Uuid projectId;
  std::string lockedBy;
  std::optional<std::string> reason;
  rt::Timestamp expiresAt;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> projectId;
    rt::Input<std::string> lockedBy;
    rt::Input<std::string> reason;
    rt::Input<rt::Timestamp> expiresAt;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Lock::Input& input);
void fillDefaults(Lock::Input& input, rt::Write write, rt::Timestamp now);
void check(const Lock::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Lock& item);

// The table.
extern const rt::Table kLockTable;
extern const rt::RowFormat kLockRows;
void readRow(const rt::Row& row, Lock& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Lock::Input& input);  // of a new row
[[nodiscard]] Lock insertRow(rt::Session& session, const Lock::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Lock::Input& input);

}  // namespace app
