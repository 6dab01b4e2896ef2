// Every place of a definition that holds something, found by walking the definition: nobody can forget to list one.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace ingot::test::hostile {

using Json = nlohmann::ordered_json;

enum class Place {
  kText,        // a string
  kExpression,  // a string that is an expression with the text 'literal' in it: the payload as that text, quoted as it must be
  kUnquoted,    // the same, the payload between the quotes as it is
  kKey,         // the key of a member
  kValue,       // a number, true or false, an object or a list
};

struct Position {
  std::string name;  // models[].fields[string].default
  std::string key;   // the key that it belongs to: `default`
  Place place = Place::kText;
  std::string before;  // the definition up to the position, and after it
  std::string after;
  std::string text;  // what stands there, of a text
  bool is_free = false;  // it takes any text, so that a name is nothing special; found by trying
};

// Each kind of place once: fields of one type are of one kind, elements of a list too, wherever they stand.
auto PositionsOf(const Json& definition) -> std::vector<Position>;

// The definition with a literal at a position.
inline auto DefinitionWith(const Position& position, const std::string& literal) -> std::string { return position.before + literal + position.after; }

}  // namespace ingot::test::hostile
