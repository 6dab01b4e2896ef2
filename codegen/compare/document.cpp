#include "codegen/compare/document.h"

namespace ingot::codegen::compare {
namespace {

constexpr int kMostHops = 16;

auto Null() -> const Json& {
  static const Json null;
  return null;
}

}  // namespace

auto At(const Json& node, const char* key) -> const Json& {
  if (!node.is_object()) return Null();
  const auto found = node.find(key);
  return found == node.end() ? Null() : *found;
}

auto TextAt(const Json& node, const char* key) -> std::string {
  const Json& member = At(node, key);
  return member.is_string() ? member.get<std::string>() : std::string();
}

auto FlagAt(const Json& node, const char* key) -> bool {
  const Json& member = At(node, key);
  return member.is_boolean() && member.get<bool>();
}

auto MembersAt(const Json& node, const char* key) -> const Json::object_t& {
  static const Json::object_t none;
  const Json& member = At(node, key);
  return member.is_object() ? member.get_ref<const Json::object_t&>() : none;
}

auto ElementsAt(const Json& node, const char* key) -> const Json::array_t& {
  static const Json::array_t none;
  const Json& member = At(node, key);
  return member.is_array() ? member.get_ref<const Json::array_t&>() : none;
}

auto Resolve(const Json& root, const Json& node) -> const Json& {
  const Json* at = &node;
  for (int hops = 0; hops < kMostHops; ++hops) {
    const std::string reference = TextAt(*at, "$ref");
    if (reference.empty()) return *at;
    if (!reference.starts_with("#/")) return Null();
    const Json* target = &root;
    for (size_t begin = 2; begin <= reference.size();) {
      const size_t end = std::min(reference.find('/', begin), reference.size());
      target = &At(*target, reference.substr(begin, end - begin).c_str());
      begin = end + 1;
    }
    at = target;
  }
  return Null();
}

auto ComponentOf(std::string_view reference) -> std::string { return std::string(reference.substr(reference.rfind('/') + 1)); }

auto ElementOf(std::string_view component) -> std::string { return std::string(component.substr(0, component.find('.'))); }

}  // namespace ingot::codegen::compare
