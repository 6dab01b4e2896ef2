// Files of rows: what a row keeps of one, the routes of one, and what an app with files links.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <ingot/rt/types.hpp>

namespace ingot::rt {

namespace file {
class Store;
}
namespace service {
class Log;
}
namespace store {
class Database;
}

// A file that a row has: its bytes lie in a store under `key`, this is all that the row knows of them.
struct File {
  std::string key;  // 32 hexadecimal digits; never told to clients
  std::int64_t size = 0;
  std::string sha256;  // 64 hexadecimal digits
  Timestamp uploadedAt;
  std::string type;  // media type without parameters, in lower case
  std::string name;  // for people; no folders, no control characters
  friend bool operator==(const File&, const File&) = default;
};

inline constexpr std::size_t kFileKeyDigits = 32;

// The text of a column: key, size, digest, time in microseconds, type and name, with a space between them.
[[nodiscard]] std::string format(const File& file);
[[nodiscard]] bool parse(std::string_view text, File& out);

// A field of files; the texts are constants of emitted code.
struct FileSpec {
  std::string_view field;
  std::string_view column;
  std::int64_t maxBytes;
  std::span<const std::string_view> accept = {};  // "image/png", "image/*"; empty: any type
};

// Removes from the store what no row names any more, on a thread of its own, until it is destroyed.
class FileCollector {
 public:
  virtual ~FileCollector() = default;
};

// Where files are kept.
struct FilePlace {
  std::string folder;
  std::string url;  // of a bucket; empty: they lie in the folder
  std::string keyId;
  std::string secret;
};

// What an app with files links; an app without names it not.
struct FileSupport {
  // Makes the table in which the database remembers files that no row names. Safe from several processes.
  void (*prepare)(store::Database& database);
  // Throws std::runtime_error with a clear line when the place cannot be used.
  std::unique_ptr<file::Store> (*open)(const FilePlace& place);
  // Database, log and store outlive the collector.
  std::unique_ptr<FileCollector> (*start)(store::Database& database, service::Log& log, file::Store& store);
};
extern const FileSupport kFileSupport;

struct AppFiles {
  const FileSupport* support = nullptr;  // null: the app has no files
};

}  // namespace ingot::rt
