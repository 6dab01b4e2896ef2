// One connection to an SQLite file, used by one thread at a time.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <ingot/rt/database.hpp>

#include "store/database.hpp"
#include "store/sqlite/errors.hpp"
#include "store/sqlite/slow-statements.hpp"
#include "store/sqlite/statement-cache.hpp"

namespace ingot::rt::store::sqlite {

enum class Access : std::uint8_t { readOnly, readWrite };

struct ConnectionOptions {
  std::string path;  // ":memory:": none
  Access access = Access::readWrite;
  bool syncFull = true;
  std::int64_t statementTimeoutMs = 0;  // 0: none
  std::shared_ptr<const SecretKeys> secretKeys = {};
};

class Connection final : public Session {
 public:
  // Throws std::runtime_error with the path when the file cannot be opened or is no database.
  explicit Connection(const ConnectionOptions& options);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Later with each call.
  [[nodiscard]] Timestamp now() override;
  void stampCascades() override;
  // Before a COMMIT: what `now` gave last, for the next process and for triggers.
  void keepStamp();
  std::int64_t run(std::string_view sql, const Params& params, RowReader reader, const Table* table = nullptr,
                   std::span<const std::string_view> assigned = {}) override;
  void runForIds(std::string_view before, std::span<const Uuid> ids, std::string_view after,
                 RowReader reader) override;

  // How a column compares texts: "BINARY", "NOCASE", ...
  [[nodiscard]] std::string collationOf(const std::string& table, const std::string& column) const;

  // From now on statements let others run when they have run for long; null: they do not.
  void beginTurn(Turns* turns);

  // BEGIN, COMMIT and their like: no values, no rows.
  void command(std::string_view sql) { execute(Statement{sql}, Params()); }
  // Any number of statements in one text.
  void script(std::string_view sql);

  [[nodiscard]] bool inTransaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
  // Ends the open transaction, if SQLite did not end it already. Never throws.
  void rollback() noexcept;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  void checkpoint() noexcept;
  void configure(const ConnectionOptions& options);
  std::string pragma(const std::string& sql);  // what it answers
  [[nodiscard]] SqliteError lastError(int code) const;
  [[nodiscard]] bool exists(std::string_view table, const Params& id);
  void startClock();
  void refuseSlow(std::string_view sql, const Params& params);
  void afterRow();
  static int onProgress(void* self);
  [[nodiscard]] bool mayGoOn(std::int64_t nowMicros);

  std::shared_ptr<const SecretKeys> secretKeys_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::optional<StatementCache> statements_;
  std::int64_t timeoutMs_ = 0;
  Timestamp stamp_;
  bool stampKnown_ = false;  // read from the file
  bool stampKept_ = true;    // written to the file
  bool writes_ = false;
  std::int64_t deadline_ = INT64_MAX;  // of the running statement, microseconds of the steady clock
  Turns* turns_ = nullptr;
  std::int64_t turnEnds_ = 0;  // 0: it begins with the next statement
  bool refused_ = false;  // `turns_` did not let it go on
  bool cut_ = false;      // the running statement had no time left
  SlowStatements slow_;   // of a connection that writes: everybody waits for it
};

}  // namespace ingot::rt::store::sqlite
