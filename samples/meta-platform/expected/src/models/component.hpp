// Component: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

#include "enums/component-kind.hpp"

namespace app {

namespace rt = ingot::rt;

struct Component {
  rt::Uuid id;
  rt::Uuid applicationId;
  ComponentKind kind;
  std::string name;
  std::int64_t position;
  rt::Json body;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Uuid> applicationId;
    rt::Input<ComponentKind> kind;
    rt::Input<std::string> name;
    rt::Input<std::int64_t> position;
    rt::Input<rt::Json> body;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Component::Input& input);
void fillDefaults(Component::Input& input, rt::Write write, rt::Timestamp now);
void check(const Component::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Component& item);

// The table.
extern const rt::Table kComponentTable;
extern const rt::RowFormat kComponentRows;
void readRow(const rt::Row& row, Component& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Component::Input& input);  // of a new row
[[nodiscard]] Component insertRow(rt::Session& session, const Component::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Component::Input& input);

}  // namespace app
