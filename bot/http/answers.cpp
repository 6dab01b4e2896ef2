#include "bot/http/answers.h"

#include <nlohmann/json.hpp>

namespace ingot::bot {
namespace {

using Json = nlohmann::ordered_json;

auto OrNull(const std::string& text) -> Json { return text.empty() ? Json() : Json(text); }

auto Parsed(const std::string& text) -> Json {
  auto document = Json::parse(text, nullptr, false);
  return document.is_discarded() ? Json() : document;
}

// Rows may hold anything.
auto Printed(const Json& json) -> std::string { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

auto Short(const Job& job) -> Json {
  return {{"id", job.id},
          {"type", job.type},
          {"status", NameOf(job.status)},
          {"createdAt", job.created_at},
          {"updatedAt", job.updated_at},
          {"application", {{"id", job.application}, {"name", OrNull(job.application_name)}}},
          {"release", job.release.empty() ? Json() : Json{{"id", job.release}, {"number", job.release_number}}},
          {"stage", OrNull(job.stage)},
          {"attempts", job.attempts},
          {"runAfter", job.run_after},
          {"owner", OrNull(job.owner)},
          {"cancelRequested", job.cancel_requested},
          {"previous", OrNull(job.previous)}};
}

}  // namespace

auto JobText(const Job& job, const std::string& next) -> std::string {
  Json json = Short(job);
  json["next"] = OrNull(next);
  json["data"] = Parsed(job.data);
  json["verdict"] = job.verdict.empty() ? Json() : Parsed(job.verdict);
  return Printed(json);
}

auto JobsText(const std::vector<Job>& jobs) -> std::string {
  Json list = Json::array();
  for (const Job& job : jobs) list.push_back(Short(job));
  return Printed({{"data", std::move(list)}});
}

auto EventText(const Event& event) -> std::string {
  return Printed({{"number", event.number}, {"stage", event.stage}, {"text", event.text}, {"createdAt", event.created_at}});
}

auto ErrorText(std::string_view code, std::string_view message) -> std::string {
  return Printed({{"error", {{"code", code}, {"message", message}}}});
}

auto WantedOf(const std::string& body) -> std::optional<Wanted> {
  const Json json = Parsed(body);
  if (!json.is_object()) return std::nullopt;
  Wanted wanted;
  for (const auto& [name, value] : json.items()) {
    if (name == "application" && value.is_string()) {
      wanted.application = value.get<std::string>();
    } else if (name == "options" && value.is_object()) {
      wanted.options = Printed(value);
    } else {
      return std::nullopt;
    }
  }
  return wanted.application.empty() ? std::nullopt : std::optional(wanted);
}

}  // namespace ingot::bot
