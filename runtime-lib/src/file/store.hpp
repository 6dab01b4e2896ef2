// Where the bytes of files lie: written once under a key, read, removed. All of it blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ingot::rt::file {

// A file that is being written. Until `finish` has returned, nobody can read it; what was not finished is removed.
class Sink {
 public:
  virtual ~Sink() = default;
  // Throws Failure 507 when there is no room, as `finish` does; a store elsewhere throws 503 when it cannot be reached.
  virtual void write(std::string_view bytes) = 0;
  // Afterwards it survives a loss of power. `sha256` in hexadecimal digits.
  virtual void finish(std::string_view sha256) = 0;
};

// A file that is being read.
class Source {
 public:
  virtual ~Source() = default;
  // At least one byte; 0 at the end.
  [[nodiscard]] virtual std::size_t read(std::span<char> into) = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  [[nodiscard]] virtual std::unique_ptr<Sink> create(const std::string& key) = 0;
  // From this byte on, `length` bytes at most. Null when there is none.
  [[nodiscard]] virtual std::unique_ptr<Source> open(const std::string& key, std::int64_t offset, std::int64_t length) = 0;
  // What is not there is removed already; also what was begun under the key and never finished.
  virtual void remove(const std::string& key) = 0;
  // How many calls it does as quickly as one.
  [[nodiscard]] virtual std::size_t callsAtOnce() const = 0;
};

}  // namespace ingot::rt::file
