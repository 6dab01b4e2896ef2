// Account: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

struct Account {
  rt::Uuid id;
  std::string owner;
  std::optional<std::int64_t> balance;
  std::optional<bool> closed;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<std::string> owner;
    rt::Input<std::int64_t> balance;
    rt::Input<bool> closed;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Account::Input& input);
void fillDefaults(Account::Input& input, rt::Write write, rt::Timestamp now);
void check(const Account::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Account& item);

// The table.
extern const rt::Table kAccountTable;
extern const rt::RowFormat kAccountRows;
void readRow(const rt::Row& row, Account& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Account::Input& input);  // of a new row
[[nodiscard]] Account insertRow(rt::Session& session, const Account::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Account::Input& input);

}  // namespace app
