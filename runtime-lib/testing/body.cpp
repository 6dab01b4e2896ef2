// Request bodies and replies of tests.
#include <algorithm>

#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/testing.hpp>

#include "json/document.hpp"

namespace ingot::rt::testing {
namespace {

using simdjson::dom::element;

// The value at a path such as "errors.0.code".
simdjson::simdjson_result<element> valueAt(element root, std::string_view path) {
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    const std::string_view part = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    simdjson::simdjson_result<element> next = simdjson::NO_SUCH_FIELD;
    if (root.is_object()) next = root.get_object().value_unsafe().at_key(part);
    std::int64_t index = 0;
    if (root.is_array() && parse(part, index) && index >= 0) next = root.at(static_cast<std::size_t>(index));
    if (next.error() != simdjson::SUCCESS) return next;
    root = next.value_unsafe();
  }
  return root;
}

struct Named {
  std::string path;
  std::string code;
};

// The problems in an error body of any of the three shapes.
std::vector<Named> problemsOf(const std::string& body) {
  std::vector<Named> problems;
  simdjson::dom::parser parser;
  const auto root = parser.parse(body);
  if (root.error() != simdjson::SUCCESS) return problems;
  for (const std::string_view place : {"errors", "error.details"}) {
    const auto list = valueAt(root.value_unsafe(), place);
    if (list.error() != simdjson::SUCCESS || !list.value_unsafe().is_array()) continue;
    const simdjson::dom::array items = list.value_unsafe().get_array().value_unsafe();
    for (const element each : items) {
      std::string_view path;
      std::string_view code;
      if (each["path"].get(path) == simdjson::SUCCESS && each["code"].get(code) == simdjson::SUCCESS) {
        problems.push_back({std::string(path), std::string(code)});
      }
    }
  }
  return problems;
}

::testing::AssertionResult unlike(const Reply& reply, int status, std::string_view path,
                                  std::string_view code) {
  return ::testing::AssertionFailure() << "expected status " << status << " with the problem " << code
                                       << " at `" << path << "`, not " << reply.status << ": " << reply.body;
}

}  // namespace

Body Body::with(std::string_view name, std::string json) const {
  Body copy = *this;
  const auto found = std::find_if(copy.members_.begin(), copy.members_.end(),
                                  [&](const auto& member) { return member.first == name; });
  if (found == copy.members_.end()) {
    copy.members_.emplace_back(name, std::move(json));
  } else {
    found->second = std::move(json);
  }
  return copy;
}

Body Body::without(std::string_view name) const {
  Body copy = *this;
  std::erase_if(copy.members_, [&](const auto& member) { return member.first == name; });
  return copy;
}

std::string Body::text() const {
  JsonWriter json;
  json.beginObject();
  for (const auto& [name, content] : members_) {
    json.anyName(name);
    json.value(Json{content});
  }
  json.endObject();
  return json.take();
}

std::string quoted(std::string_view text) {
  JsonWriter json;
  json.value(text);
  return json.take();
}

std::string quoted(const Uuid& id) { return testing::quoted(std::string_view(format(id))); }

std::string repeated(std::string_view unit, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += unit;
  return testing::quoted(std::string_view(text));
}

std::string listed(const std::string& json, std::size_t count) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + json;
  return text + ']';
}

std::string zeros(std::size_t count) { return testing::quoted(std::string_view(format(Bytes{std::string(count, '\0')}))); }

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

std::string Reply::at(std::string_view path) const {
  simdjson::dom::parser parser;
  const auto root = parser.parse(body);
  if (root.error() != simdjson::SUCCESS) return "(absent)";
  const auto value = valueAt(root.value_unsafe(), path);
  if (value.error() != simdjson::SUCCESS) return "(absent)";
  std::string text;
  (void)json::appendCompact(text, value.value_unsafe());
  return text;
}

::testing::AssertionResult hasProblem(const Reply& reply, int status, std::string_view path,
                                      std::string_view code) {
  if (reply.status != status) return unlike(reply, status, path, code);
  for (const Named& problem : problemsOf(reply.body)) {
    if (problem.path == path && problem.code == code) return ::testing::AssertionSuccess();
  }
  return unlike(reply, status, path, code);
}

::testing::AssertionResult hasOnlyProblem(const Reply& reply, int status, std::string_view path,
                                          std::string_view code) {
  auto result = hasProblem(reply, status, path, code);
  if (result && problemsOf(reply.body).size() != 1)
    return unlike(reply, status, path, code) << ", and no other problem";
  return result;
}

::testing::AssertionResult lists(const Reply& reply, const std::vector<Reply>& rows) {
  for (std::size_t i = 0; i <= rows.size(); ++i) {
    const std::string expected = i < rows.size() ? rows[i].at("id") : "(absent)";
    const std::string found = reply.at("data." + std::to_string(i) + ".id");
    if (found != expected)
      return ::testing::AssertionFailure() << "row " << i << " is " << found << " and should be " << expected << " in " << reply.body;
  }
  return ::testing::AssertionSuccess();
}

::testing::AssertionResult holds(const Reply& reply, const Body& body) {
  if (reply.status != 200) return ::testing::AssertionFailure() << "status " << reply.status << ": " << reply.body;
  for (const auto& [name, json] : body.members()) {
    if (reply.at(name) != json) {
      return ::testing::AssertionFailure() << name << " is " << reply.at(name) << " and should be " << json;
    }
  }
  return ::testing::AssertionSuccess();
}

}  // namespace ingot::rt::testing
