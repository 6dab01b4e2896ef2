// Model: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Model {
  rt::Uuid id;
  rt::Uuid applicationId;
  std::string name;
  std::int64_t position;
  rt::Json fields;
  rt::Json options;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<std::string> name;
    rt::Input<std::int64_t> position;
    rt::Input<rt::Json> fields;
    rt::Input<rt::Json> options;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Model::Input& input);
void fillDefaults(Model::Input& input, rt::Write write, rt::Timestamp now);
void check(const Model::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Model& item);

// The table.
extern const rt::Table kModelTable;
extern const rt::RowFormat kModelRows;
void readRow(const rt::Row& row, Model& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Model::Input& input);  // of a new row
[[nodiscard]] Model insertRow(rt::Session& session, const Model::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Model::Input& input);

}  // namespace app
