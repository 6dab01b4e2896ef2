// Room: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Room {
  rt::Uuid id;
  rt::Uuid ownerId;
  std::int64_t number;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> ownerId;
    rt::Input<std::int64_t> number;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Room::Input& input);
void fillDefaults(Room::Input& input, rt::Write write, rt::Timestamp now);
void check(const Room::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Room& item);

// The table.
extern const rt::Table kRoomTable;
extern const rt::RowFormat kRoomRows;
void readRow(const rt::Row& row, Room& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Room::Input& input);  // of a new row
[[nodiscard]] Room insertRow(rt::Session& session, const Room::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Room::Input& input);

}  // namespace app
