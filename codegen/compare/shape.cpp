#include "codegen/compare/shape.h"

#include <algorithm>
#include <array>

namespace ingot::codegen::compare {
namespace {

constexpr int kMostDepth = 32;
constexpr std::array kBounds{"minimum",  "maximum",  "exclusiveMinimum", "exclusiveMaximum", "minLength",  "maxLength",  "minItems",
                             "maxItems", "x-minBytes", "x-maxBytes",     "x-minimum",        "x-maximum", "uniqueItems"};

auto TypeOf(const Json& value) -> std::string {
  if (value.is_string()) return "string";
  if (value.is_boolean()) return "boolean";
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "number";
  return value.is_array() ? "array" : "object";
}

class Reader {
 public:
  Reader(const Json& root, Shape& shape) : root_(root), shape_(shape) {}

  void Absorb(const Json& schema, const std::string& element, int depth) {
    if (!schema.is_object() || depth > kMostDepth) return;
    if (const std::string reference = TextAt(schema, "$ref"); !reference.empty()) {
      const std::string component = ComponentOf(reference);
      shape_.component = component;
      Absorb(Resolve(root_, schema), ElementOf(component), depth + 1);
    }
    for (const Json& part : ElementsAt(schema, "allOf")) AbsorbPart(part, element, depth);
    AbsorbChoices(schema, element, depth);
    AbsorbTypes(schema);
    AbsorbRules(schema);
    AbsorbMembers(schema, element);
  }

 private:
  // A part of `allOf`: the whole is no reference to it.
  void AbsorbPart(const Json& part, const std::string& element, int depth) {
    const std::string whole = shape_.component;
    Absorb(part, element, depth + 1);
    shape_.component = whole;
  }

  void AbsorbChoices(const Json& schema, const std::string& element, int depth) {
    for (const char* key : {"anyOf", "oneOf"}) {
      std::vector<const Json*> others;
      for (const Json& choice : ElementsAt(schema, key)) {
        if (TextAt(choice, "type") == "null") {
          shape_.nullable = true;
        } else {
          others.push_back(&choice);
        }
      }
      if (others.size() == 1) {
        Absorb(*others.front(), element, depth + 1);
      } else {
        shape_.choices.insert(shape_.choices.end(), others.begin(), others.end());
      }
    }
  }

  void AbsorbTypes(const Json& schema) {
    const Json& type = At(schema, "type");
    const Json list = type.is_array() ? type : type.is_string() ? Json::array({type}) : Json::array();
    for (const Json& each : list) {
      if (each == "null") {
        shape_.nullable = true;
      } else if (each.is_string()) {
        shape_.types.insert(each.get<std::string>());
      }
    }
    const bool constant = schema.contains("const");
    if (!constant && !schema.contains("enum")) return;
    std::vector<std::string> values;
    for (const Json& value : constant ? Json::array_t{At(schema, "const")} : ElementsAt(schema, "enum")) {
      if (value.is_null()) continue;  // told by the types
      if (!type.is_string() && !type.is_array()) shape_.types.insert(TypeOf(value));
      values.push_back(value.dump());
    }
    shape_.values = std::move(values);
  }

  void AbsorbRules(const Json& schema) {
    for (const char* key : kBounds) {
      if (schema.contains(key)) shape_.bounds[key] = At(schema, key);
    }
    if (const std::string format = TextAt(schema, "format"); !format.empty()) shape_.format = format;
    for (const char* key : {"pattern", "x-pattern"}) {
      if (const std::string pattern = TextAt(schema, key); !pattern.empty()) shape_.patterns.insert(pattern);
    }
    if (const std::string model = TextAt(schema, "x-references"); !model.empty()) shape_.refers_to = model;
    if (schema.contains("default")) shape_.otherwise = At(schema, "default");
  }

  void AbsorbMembers(const Json& schema, const std::string& element) {
    for (const auto& [name, member] : MembersAt(schema, "properties")) shape_.members[name] = {&member, element};
    for (const Json& name : ElementsAt(schema, "required")) {
      if (name.is_string()) shape_.required.insert(name.get<std::string>());
    }
    if (const Json& items = At(schema, "items"); items.is_object()) shape_.items = Part{&items, element};
    for (const char* key : {"additionalProperties", "unevaluatedProperties"}) {
      const Json& others = At(schema, key);
      if (others.is_boolean() && !others.get<bool>()) shape_.closed = true;
      if (others.is_object() && !others.empty()) shape_.others = Part{&others, element};
    }
  }

  const Json& root_;
  Shape& shape_;
};

}  // namespace

auto Shape::TypeText() const -> std::string {
  std::string text;
  for (const std::string& type : types) text += (text.empty() ? "" : " or ") + type;
  if (text.empty()) text = "any value";
  return format.empty() ? text : text + " (" + format + ")";
}

auto ShapeOf(const Json& root, const Json& schema) -> Shape {
  Shape shape;
  Reader(root, shape).Absorb(schema, {}, 0);
  static const std::set<std::string> kEvery{"array", "boolean", "number", "object", "string"};
  if (shape.types.empty() && !shape.values && shape.choices.empty()) shape.nullable = true;
  if (shape.types == kEvery) shape.types.clear();
  return shape;
}

}  // namespace ingot::codegen::compare
