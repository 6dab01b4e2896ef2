// What a job leaves for those who ask how it went.
#pragma once

#include <string>
#include <string_view>

#include "bot/base/context.h"

namespace ingot::bot {

auto IsJson(std::string_view text) -> bool;

// `{"result":"failed","kind":"environment","stage":...,"message":...,"diagnostics":...}`
auto VerdictOf(const Failure& failure, const std::string& stage) -> std::string;

}  // namespace ingot::bot
