// Booking: its row, what a client may send of it, and how it is stored. Made by Ingot; changes belong in the definition.
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

#include "enums/colour.hpp"
#include "types/address.hpp"
#include "types/extra.hpp"

namespace app {

namespace rt = ingot::rt;

struct Booking {
  rt::Uuid id;
  rt::Timestamp startsAt;
  std::optional<rt::Timestamp> endsAt;
  std::int64_t seats;
  rt::Decimal<2> price;
  rt::Decimal<2> discount;
  std::optional<std::vector<rt::Decimal<2>>> deposits;
  std::optional<std::string> plate;
  Address address;
  std::optional<Address> invoiceTo;
  std::vector<Extra> extras;
  std::optional<Colour> colour;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::string code;
  rt::Timestamp createdAt;
  rt::Timestamp updatedAt;
  std::int64_t rowVersion = 0;

  struct Input {
    rt::Input<rt::Timestamp> startsAt;
    rt::Input<rt::Timestamp> endsAt;
    rt::Input<std::int64_t> seats;
    rt::Input<rt::Decimal<2>> price;
    rt::Input<rt::Decimal<2>> discount;
    rt::Input<std::vector<rt::Decimal<2>>> deposits;
    rt::Input<std::string> plate;
    rt::Input<Address> address;
    rt::Input<Address> invoiceTo;
    rt::Input<std::vector<Extra>> extras;
    rt::Input<Colour> colour;
    rt::Input<std::string> email;
    rt::Input<std::string> phone;
    rt::Input<std::string> code;
  };
};

// From a request body to a checked input.
void readBody(rt::ObjectReader& body, Booking::Input& input);
void fillDefaults(Booking::Input& input, rt::Write write, rt::Timestamp now);
void check(const Booking::Input& input, rt::Checks& checks);

// The members of the JSON object that stands for a row.
void writeMembers(rt::JsonWriter& json, const Booking& item);

// The table.
extern const rt::Table kBookingTable;
extern const rt::RowFormat kBookingRows;
void readRow(const rt::Row& row, Booking& item);
[[nodiscard]] rt::Params rowValues(rt::Session& session, const Booking::Input& input);  // of a new row
[[nodiscard]] Booking insertRow(rt::Session& session, const Booking::Input& input);
[[nodiscard]] rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Booking::Input& input);

}  // namespace app
