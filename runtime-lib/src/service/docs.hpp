// The description of the API and the page that explores it: files in the program, each with its address.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <ingot/rt/http.hpp>

namespace ingot::rt::service {

inline constexpr std::array<std::string_view, 4> kDocsPaths = {"/openapi.json", "/docs", "/docs/app.js",
                                                               "/docs/style.css"};

// What stands at kDocsPaths[index]; `document` is the description.
[[nodiscard]] Response answerDocs(std::size_t index, const Request& request, std::string_view document);

}  // namespace ingot::rt::service
