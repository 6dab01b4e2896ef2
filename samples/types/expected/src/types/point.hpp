// Point: a value with members, one object in JSON and in the table. Made by Ingot; changes belong in the definition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

namespace app {

namespace rt = ingot::rt;

struct Point {
  double north;
  double east;

  struct Input {
    rt::Input<double> north;
    rt::Input<double> east;
  };

  friend bool operator==(const Point&, const Point&) = default;
};

// From a JSON object to a checked value.
void readBody(rt::ObjectReader& body, Point::Input& input);
void fillDefaults(Point::Input& input);
void checkMembers(const Point::Input& input, rt::Checks& checks);
[[nodiscard]] Point valueOf(const Point::Input& input);

void writeMembers(rt::JsonWriter& json, const Point& value);

}  // namespace app
