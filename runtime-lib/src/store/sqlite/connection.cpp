#include "store/sqlite/connection.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "store/id-set.hpp"

namespace ingot::rt::store::sqlite {
namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr int kCheckpointTimeoutMs = 200;
constexpr int kStepsPerProgress = 4000;  // virtual machine instructions between two looks at the clock

constexpr std::int64_t kTurnMicros = 2'000;  // that a read runs before others of its thread do

std::int64_t steadyMicros() {
  using std::chrono::microseconds;
  return std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Failure tooManySlowReads() {
  return Failure(503, "overloaded", "too many slow reads").header("Retry-After", "1");
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool isNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] double real(int column) const override { return sqlite3_column_double(statement_, column); }
  [[nodiscard]] std::string_view text(int column) const override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  [[nodiscard]] Uuid uuid(int column) const override {
    Uuid id;
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    if (bytes == nullptr || sqlite3_column_bytes(statement_, column) != static_cast<int>(id.bytes.size())) {
      throw std::runtime_error("column " + std::to_string(column) + " of a result holds no uuid");
    }
    std::copy_n(bytes, id.bytes.size(), id.bytes.begin());
    return id;
  }

 private:
  sqlite3_stmt* statement_;
};

int bindOne(sqlite3_stmt* statement, int position, const Params::Value& value) {
  using Kind = Params::Value::Kind;
  switch (value.kind) {
    case Kind::null: return sqlite3_bind_null(statement, position);
    case Kind::boolean:
    case Kind::integer:
    case Kind::decimal:
    case Kind::date:
    case Kind::timeOfDay:
    case Kind::timestamp: return sqlite3_bind_int64(statement, position, value.integer);
    case Kind::real: return sqlite3_bind_double(statement, position, value.real);
    case Kind::text:
    case Kind::json: {
      const char* bytes =
          value.bytes.data() != nullptr ? value.bytes.data() : "";  // a null pointer would bind NULL
      return sqlite3_bind_text64(statement, position, bytes, value.bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    case Kind::bytes:
      if (value.bytes.empty()) return sqlite3_bind_zeroblob(statement, position, 0);
      return sqlite3_bind_blob64(statement, position, value.bytes.data(), value.bytes.size(), SQLITE_STATIC);
    case Kind::uuid:
      return sqlite3_bind_blob(statement, position, value.uuid.bytes.data(),
                               static_cast<int>(value.uuid.bytes.size()), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

void bindAll(sqlite3_stmt* statement, const Params& params, std::string_view sql) {
  const auto values = params.values();
  const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement));
  if (values.size() != wanted) {
    throw std::runtime_error("a statement with " + std::to_string(wanted) + " placeholders got " +
                             std::to_string(values.size()) + " values: " + std::string(sql));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int code = bindOne(statement, static_cast<int>(i + 1), values[i]);
    if (code == SQLITE_TOOBIG) throw Failure(413, "too_large", "a value is too large to be stored");
    if (code != SQLITE_OK)
      throw std::runtime_error("SQLite cannot bind a value: " + std::string(sqlite3_errstr(code)));
  }
}

}  // namespace

Connection::Connection(const ConnectionOptions& options) : Session(options.secretKeys.get()), secretKeys_(options.secretKeys) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  if (options.access == Access::readWrite) flags |= SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(options.path.c_str(), &handle, flags, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) {
    const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    throw std::runtime_error("cannot open the database " + options.path + ": " + why);
  }
  try {
    configure(options);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error("cannot use the database " + options.path + ": " + error.what());
  }
  statements_.emplace(handle);
  timeoutMs_ = options.statementTimeoutMs;
  writes_ = options.access == Access::readWrite;
  if (timeoutMs_ > 0 || options.access == Access::readOnly)
    sqlite3_progress_handler(handle, kStepsPerProgress, &Connection::onProgress, this);
}

Connection::~Connection() {
  statements_.reset();
  if (writes_) checkpoint();
}

// SQLite does this by itself when the last connection to the file closes; but a backup or a shell may have it
// open, and then the write-ahead log would stay as long as it was. Does what it can without waiting for them.
void Connection::checkpoint() noexcept {
  sqlite3_progress_handler(handle_.get(), 0, nullptr, nullptr);
  sqlite3_busy_timeout(handle_.get(), kCheckpointTimeoutMs);
  sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void Connection::configure(const ConnectionOptions& options) {
  sqlite3* handle = handle_.get();
  const auto configure = [handle](int what, int value) { sqlite3_db_config(handle, what, value, nullptr); };
  configure(SQLITE_DBCONFIG_DQS_DML, 0);  // "name" is a column or an error, never a text
  configure(SQLITE_DBCONFIG_DQS_DDL, 0);
  configure(SQLITE_DBCONFIG_DEFENSIVE, 1);
  // Triggers of a writer put words into tables of FTS5, which SQLite does not count among the harmless before 3.41.
  configure(SQLITE_DBCONFIG_TRUSTED_SCHEMA, options.access == Access::readWrite ? 1 : 0);
  configure(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  if (options.access == Access::readWrite) {
    if (pragma("PRAGMA journal_mode = WAL") != "wal" && options.path != ":memory:")
      throw std::runtime_error("its file system cannot do WAL");
    pragma("PRAGMA journal_size_limit = 67108864");
  } else {
    pragma("PRAGMA query_only = ON");
  }
  pragma(options.syncFull ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  pragma("PRAGMA cache_size = -2048");  // KiB
  pragma("PRAGMA temp_store = MEMORY");
}

std::string Connection::pragma(const std::string& sql) {
  std::string answer;
  const auto keep = [](void* into, int, char** texts, char**) {
    *static_cast<std::string*>(into) = texts[0] != nullptr ? texts[0] : "";
    return 0;
  };
  char* message = nullptr;
  if (sqlite3_exec(handle_.get(), sql.c_str(), keep, &answer, &message) == SQLITE_OK) return answer;
  const std::string why = message != nullptr ? message : "unknown error";
  sqlite3_free(message);
  throw std::runtime_error(why);
}

SqliteError Connection::lastError(int code) const { return {code, sqlite3_errmsg(handle_.get())}; }

// One connection writes, so its stamps are in the order of its commits, also when the clock of the system goes back. The
// table ingot_clock has one row: the last stamp.
Timestamp Connection::now() {
  using std::chrono::microseconds;
  if (!stampKnown_) {
    run("SELECT micros FROM ingot_clock", Params(), [this](const Row& row) { row.read(stamp_); });
    stampKnown_ = true;
  }
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  stamp_.micros = std::max<std::int64_t>(std::chrono::duration_cast<microseconds>(clock).count(), stamp_.micros + 1);
  stampKept_ = false;
  return stamp_;
}

// Triggers on references that become null read the table.
void Connection::stampCascades() {
  (void)now();
  keepStamp();
}

void Connection::keepStamp() {
  if (stampKept_) return;
  execute(Statement{"UPDATE ingot_clock SET micros = $1"}, Params(stamp_));
  stampKept_ = true;
}

std::int64_t Connection::run(std::string_view sql, const Params& params, RowReader reader, const Table* table,
                             std::span<const std::string_view> assigned) {
  const auto lease = statements_->take(sql);
  sqlite3_stmt* statement = lease.get();
  bindAll(statement, params, sql);
  if (writes_) refuseSlow(sql, params);
  startClock();
  const SqliteRow row(statement);
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    reader(row);
    afterRow();
  }
  if (code == SQLITE_DONE)
    return sqlite3_stmt_readonly(statement) != 0 ? 0 : sqlite3_changes64(handle_.get());
  if (std::exchange(refused_, false)) throw tooManySlowReads();
  const SqliteError error = lastError(code);
  const bool mayBeRefused = params.size() > 0 || sqlite3_stmt_readonly(statement) == 0;  // no COMMIT
  if (writes_ && std::exchange(cut_, false) && mayBeRefused) slow_.remember(sql, params, steadyMicros());
  sqlite3_reset(statement);
  fail(error, {sql, params, table, assigned},
       [this](std::string_view target, const Params& id) { return exists(target, id); });
}

void Connection::runForIds(std::string_view before, std::span<const Uuid> ids, std::string_view after,
                           RowReader reader) {
  if (ids.empty()) return;
  const IdSet set(before, ids, after);
  run(set.sql, set.params, reader);
}

bool Connection::exists(std::string_view table, const Params& id) {
  bool found = false;
  run("SELECT 1 FROM " + std::string(table) + " WHERE id = $1", id, [&found](const Row&) { found = true; });
  return found;
}

std::string Connection::collationOf(const std::string& table, const std::string& column) const {
  const char* collation = nullptr;
  const int code = sqlite3_table_column_metadata(handle_.get(), "main", table.c_str(), column.c_str(), nullptr, &collation,
                                                 nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw std::runtime_error(lastError(code).message);
  return collation;
}

void Connection::script(std::string_view sql) {
  const Params none;
  while (!sql.empty()) {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    int code = sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, &tail);
    while (code == SQLITE_OK && statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
    }
    if (statement != nullptr) code = sqlite3_reset(statement);
    const SqliteError error = lastError(code);
    sqlite3_finalize(statement);
    if (code != SQLITE_OK) throw std::runtime_error(error.message);
    sql.remove_prefix(static_cast<std::size_t>(tail - sql.data()));
  }
}

void Connection::rollback() noexcept {
  if (inTransaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::beginTurn(Turns* turns) {
  turns_ = turns;
  turnEnds_ = 0;
  refused_ = false;
}

// Who asks for the same again soon shall not hold all writes up again.
void Connection::refuseSlow(std::string_view sql, const Params& params) {
  if (slow_.isEmpty() || !slow_.has(sql, params, steadyMicros())) return;
  throw std::move(Failure(503, "overloaded", "the database took too long for this a moment ago")
                      .header("Retry-After", std::to_string(SlowStatements::kSeconds)));
}

// Many short statements make a long read too, so the beginning of each is a place to let others run.
void Connection::startClock() {
  if (timeoutMs_ <= 0 && turns_ == nullptr) return;
  const std::int64_t now = steadyMicros();
  cut_ = false;
  deadline_ = timeoutMs_ > 0 ? now + timeoutMs_ * 1'000 : INT64_MAX;
  if (turnEnds_ == 0) turnEnds_ = now + kTurnMicros;
  if (mayGoOn(now)) return;
  refused_ = false;
  throw tooManySlowReads();
}

// A large row takes few instructions and much time: to fetch it, and in its reader.
void Connection::afterRow() {
  if (turns_ == nullptr || mayGoOn(steadyMicros())) return;
  refused_ = false;
  throw tooManySlowReads();
}

int Connection::onProgress(void* self) {
  auto& connection = *static_cast<Connection*>(self);
  const std::int64_t now = steadyMicros();
  if (now > connection.deadline_) connection.cut_ = true;
  return connection.cut_ || !connection.mayGoOn(now) ? 1 : 0;
}

// The connection belongs to this read and SQLite holds no lock between two instructions, so the thread may do
// something else in the middle of a statement. The time of the statement goes on.
bool Connection::mayGoOn(std::int64_t nowMicros) {
  if (turns_ == nullptr || nowMicros < turnEnds_) return true;
  refused_ = !turns_->yield();
  turnEnds_ = steadyMicros() + kTurnMicros;
  return !refused_;
}

}  // namespace ingot::rt::store::sqlite
