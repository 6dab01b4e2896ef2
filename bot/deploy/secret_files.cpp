#include "bot/deploy/secret_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "bot/deploy/applications.h"
#include "bot/base/durable.h"

namespace ingot::bot {
namespace {

// What the service reads of a file that NAME_FILE names.
constexpr std::array<std::string_view, 6> kSecrets{"AWS_SECRET_ACCESS_KEY", "DATABASE_URL",  "JWT_SECRET",
                                                   "JWT_SECRET_PREVIOUS",   "OUTBOX_TOKENS", "SECRET_KEYS"};

}  // namespace

auto IsSecret(std::string_view name) -> bool {
  return std::find(kSecrets.begin(), kSecrets.end(), name) != kSecrets.end();
}

auto WriteContainerSettings(const std::string& folder, const std::map<std::string, std::string>& settings)
    -> Result<ContainerSettings> {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  std::filesystem::create_directories(folder, error);
  if (error || ::chmod(folder.c_str(), 0700) != 0)
    return EnvironmentFailure("cannot make the folder " + folder);
  ContainerSettings written{folder + "/variables", {}, folder};
  std::string variables;
  for (const auto& [name, value] : settings) {
    if (name.find_first_of("=\n/ ") != std::string::npos || name.empty() ||
        value.find_first_of(std::string_view("\n\0", 2)) != std::string::npos) {
      return tl::unexpected(
          Failure{FailureKind::kDefinition,
                  "a setting of the service has more than one line, or a name that no variable can have",
                  {}});
    }
    if (!IsSecret(name) || value.empty()) {
      variables += name + "=" + value + "\n";
      continue;
    }
    const std::string path = folder + "/" + name;
    if (auto wrote = WriteDurably(path, value + "\n"); !wrote)
      return EnvironmentFailure(wrote.error());
    // The program has another user in its container; the folder keeps all others away.
    if (::chmod(path.c_str(), 0444) != 0) return EnvironmentFailure("cannot set the rights of " + path);
    if (name == "DATABASE_URL") variables += "DATABASE_URL=\n";  // the image says another one
    variables += name + "_FILE=/run/secrets/" + name + "\n";
    written.secrets.push_back(name);
  }
  if (auto wrote = WriteDurably(written.variables, variables); !wrote)
    return EnvironmentFailure(wrote.error());
  return written;
}

}  // namespace ingot::bot
