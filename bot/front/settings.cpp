#include "bot/front/settings.h"

#include <nlohmann/json.hpp>

#include "bot/base/durable.h"

namespace ingot::bot::front {
namespace {

constexpr size_t kMostBytes = 64 << 10;

auto FileOf(const std::string& folder) -> std::string { return folder + "/settings.json"; }

}  // namespace

auto LoadSettings(const std::string& folder) -> tl::expected<Settings, std::string> {
  const std::string path = FileOf(folder);
  const auto text = ReadSmall(path, kMostBytes);
  if (!text) return tl::unexpected("cannot read " + path);
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  Settings settings;
  try {
    settings.host = json.at("host");
    settings.first_port = json.at("firstPort");
    settings.last_port = json.at("lastPort");
    settings.first_service_port = json.at("firstServicePort");
    settings.last_service_port = json.at("lastServicePort");
    settings.isolation = static_cast<Isolation>(json.at("isolation").get<int>());
    settings.user = json.at("user");
    settings.memory_bytes = json.at("memoryBytes");
    settings.processes = json.at("processes");
    settings.log_bytes = json.at("logBytes");
  } catch (const nlohmann::json::exception&) {
    return tl::unexpected(path + " is not what a deployer writes");
  }
  return settings;
}

auto SaveSettings(const std::string& folder, const Settings& settings) -> tl::expected<void, std::string> {
  const nlohmann::json json{{"host", settings.host},
                            {"firstPort", settings.first_port},
                            {"lastPort", settings.last_port},
                            {"firstServicePort", settings.first_service_port},
                            {"lastServicePort", settings.last_service_port},
                            {"isolation", static_cast<int>(settings.isolation)},
                            {"user", settings.user},
                            {"memoryBytes", settings.memory_bytes},
                            {"processes", settings.processes},
                            {"logBytes", settings.log_bytes}};
  return WriteDurably(FileOf(folder), json.dump(2) + "\n");
}

}  // namespace ingot::bot::front
