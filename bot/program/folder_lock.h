// Keeps a second bot from a folder.
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace ingot::bot {

class FolderLock {
 public:
  // The error is a sentence.
  static auto Take(const std::string& folder) -> tl::expected<FolderLock, std::string>;
  FolderLock(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  auto operator=(const FolderLock&) -> FolderLock& = delete;
  auto operator=(FolderLock&&) -> FolderLock& = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;
};

}  // namespace ingot::bot
