// What the template of the API description is given.
#pragma once

#include <cstdint>
#include <vector>

#include "codegen/text/json.h"

namespace ingot::codegen::openapi {

// A member of an object: its name and what it holds.
struct MemberView {
  Safe<JsonString> name;
  Safe<JsonText> value;
};

// What is said of all requests in the same way stands in the template; an operation points at it.
struct DocumentView {
  Safe<JsonText> info;
  std::vector<Safe<JsonText>> tags = {};
  std::vector<MemberView> paths = {};
  std::vector<MemberView> schemas = {};
  bool has_security = false;
  Safe<JsonText> security;                        // what an operation asks for that says nothing else
  std::vector<MemberView> security_schemes = {};  // the ways in which a caller proves who it is
  Safe<JsonText> error_content;                   // the content of every answer that is an error
  bool has_resources = false;
  bool has_operations = false;  // of resources or endpoints
  bool has_conflicts = false;   // which answers operations point at
  bool has_missing = false;
  bool has_bodies = false;
  bool has_rules = false;
  bool has_writes = false;
  std::int64_t page_size = 0;
  std::int64_t max_page_size = 0;
  bool problem_details = false;  // one of the three shapes of errors
  bool status_message = false;
  bool error_object = false;
};

}  // namespace ingot::codegen::openapi
