// PromptVersion: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct PromptVersion {
  rt::Uuid id;
  rt::Uuid promptId;
  std::int64_t number;
  std::string content;
  rt::Json variables;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> promptId;
    rt::Input<std::int64_t> number;
    rt::Input<std::string> content;
    rt::Input<rt::Json> variables;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, PromptVersion::Input& input);
void fillDefaults(PromptVersion::Input& input, rt::Write write, rt::Timestamp now);
void check(const PromptVersion::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const PromptVersion& item);

// The table.
extern const rt::Table kPromptVersionTable;
extern const rt::RowFormat kPromptVersionRows;
void readRow(const rt::Row& row, PromptVersion& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const PromptVersion::Input& input);  // of a new row
[[nodiscard]] PromptVersion insertRow(rt::Session& session, const PromptVersion::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const PromptVersion::Input& input);

}  // namespace app
