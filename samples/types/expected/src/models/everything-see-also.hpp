// EverythingSeeAlso: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct EverythingSeeAlso {
  rt::Uuid id;
  rt::Uuid everythingId;
  rt::Uuid otherEverythingId;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> everythingId;
    rt::Input<rt::Uuid> otherEverythingId;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, EverythingSeeAlso::Input& input);
void fillDefaults(EverythingSeeAlso::Input& input, rt::Write write, rt::Timestamp now);
void check(const EverythingSeeAlso::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const EverythingSeeAlso& item);

// The table.
extern const rt::Table kEverythingSeeAlsoTable;
extern const rt::RowFormat kEverythingSeeAlsoRows;
void readRow(const rt::Row& row, EverythingSeeAlso& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const EverythingSeeAlso::Input& input);  // of a new row
[[nodiscard]] EverythingSeeAlso insertRow(rt::Session& session, const EverythingSeeAlso::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const EverythingSeeAlso::Input& input);

}  // namespace app
