// Chair: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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
void readBody(rt::ObjectReader& body, Chair::Input& input);
void fillDefaults(Chair::Input& input, rt::Write write, rt::Timestamp now);
void check(const Chair::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Chair& item);

// The table.
extern const rt::Table kChairTable;
extern const rt::RowFormat kChairRows;
extern const rt::RowFormat kChairVersions;  // the table of every version of its rows
void readRow(const rt::Row& row, Chair& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Chair::Input& input);  // of a new row
[[nodiscard]] Chair insertRow(rt::Session& session, const Chair::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Chair::Input& input);

}  // namespace app
