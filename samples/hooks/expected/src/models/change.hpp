// Change: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Change {
  rt::Uuid id;
  rt::Uuid account;
  std::string what;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> account;
    rt::Input<std::string> what;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Change::Input& input);
void fillDefaults(Change::Input& input, rt::Write write, rt::Timestamp now);
void check(const Change::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Change& item);

// The table.
extern const rt::Table kChangeTable;
extern const rt::RowFormat kChangeRows;
void readRow(const rt::Row& row, Change& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Change::Input& input);  // of a new row
[[nodiscard]] Change insertRow(rt::Session& session, const Change::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Change::Input& input);

}  // namespace app
