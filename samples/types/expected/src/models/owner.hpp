// Owner: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Owner {
  rt::Uuid id;
  std::string name;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<std::string> name;
    rt::Input<std::string> recovery;
    rt::Input<rt::Password> password;
  };

  // What is kept as ciphertext, and in no row that is read: `rt::readSecret` reads one.
  struct Secrets {
    static constexpr rt::SecretColumn recovery{"owners", "recovery"};
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Owner::Input& input);
void fillDefaults(Owner::Input& input, rt::Write write, rt::Timestamp now);
void check(const Owner::Input& input, rt::Checks& checks);
void hashPasswords(rt::Context& context, Owner::Input& input);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Owner& item);

// The table.
extern const rt::Table kOwnerTable;
extern const rt::RowFormat kOwnerRows;
void readRow(const rt::Row& row, Owner& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Owner::Input& input);  // of a new row
[[nodiscard]] Owner insertRow(rt::Session& session, const Owner::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Owner::Input& input);

}  // namespace app
