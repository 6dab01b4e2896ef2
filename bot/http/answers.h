// Rows as the JSON of answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/store/store.h"

namespace ingot::bot {

auto JobText(const Job& job, const std::string& next) -> std::string;  // `next` is the id of the job after it; empty: none
auto JobsText(const std::vector<Job>& jobs) -> std::string;            // `{"data":[...]}`, without what can be long
auto EventText(const Event& event) -> std::string;
auto ErrorText(std::string_view code, std::string_view message) -> std::string;

// What `POST /jobs` asks for.
struct Wanted {
  std::string application;     // `user/app`, or its id
  std::string options = "{}";  // the data of the job, a JSON object
};

// Nothing when the body says something else.
auto WantedOf(const std::string& body) -> std::optional<Wanted>;

}  // namespace ingot::bot
