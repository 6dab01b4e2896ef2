// The API description of api/openapi.json, embedded when the service is built. Made by Ingot; changes belong in the definition.
#pragma once

#include <string_view>

namespace app {

[[nodiscard]] std::string_view apiDocument();

}  // namespace app
