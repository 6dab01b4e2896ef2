// User: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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
#include <ingot/rt/secret.hpp>
#include <ingot/rt/types.hpp>

namespace app {

namespace rt = ingot::rt;

struct User {
  rt::Uuid id;
  std::string name;
  std::string email;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<std::string> name;
    rt::Input<std::string> email;
    rt::Input<rt::Password> password;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, User::Input& input);
void fillDefaults(User::Input& input, rt::Write write, rt::Timestamp now);
void check(const User::Input& input, rt::Checks& checks);
void hashPasswords(rt::Context& context, User::Input& input);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const User& item);

// The table.
extern const rt::Table kUserTable;
extern const rt::RowFormat kUserRows;
void readRow(const rt::Row& row, User& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const User::Input& input);  // of a new row
[[nodiscard]] User insertRow(rt::Session& session, const User::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const User::Input& input);

}  // namespace app
