#include "store/sqlite/sqlite-database.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <system_error>

#include "store/sqlite/migrations.hpp"
#include "store/sqlite/process-lock.hpp"
#include "store/sqlite/readers.hpp"
#include "store/sqlite/writer.hpp"

namespace ingot::rt::store::sqlite {
namespace {

constexpr std::string_view kScheme = "sqlite:";

// Makes the file of a new database for its owner's eyes only; SQLite gives the files beside it the same mode.
// The mode of a file that exists is somebody's decision.
struct PrivateFile {
  explicit PrivateFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) ::close(file);  // what cannot be made here, SQLite complains of
  }
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const ConnectionOptions& connection, const Options& options)
      : connection_(connection),
        lock_(connection.path),
        private_(connection.path),
        writer_(connection, options.maxQueuedWrites),
        readers_(connection, options.readers) {}

  void read(FunctionRef<void(Session&)> work, Turns* turns) override { readers_.read(work, turns); }
  void write(FunctionRef<void(Session&)> work, WriteListener& listener) override {
    writer_.write(work, listener);
  }
  [[nodiscard]] std::size_t queuedWrites() const override { return writer_.queued(); }

  [[nodiscard]] bool ready(std::string& why) override {
    try {
      readers_.read([](Session& session) { session.execute(Statement{"SELECT 1 FROM sqlite_schema LIMIT 1"}, Params()); }, nullptr);
      return true;
    } catch (const std::exception& error) {
      why = error.what();
      return false;
    }
  }

  // Other processes are kept out by `lock_`; a migration may take its time.
  [[nodiscard]] std::unique_ptr<Migrator> migrator(std::span<const Migration> migrations, MigrationListener) override {
    ConnectionOptions options = connection_;
    options.statementTimeoutMs = 0;
    return std::make_unique<Migrations>(options, migrations);
  }

 private:
  ConnectionOptions connection_;
  ProcessLock lock_;
  PrivateFile private_;    // before SQLite makes it
  Writer writer_;  // opens the file first: it creates it
  Readers readers_;
};

std::string pathOf(std::string_view url) {
  std::string_view path = url.substr(kScheme.size());
  if (path.starts_with("///")) path.remove_prefix(2);
  if (path.empty() || path.starts_with(":"))
    throw std::runtime_error("DATABASE_URL names no file; it should look like sqlite:data/app.db");
  return std::string(path);
}

void makeFolderOf(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw std::runtime_error("cannot make the folder " + folder.string() + ": " + error.message());
}

void configureLibrary() {
  static std::once_flag once;
  // The statistics cost a lock for each allocation. Too late is no harm: then they stay on.
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

}  // namespace

std::unique_ptr<Database> open(const Options& options) {
  configureLibrary();
  ConnectionOptions connection;
  connection.path = pathOf(options.url);
  connection.syncFull = options.syncFull;
  connection.statementTimeoutMs = options.statementTimeoutMs;
  connection.secretKeys = options.secretKeys;
  makeFolderOf(connection.path);
  return std::make_unique<SqliteDatabase>(connection, options);
}

}  // namespace ingot::rt::store::sqlite
