#include "bot/front/state.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "bot/base/durable.h"

namespace ingot::bot::front {
namespace {

constexpr size_t kMostBytes = 8 << 20;

auto FileOf(const std::string& folder) -> std::string { return folder + "/state.json"; }

auto LaunchOf(const nlohmann::json& json) -> Launch {
  Launch launch;
  launch.id = json.at("id");
  launch.release = json.at("release");
  launch.release_id = json.value("releaseId", "");
  launch.program = json.at("program");
  launch.environment = json.at("environment");
  launch.alone = json.at("alone");
  launch.port = json.at("port");
  return launch;
}

auto JsonOf(const Launch& launch) -> nlohmann::json {
  return {{"id", launch.id},           {"release", launch.release},
          {"releaseId", launch.release_id},
          {"program", launch.program}, {"environment", launch.environment},
          {"alone", launch.alone},     {"port", launch.port}};
}

}  // namespace

auto LoadState(const std::string& folder) -> tl::expected<State, std::string> {
  const std::string path = FileOf(folder);
  if (::access(path.c_str(), F_OK) != 0) return State{};
  const auto text = ReadSmall(path, kMostBytes);
  if (!text) return tl::unexpected("cannot read " + path);
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  State state;
  try {
    state.fence = json.at("fence");
    state.port = json.at("port");
    if (!json.at("serving").is_null()) state.serving = LaunchOf(json.at("serving"));
  } catch (const nlohmann::json::exception&) {
    return tl::unexpected(path + " is not what a front writes");
  }
  return state;
}

auto SaveState(const std::string& folder, const State& state) -> tl::expected<void, std::string> {
  const nlohmann::json json{{"fence", state.fence},
                            {"port", state.port},
                            {"serving", state.serving ? JsonOf(*state.serving) : nlohmann::json()}};
  return WriteDurably(FileOf(folder),
                      json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void RemoveState(const std::string& folder) { ::unlink(FileOf(folder).c_str()); }

}  // namespace ingot::bot::front
