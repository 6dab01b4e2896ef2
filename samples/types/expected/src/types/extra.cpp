// Extra. Made by Ingot; changes belong in the definition.
#include "types/extra.hpp"

namespace app {

void readBody(rt::ObjectReader& body, Extra::Input& input) {
  body.field("name", input.name);
  body.field("price", input.price);
  body.field("colours", input.colours);
  body.field("isPaid", input.isPaid);
  body.finish();
}

void fillDefaults(Extra::Input& input) {
  input.price.orDefault(rt::Decimal<2>{150});
  input.colours.orDefault(rt::listOf<Colour>("[]"));
  input.isPaid.orDefault(false);
}

void checkMembers(const Extra::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.maxLength("name", input.name, 20);
  checks.required("price", input.price);
  checks.precision("price", input.price, 8);
  checks.min("price", input.price, rt::Decimal<2>{0});
  checks.max("price", input.price, rt::Decimal<2>{9999999});
  checks.required("colours", input.colours);
  checks.maxItems("colours", input.colours, 3);
  checks.required("isPaid", input.isPaid);
}

Extra valueOf(const Extra::Input& input) {
  return {*input.name, *input.price, *input.colours, *input.isPaid};
}

void writeMembers(rt::JsonWriter& json, const Extra& value) {
  json.member("name", value.name);
  json.member("price", value.price);
  json.member("colours", value.colours);
  json.member("isPaid", value.isPaid);
}

}  // namespace app
