// Application: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Application {
  rt::Uuid id;
  rt::Uuid userId;
  std::string name;
  std::optional<std::string> version;
  rt::Json configuration;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> userId;
    rt::Input<std::string> name;
    rt::Input<std::string> version;
    rt::Input<rt::Json> configuration;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Application::Input& input);
void fillDefaults(Application::Input& input, rt::Write write, rt::Timestamp now);
void check(const Application::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Application& item);

// The table.
extern const rt::Table kApplicationTable;
extern const rt::RowFormat kApplicationRows;
void readRow(const rt::Row& row, Application& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Application::Input& input);  // of a new row
[[nodiscard]] Application insertRow(rt::Session& session, const Application::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Application::Input& input);

}  // namespace app
