// A parsed request body: simdjson's tree, from a pool of parsers. Only this folder and `auth` see simdjson.
#pragma once

#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/input.hpp>

namespace ingot::rt::json {

struct Member {
  std::string_view name;
  simdjson::dom::element value;
  bool asked = false;
};

class Document {
 public:
  // Throws Failure 400 invalid_json: syntax, nesting, no object at the root, a member name twice.
  explicit Document(std::string body);
  // A part of another one, which lives longer.
  explicit Document(simdjson::dom::object object);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // The member called `name`, or null. Quick when members are asked for in the order in which they were sent.
  [[nodiscard]] Member* find(std::string_view name);
  [[nodiscard]] std::vector<Member>& members() { return members_; }
  [[nodiscard]] JsonValue valueOf(const Member& member) const;
  [[nodiscard]] static simdjson::dom::element elementOf(JsonValue value);
  // A part of one of the values, for as long as `take` runs.
  static void lend(JsonValue whole, simdjson::dom::element part, FunctionRef<void(JsonValue)> take);

 private:
  std::unique_ptr<simdjson::dom::parser> parser_;  // none of a part
  std::vector<Member> members_;
  std::vector<std::size_t> sorted_;  // positions of members by name, when there are many
  std::size_t next_ = 0;
  mutable std::vector<simdjson::dom::element> lent_;  // their positions follow those of the members
};

// The compact text of a value. False when it holds a NUL, which databases cannot keep.
[[nodiscard]] bool appendCompact(std::string& text, simdjson::dom::element value);

}  // namespace ingot::rt::json
