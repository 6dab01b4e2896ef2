// Doc: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Doc {
  rt::Uuid id;
  rt::Uuid projectId;
  std::string fileName;
  std::string content;
  std::string hash;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> projectId;
    rt::Input<std::string> fileName;
    rt::Input<std::string> content;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Doc::Input& input);
void fillDefaults(Doc::Input& input, rt::Write write, rt::Timestamp now);
void check(const Doc::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Doc& item);

// The table.
extern const rt::Table kDocTable;
extern const rt::RowFormat kDocRows;
extern const rt::RowFormat kDocVersions;  // the table of every version of its rows
void readRow(const rt::Row& row, Doc& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Doc::Input& input);  // of a new row
[[nodiscard]] Doc insertRow(rt::Session& session, const Doc::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Doc::Input& input);

}  // namespace app
