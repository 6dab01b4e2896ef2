#include <ingot/rt/input.hpp>

#include "json/document.hpp"
#include "types/nearest.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

constexpr std::size_t kMostUnknown = 20;  // what one answer names

}  // namespace

struct ObjectReader::Body {
  explicit Body(std::string text) : document(std::move(text)) {}
  explicit Body(simdjson::dom::object object) : document(object) {}
  json::Document document;
  std::vector<std::string_view> allowed;
};

ObjectReader::ObjectReader(std::string body, Checks& checks)
    : body_(std::make_unique<Body>(std::move(body))), checks_(checks) {
  body_->allowed.reserve(16);
}

ObjectReader::ObjectReader(JsonValue object, Checks& checks, bool stored)
    : body_(std::make_unique<Body>(json::Document::elementOf(object).get_object().value_unsafe())), checks_(checks), stored_(stored) {}

ObjectReader::~ObjectReader() = default;

bool ObjectReader::find(std::string_view name, JsonValue& out) {
  body_->allowed.push_back(name);
  json::Member* member = body_->document.find(name);
  if (member == nullptr) return false;
  member->asked = true;
  out = body_->document.valueOf(*member);
  return true;
}

void ObjectReader::readOnly(std::string_view name) {
  json::Member* member = body_->document.find(name);
  if (member == nullptr) return;
  member->asked = true;
  checks_.add(name, "read_only", "is set by the service and cannot be given");
}

void ObjectReader::finish() {
  if (stored_) return;
  std::size_t unknown = 0;
  for (const json::Member& member : body_->document.members()) {
    if (member.asked) continue;
    if (++unknown > kMostUnknown) return;
    std::string words = "is not a field";
    if (const auto nearest = nearestOf(member.name, body_->allowed); !nearest.empty()) {
      words += "; did you mean `" + std::string(nearest) + "`?";
    }
    words += "; the fields are " + listed(body_->allowed);
    checks_.add(shown(member.name, 100), "unknown_field", std::move(words));
  }
}

void ObjectReader::refuse(std::string_view name, ReadError error) {
  checks_.add(name, error.code, std::move(error.message));
}

}  // namespace ingot::rt
