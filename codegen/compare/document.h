// An OpenAPI document as the comparison reads it: members that may be missing, and references.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace ingot::codegen::compare {

using Json = nlohmann::json;

// A member; null when there is none, or `node` is no object.
auto At(const Json& node, const char* key) -> const Json&;
auto TextAt(const Json& node, const char* key) -> std::string;
auto FlagAt(const Json& node, const char* key) -> bool;
// The members of an object; none of anything else.
auto MembersAt(const Json& node, const char* key) -> const Json::object_t&;
auto ElementsAt(const Json& node, const char* key) -> const Json::array_t&;

// What `node` stands for: itself, or what its `$ref` names in `root`. Null when that leads nowhere or in a circle.
auto Resolve(const Json& root, const Json& node) -> const Json&;

// `#/components/schemas/Task.Input` -> `Task.Input`
auto ComponentOf(std::string_view reference) -> std::string;
// What of a definition a component is made of: the text before its first dot. `Task.Input` -> `Task`
auto ElementOf(std::string_view component) -> std::string;

}  // namespace ingot::codegen::compare
