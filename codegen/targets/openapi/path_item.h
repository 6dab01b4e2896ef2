// A path of the API description with what it has so far: resources begin it, endpoints may add to it.
#pragma once

#include <string>

#include "codegen/text/json_object.h"

namespace ingot::codegen::openapi {

struct PathItem {
  std::string path;  // with names in braces
  JsonObject members;
};

}  // namespace ingot::codegen::openapi
