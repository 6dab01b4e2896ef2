#include "bot/stages/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "bot/base/durable.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

auto Trouble(const std::string& what, const std::string& path, const std::string& why) -> tl::unexpected<Failure> {
  return tl::unexpected(Failure{FailureKind::kEnvironment, "cannot " + what + " " + path + ": " + why, ""});
}

}  // namespace

auto ReadFile(const std::string& path) -> Result<std::string> {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Trouble("read", path, std::strerror(errno));
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return Trouble("read", path, std::strerror(errno));
  return bytes;
}

auto WriteFile(const std::string& path, const std::string& bytes) -> Result<void> {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return Trouble("make the folder of", path, error.message());
  if (const auto written = WriteDurably(path, bytes); !written) return tl::unexpected(Failure{FailureKind::kEnvironment, written.error(), ""});
  return {};
}

auto IsThere(const std::string& path) -> Result<bool> {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return false;
  if (error) return Trouble("look at", path, error.message());
  return true;
}

auto NamesIn(const std::string& folder) -> Result<std::vector<std::string>> {
  std::error_code error;
  std::vector<std::string> names;
  if (const auto there = IsThere(folder); !there || !*there) return there.map([&](bool) { return names; });
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) names.push_back(entry.path().filename().string());
  }
  if (error) return Trouble("list", folder, error.message());
  std::ranges::sort(names);
  return names;
}

auto EmptyFolder(const std::string& folder) -> Result<void> {
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error) fs::create_directories(folder, error);
  if (error) return Trouble("empty", folder, error.message());
  return {};
}

}  // namespace ingot::bot
