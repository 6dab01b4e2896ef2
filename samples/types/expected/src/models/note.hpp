// Note: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Note {
  rt::Uuid id;
  std::string text;
  std::optional<rt::Uuid> chairId;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<std::string> text;
    rt::Input<rt::Uuid> chairId;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Note::Input& input);
void fillDefaults(Note::Input& input, rt::Write write, rt::Timestamp now);
void check(const Note::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Note& item);

// The table.
extern const rt::Table kNoteTable;
extern const rt::RowFormat kNoteRows;
void readRow(const rt::Row& row, Note& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Note::Input& input);  // of a new row
[[nodiscard]] Note insertRow(rt::Session& session, const Note::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Note::Input& input);

}  // namespace app
