// Address: a value with members, one object in JSON and in the table. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

#include "enums/class.hpp"
#include "types/point.hpp"

namespace app {

namespace rt = ingot::rt;

struct Address {
  std::string street;
  Class class_;
  std::optional<rt::Date> since;
  std::optional<Point> where;

  struct Input {
    rt::Input<std::string> street;
    rt::Input<Class> class_;
    rt::Input<rt::Date> since;
    rt::Input<Point> where;
  };

  friend bool operator==(const Address&, const Address&) = default;
};

// From a JSON object to a checked value.
void readBody(rt::ObjectReader& body, Address::Input& input);
void fillDefaults(Address::Input& input);
void checkMembers(const Address::Input& input, rt::Checks& checks);
[[nodiscard]] Address valueOf(const Address::Input& input);

void writeMembers(rt::JsonWriter& json, const Address& value);

}  // namespace app
