#include "file/descriptor.hpp"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <ingot/rt/problem.hpp>

namespace ingot::rt::file {
namespace {

std::string words(int error) { return std::generic_category().message(error); }

}  // namespace

void fail(const std::string& what, int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    throw std::move(Failure(507, "storage_full", "there is no room for the file").cause(what + ": " + words(error)));
  if (error == EMFILE || error == ENFILE)
    throw std::move(Failure(503, "overloaded", "the service has too many files open").cause(what + ": " + words(error)));
  throw std::runtime_error(what + ": " + words(error));
}

int Descriptor::close() {
  if (native_ < 0) return 0;
  return ::close(std::exchange(native_, -1)) == 0 ? 0 : errno;
}

void Descriptor::write(std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(native_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot write " + path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::size_t Descriptor::read(std::span<char> into, std::int64_t offset, const std::string& path) const {
  while (!into.empty()) {
    const ssize_t count = ::pread(native_, into.data(), into.size(), offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("cannot read " + path, errno);
    return static_cast<std::size_t>(count);
  }
  return 0;
}

void useFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || ::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    throw std::runtime_error("FILES_DIR " + folder + " cannot be used: " + (error ? error.message() : words(errno)));
}

}  // namespace ingot::rt::file
