#include "bot/base/durable.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace ingot::bot {
namespace {

auto WriteAll(int file, std::string_view bytes) -> bool {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

}  // namespace

auto WriteDurably(const std::string& path, std::string_view bytes) -> tl::expected<void, std::string> {
  const std::string beside = path + ".new";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  bool written = file >= 0 && WriteAll(file, bytes) && ::fsync(file) == 0;
  const int mistake = errno;
  if (file >= 0) ::close(file);
  errno = mistake;
  written = written && ::rename(beside.c_str(), path.c_str()) == 0;
  if (!written) {
    const std::string why = std::generic_category().message(errno);
    ::unlink(beside.c_str());
    return tl::unexpected("cannot write " + path + ": " + why);
  }
  const int folder = ::open(path.substr(0, path.rfind('/') + 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

auto ReadSmall(const std::string& path, size_t most) -> std::optional<std::string> {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return std::nullopt;
  std::string bytes(most + 1, '\0');
  size_t size = 0;
  for (;;) {
    const ssize_t count = ::read(file, bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count > 0) size += static_cast<size_t>(count);
    if (count > 0 && size < bytes.size()) continue;
    ::close(file);
    if (count < 0 || size > most) return std::nullopt;
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
  }
}

}  // namespace ingot::bot
