// Note: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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
void readNote(rt::ObjectReader& body, Note::Input& input);
void fillNote(Note::Input& input, rt::Timestamp now);
void checkNote(const Note::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeNote(rt::JsonWriter& json, const Note& item);

// The table.
extern const rt::Table kNoteTable;
inline constexpr std::string_view kNoteColumns =
    "id, text, chair_id, created_at, updated_at, row_version";
inline constexpr std::string_view kSelectNotes =
    "SELECT id, text, chair_id, created_at, updated_at, row_version FROM notes";

void readRow(const rt::Row& row, Note& item);
[[nodiscard]] std::optional<Note> findNote(rt::Session& session, const rt::Uuid& id);
[[nodiscard]] Note insertNote(rt::Session& session, const Note::Input& input, rt::Timestamp now);
[[nodiscard]] rt::Update updateNote(const Note::Input& input, rt::Timestamp now);

}  // namespace app
