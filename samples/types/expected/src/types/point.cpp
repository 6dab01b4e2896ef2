// Point. Made by Ingot; changes belong in the definition.
#include "types/point.hpp"

namespace app {

void readBody(rt::ObjectReader& body, Point::Input& input) {
  body.field("north", input.north);
  body.field("east", input.east);
  body.finish();
}

void fillDefaults([[maybe_unused]] Point::Input& input) {
}

void checkMembers(const Point::Input& input, rt::Checks& checks) {
  checks.required("north", input.north);
  checks.min("north", input.north, -90.0);
  checks.max("north", input.north, 90.0);
  checks.required("east", input.east);
}

Point valueOf(const Point::Input& input) {
  return {*input.north, *input.east};
}

void writeMembers(rt::JsonWriter& json, const Point& value) {
  json.member("north", value.north);
  json.member("east", value.east);
}

}  // namespace app
