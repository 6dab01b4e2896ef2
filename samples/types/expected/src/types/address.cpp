// Address. Made by Ingot; changes belong in the definition.
#include "types/address.hpp"

namespace app {

void readBody(rt::ObjectReader& body, Address::Input& input) {
  body.field("street", input.street);
  body.field("class", input.class_);
  body.field("since", input.since);
  body.field("where", input.where);
  body.finish();
}

void fillDefaults(Address::Input& input) {
  input.class_.orDefault(Class{0});
  input.since.orNull();
  input.where.orDefault(rt::objectOf<Point>("{\"north\":1.5,\"east\":-2.25}"));
}

void checkMembers(const Address::Input& input, rt::Checks& checks) {
  checks.required("street", input.street);
  checks.minLength("street", input.street, 1);
  checks.maxLength("street", input.street, 60);
  checks.required("class", input.class_);
}

Address valueOf(const Address::Input& input) {
  return {*input.street, *input.class_, input.since.optional(), input.where.optional()};
}

void writeMembers(rt::JsonWriter& json, const Address& value) {
  json.member("street", value.street);
  json.member("class", value.class_);
  json.member("since", value.since);
  json.member("where", value.where);
}

}  // namespace app
