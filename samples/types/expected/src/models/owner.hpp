// Owner: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Owner {
  rt::Uuid id;
  std::string name;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<std::string> name;
  };
};

// From a request body to a checked input.
void readOwner(rt::ObjectReader& body, Owner::Input& input);
void fillOwner(Owner::Input& input, rt::Timestamp now);
void checkOwner(const Owner::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeOwner(rt::JsonWriter& json, const Owner& item);

// The table.
extern const rt::Table kOwnerTable;
inline constexpr std::string_view kOwnerColumns =
    "id, name, row_version";
inline constexpr std::string_view kSelectOwners =
    "SELECT id, name, row_version FROM owners";

void readRow(const rt::Row& row, Owner& item);
[[nodiscard]] std::optional<Owner> findOwner(rt::Session& session, const rt::Uuid& id);
[[nodiscard]] Owner insertOwner(rt::Session& session, const Owner::Input& input, rt::Timestamp now);
[[nodiscard]] rt::Update updateOwner(const Owner::Input& input, rt::Timestamp now);

}  // namespace app
