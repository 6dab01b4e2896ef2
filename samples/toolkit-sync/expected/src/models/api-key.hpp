// ApiKey: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct ApiKey {
  rt::Uuid id;
  rt::Uuid projectId;
  std::string name;
  bool isActive;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> projectId;
    rt::Input<std::string> name;
    rt::Input<bool> isActive;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, ApiKey::Input& input);
void fillDefaults(ApiKey::Input& input, rt::Write write, rt::Timestamp now);
void check(const ApiKey::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const ApiKey& item);

// The table.
extern const rt::Table kApiKeyTable;
extern const rt::RowFormat kApiKeyRows;
void readRow(const rt::Row& row, ApiKey& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const ApiKey::Input& input);  // of a new row
[[nodiscard]] ApiKey insertRow(rt::Session& session, const ApiKey::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const ApiKey::Input& input);

}  // namespace app
