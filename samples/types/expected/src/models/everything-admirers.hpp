// EverythingAdmirers: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct EverythingAdmirers {
  rt::Uuid id;
  rt::Uuid everythingId;
  rt::Uuid ownerId;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> everythingId;
    rt::Input<rt::Uuid> ownerId;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, EverythingAdmirers::Input& input);
void fillDefaults(EverythingAdmirers::Input& input, rt::Write write, rt::Timestamp now);
void check(const EverythingAdmirers::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const EverythingAdmirers& item);

// The table.
extern const rt::Table kEverythingAdmirersTable;
extern const rt::RowFormat kEverythingAdmirersRows;
void readRow(const rt::Row& row, EverythingAdmirers& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const EverythingAdmirers::Input& input);  // of a new row
[[nodiscard]] EverythingAdmirers insertRow(rt::Session& session, const EverythingAdmirers::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const EverythingAdmirers::Input& input);

}  // namespace app
