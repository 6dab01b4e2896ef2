// Chair: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ingot/rt/database.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

namespace app {

namespace rt = ingot::rt;

struct Chair {
  rt::Uuid id;
  rt::Uuid roomId;
  std::string material;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> roomId;
    rt::Input<std::string> material;
  };
};

// From a request body to a checked input.
void readChair(rt::ObjectReader& body, Chair::Input& input);
void fillChair(Chair::Input& input, rt::Timestamp now);
void checkChair(const Chair::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeChair(rt::JsonWriter& json, const Chair& item);

// The table.
extern const rt::Table kChairTable;
inline constexpr std::string_view kChairColumns =
    "id, room_id, material, created_at, updated_at, row_version";
inline constexpr std::string_view kSelectChairs =
    "SELECT id, room_id, material, created_at, updated_at, row_version FROM chairs";

void readRow(const rt::Row& row, Chair& item);
[[nodiscard]] std::optional<Chair> findChair(rt::Session& session, const rt::Uuid& id);
[[nodiscard]] Chair insertChair(rt::Session& session, const Chair::Input& input, rt::Timestamp now);
[[nodiscard]] rt::Update updateChair(const Chair::Input& input, rt::Timestamp now);

}  // namespace app
