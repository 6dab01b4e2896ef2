// Prompt: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Prompt {
  rt::Uuid id;
  rt::Uuid applicationId;
  std::string name;
  std::string content;
  rt::Json variables;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<std::string> name;
    rt::Input<std::string> content;
    rt::Input<rt::Json> variables;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Prompt::Input& input);
void fillDefaults(Prompt::Input& input, rt::Write write, rt::Timestamp now);
void check(const Prompt::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Prompt& item);

// The table.
extern const rt::Table kPromptTable;
extern const rt::RowFormat kPromptRows;
void readRow(const rt::Row& row, Prompt& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Prompt::Input& input);  // of a new row
[[nodiscard]] Prompt insertRow(rt::Session& session, const Prompt::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Prompt::Input& input);

}  // namespace app
