// An open file of this machine, and what it means when one cannot be used.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ingot::rt::file {

// Failure 507 when there is no room, 503 when too many files are open, otherwise std::runtime_error. `error` is an errno.
[[noreturn]] void fail(const std::string& what, int error);

class Descriptor {
 public:
  explicit Descriptor(int native = -1) : native_(native) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return native_; }
  // 0, or what went wrong, an errno: some file systems tell only now that there was no room.
  int close();

  // All of it, or `fail`; `path` is for the message.
  void write(std::string_view bytes, const std::string& path);
  // What lies at the offset, at least one byte; 0 at the end.
  [[nodiscard]] std::size_t read(std::span<char> into, std::int64_t offset, const std::string& path) const;

 private:
  int native_;
};

// Makes the folder with those above it. Throws std::runtime_error, with the name of the variable, when it cannot be used.
void useFolder(const std::string& folder);

}  // namespace ingot::rt::file
