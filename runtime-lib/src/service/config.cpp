#include "service/config.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "service/variables.hpp"
#include "types/text.hpp"

namespace ingot::rt::service {
namespace {

// A file of one line that holds a secret, as orchestrators mount them.
bool readSecretFile(const char* path, std::string& text) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 64 << 10> bytes{};
  file.read(bytes.data(), bytes.size());
  if (file.bad() || !file.eof()) return false;
  text.assign(bytes.data(), static_cast<std::size_t>(file.gcount()));
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return !text.empty() && text.find_first_of(std::string_view("\0\n", 2)) == std::string::npos;
}

std::string shownValue(const Variable& variable, const Config& config) {
  return variable.number ? std::to_string(config.*variable.number->member) : variable.show(config);
}

// Empty when the value was taken.
std::string setValue(const Variable& variable, std::string_view text, Config& config) {
  if (!variable.number) {
    return variable.set(text, config) ? std::string() : "has to be " + std::string(variable.allowed);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto [member, least, most] = *variable.number;
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    return "has to be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  }
  config.*member = value;
  return {};
}

}  // namespace

std::vector<std::string> readConfig(Environment environment, Config& config, const AppNeeds& app) {
  std::vector<std::string> mistakes;
  for (const Variable& variable : variables()) {
    const std::string name(variable.name);
    const char* text = environment(name.c_str());
    const bool isSet = text != nullptr && (*text != '\0' || name == "CORS_ORIGINS");
    const char* file = variable.mayBeFile ? environment((name + "_FILE").c_str()) : nullptr;
    std::string mistake;
    std::string held;
    if (!applies(variable, app)) {
      if (isSet && isFixed(variable, app)) mistakes.push_back(name + " cannot be set: the definition of the app says it");
    } else if (file == nullptr || *file == '\0') {
      if (isSet) mistake = setValue(variable, text, config);
    } else if (isSet) {
      mistake = "and " + name + "_FILE are both set";
    } else if (readSecretFile(file, held)) {
      mistake = setValue(variable, held, config);
    } else {
      mistake = "cannot be read: " + name + "_FILE has to name a file of one line";
    }
    if (!mistake.empty()) mistakes.push_back(name + " " + mistake);
  }
  return mistakes;
}

std::vector<std::string> missingConfig(const Config& config, const AppNeeds& app) {
  std::vector<std::string> missing;
  if (app.auth.jwt != nullptr && config.jwtSecret.empty())
    missing.push_back("JWT_SECRET has to be set: " + std::string(kSecretForm) + ", the one that signs the tokens of callers");
  if (app.secrets && config.secretKeys == nullptr)
    missing.push_back("SECRET_KEYS has to be set: " + std::string(kSecretKeysForm) + ", which encrypt the secret fields of rows");
  if (app.files && !config.filesUrl.empty() && (config.awsAccessKeyId.empty() || config.awsSecretAccessKey.empty()))
    missing.emplace_back("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to be set: FILES_URL names a bucket, which wants to know who asks");
  const auto isCall = [&](std::string_view name) { return std::find(app.calls.begin(), app.calls.end(), name) != app.calls.end(); };
  for (const std::string_view call : app.calls) {
    const auto hasUrl = [&](const OutboxTarget& each) { return each.name == call && !each.url.empty(); };
    if (std::none_of(config.outbox.begin(), config.outbox.end(), hasUrl))
      missing.push_back("OUTBOX_URLS has to name an address of `" + std::string(call) + "`: " + std::string(call) + "=https://...");
  }
  for (const OutboxTarget& each : config.outbox) {
    if (each.name != kEventsTarget && !isCall(each.name))
      missing.push_back("OUTBOX_URLS and OUTBOX_TOKENS name `" + shown(each.name) + "`, which the app never calls");
  }
  return missing;
}

std::string describeConfig(const AppNeeds& app) {
  const Config defaults;
  std::string text;
  for (const Variable& variable : variables()) {
    if (!applies(variable, app)) continue;
    std::string line = "  " + std::string(variable.name);
    line.resize(std::max<std::size_t>(line.size() + 1, 24), ' ');
    const std::string value = shownValue(variable, defaults);
    line += variable.help;
    line += " (" + (value.empty() ? "none" : value) + ")\n";
    text += line;
  }
  return text;
}

std::string printConfig(const Config& config, const AppNeeds& app) {
  std::string text;
  for (const Variable& variable : variables()) {
    if (applies(variable, app)) text += std::string(variable.name) + "=" + shownValue(variable, config) + "\n";
  }
  return text;
}

}  // namespace ingot::rt::service
