#include <ingot/rt/json-writer.hpp>

#include "json/document.hpp"

namespace ingot::rt::json {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

class Compactor {
 public:
  void value(element from) {
    switch (from.type()) {
      case element_type::OBJECT: return object(from.get_object().value_unsafe());
      case element_type::ARRAY: return array(from.get_array().value_unsafe());
      case element_type::STRING: return string(from.get_string().value_unsafe());
      case element_type::INT64: return writer_.value(from.get_int64().value_unsafe());
      case element_type::UINT64: return writer_.value(Json{std::to_string(from.get_uint64().value_unsafe())});
      case element_type::DOUBLE: return writer_.value(from.get_double().value_unsafe());
      case element_type::BOOL: return writer_.value(from.get_bool().value_unsafe());
      case element_type::NULL_VALUE: return writer_.value(nullptr);
    }
  }

  [[nodiscard]] bool clean() const { return clean_; }
  [[nodiscard]] std::string take() { return writer_.take(); }

 private:
  void object(simdjson::dom::object from) {
    writer_.beginObject();
    for (const auto& [name, content] : from) {
      if (name.find('\0') != std::string_view::npos) clean_ = false;
      writer_.anyName(name);
      value(content);
    }
    writer_.endObject();
  }

  void array(simdjson::dom::array from) {
    writer_.beginArray();
    for (const element item : from) value(item);
    writer_.endArray();
  }

  void string(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) clean_ = false;
    writer_.value(text);
  }

  JsonWriter writer_;
  bool clean_ = true;
};

}  // namespace

bool appendCompact(std::string& text, element value) {
  Compactor compactor;
  compactor.value(value);
  text += compactor.take();
  return compactor.clean();
}

}  // namespace ingot::rt::json
