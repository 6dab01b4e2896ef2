// Extra: a value with members, one object in JSON and in the table. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

#include "enums/colour.hpp"

namespace app {

namespace rt = ingot::rt;

struct Extra {
  std::string name;
  rt::Decimal<2> price;
  std::vector<Colour> colours;
  bool isPaid;

  struct Input {
    rt::Input<std::string> name;
    rt::Input<rt::Decimal<2>> price;
    rt::Input<std::vector<Colour>> colours;
    rt::Input<bool> isPaid;
  };

  friend bool operator==(const Extra&, const Extra&) = default;
};

// From a JSON object to a checked value.
void readBody(rt::ObjectReader& body, Extra::Input& input);
void fillDefaults(Extra::Input& input);
void checkMembers(const Extra::Input& input, rt::Checks& checks);
[[nodiscard]] Extra valueOf(const Extra::Input& input);

void writeMembers(rt::JsonWriter& json, const Extra& value);

}  // namespace app
