// Rows and statements, without a word about which database answers them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt {

class SecretKeys;

// A column of a table: its name in the database, the field that clients know, and the table that a reference points to.
struct Column {
  std::string_view name;
  std::string_view field;
  std::string_view references = {};
};

// What the runtime must know of a table to write statements about it, and to turn a violated constraint into an error
// that names the field.
struct Table {
  std::string_view name;
  std::string_view list;  // the names of its columns, as SELECT and RETURNING write them
  std::span<const Column> columns;
  std::span<const RowRule> rules = {};
};

// The values bound to `$1`, `$2`, ... of a statement. Texts are not copied and must outlive the statement's run, but a
// temporary one is kept.
class Params {
 public:
  Params() { values_.reserve(16); }
  template <typename... Ts>
    requires(sizeof...(Ts) != 1 || !(std::is_same_v<std::remove_cvref_t<Ts>, Params> && ...))
  explicit Params(Ts&&... values) : Params() {
    (add(std::forward<Ts>(values)), ...);
  }

  struct Value {
    enum class Kind : std::uint8_t { null, boolean, integer, decimal, date, timeOfDay, timestamp, real, text, json, bytes, uuid };
    Kind kind = Kind::null;
    int scale = 0;             // of a decimal
    std::int64_t integer = 0;  // boolean, integer, decimal (unscaled), date (days), timeOfDay and timestamp (microseconds)
    double real = 0;
    std::string_view bytes;  // text, json, bytes
    Uuid uuid;
  };

  void add(std::nullopt_t) { values_.emplace_back(); }
  void add(bool value) { addInteger(Value::Kind::boolean, value ? 1 : 0); }
  void add(std::int64_t value) { addInteger(Value::Kind::integer, value); }
  void add(double value);
  void add(std::string_view value);
  void add(const std::string& value) { add(std::string_view(value)); }
  void add(std::string&& value);
  void add(const char* value) { add(std::string_view(value)); }
  void add(const Uuid& value);
  void add(BigInt value) { addInteger(Value::Kind::integer, value.value); }
  void add(Date value) { addInteger(Value::Kind::date, value.days); }
  void add(TimeOfDay value) { addInteger(Value::Kind::timeOfDay, value.micros); }
  void add(Timestamp value) { addInteger(Value::Kind::timestamp, value.micros); }
  void add(Duration value) { addInteger(Value::Kind::integer, value.micros); }
  void replace(std::size_t at, std::string&& text);  // value number `at`, from 0
  void add(const Json& value);
  void add(Json&& value);
  template <typename T>
  void add(const std::vector<T>& items) {  // as the text of an array
    JsonWriter json;
    json.value(items);
    add(Json{json.take()});
  }
  template <MemberedValue T>
  void add(const T& value) {  // as the text of an object
    JsonWriter json;
    json.value(value);
    add(Json{json.take()});
  }
  void add(const Bytes& value);
  void add(Bytes&& value);
  void add(const Password& value) { add(value.hash()); }  // throws std::logic_error of one that is not hashed
  void add(Password&& value) { add(std::string(value.hash())); }
  template <int Scale>
  void add(Decimal<Scale> value) {
    addDecimal(value.unscaled, Scale);
  }
  void addDecimal(std::int64_t unscaled, int scale);
  template <ClosedText E>
  void add(E value) {
    add(text(value));
  }
  template <typename T>
  void add(const std::optional<T>& value) {
    value ? add(*value) : add(std::nullopt);
  }
  template <typename T>
  void add(std::optional<T>&& value) {
    value ? add(*std::move(value)) : add(std::nullopt);
  }
  template <typename T>
  void add(const Input<T>& value) {
    value.hasValue() ? add(*value) : add(std::nullopt);
  }
  template <typename T>
  void add(Input<T>&& value) {
    value.hasValue() ? add(T(*value)) : add(std::nullopt);
  }

  [[nodiscard]] std::span<const Value> values() const { return values_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  void addInteger(Value::Kind kind, std::int64_t value);
  void addBytes(Value::Kind kind, std::string_view bytes);
  std::string_view keep(std::string&& text);
  std::vector<Value> values_;
  std::vector<std::shared_ptr<const std::string>> kept_;
};

// One row of a result, while it is being read. Columns are read from left to right.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool isNull(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;  // of bytes too; valid until the next row
  [[nodiscard]] virtual Uuid uuid(int column) const = 0;
  // Unscaled. Not every database stores it so.
  [[nodiscard]] virtual std::int64_t decimal(int column, [[maybe_unused]] int scale) const { return integer(column); }

  // Reads the columns of the row into `values`, in order.
  template <typename... Ts>
  void read(Ts&... values) const {
    int column = 0;
    (getPresent(column++, values), ...);
  }

 private:
  // Where nothing is, a value that must be there is the empty one of its type: while programs of two releases use a table, the newer one writes
  // nothing into what it does not know.
  template <typename T>
  void getPresent(int column, T& out) const {
    isNull(column) ? void(out = T{}) : get(column, out);
  }
  template <typename T>
  void getPresent(int column, std::optional<T>& out) const {
    get(column, out);
  }
  void get(int column, bool& out) const { out = integer(column) != 0; }
  void get(int column, std::int64_t& out) const { out = integer(column); }
  void get(int column, double& out) const { out = real(column); }
  void get(int column, std::string& out) const { out = text(column); }
  void get(int column, Uuid& out) const { out = uuid(column); }
  void get(int column, BigInt& out) const { out.value = integer(column); }
  void get(int column, Date& out) const { out.days = static_cast<std::int32_t>(integer(column)); }
  void get(int column, TimeOfDay& out) const { out.micros = integer(column); }
  void get(int column, Timestamp& out) const { out.micros = integer(column); }
  void get(int column, Duration& out) const { out.micros = integer(column); }
  void get(int column, Bytes& out) const { out.data = text(column); }
  void get(int column, Json& out) const { out.text = text(column); }
  void get(int column, File& out) const;
  template <typename T>
  void get(int column, std::vector<T>& out) const {
    out = listOf<T>(text(column));
  }
  template <MemberedValue T>
  void get(int column, T& out) const {
    out = objectOf<T>(text(column));
  }
  template <int Scale>
  void get(int column, Decimal<Scale>& out) const {
    out.unscaled = decimal(column, Scale);
  }
  // A text that is none of these is a value that another release knows: it is read as nothing, or as the first one where there must be one.
  template <ClosedText E>
  void get(int column, E& out) const {
    if (!parse(text(column), out)) out = E{};
  }
  template <ClosedText E>
  void get(int column, std::optional<E>& out) const {
    E value{};
    out.reset();
    if (!isNull(column) && parse(text(column), value)) out = value;
  }
  template <typename T>
  void get(int column, std::optional<T>& out) const {
    if (isNull(column)) {
      out.reset();
    } else {
      get(column, out.emplace());
    }
  }
};

using RowReader = FunctionRef<void(const Row&)>;

enum class Dialect : std::uint8_t { sqlite, postgres };

// A statement of constant text, the same for both databases unless one of its own is given for PostgreSQL. Placeholders
// `$1`, `$2`, ... first appear in that order.
struct Statement {
  std::string_view text;
  std::string_view postgres = {};
  [[nodiscard]] constexpr std::string_view in(Dialect dialect) const {
    return dialect == Dialect::postgres && !postgres.empty() ? postgres : text;
  }
};

// A connection for the time of one read or one transaction. Statements are prepared once per connection.
// Errors: Failure for what a client can mend (409, 422), std::runtime_error for the rest.
class Session {
 public:
  virtual ~Session() = default;
  [[nodiscard]] virtual Dialect dialect() const { return Dialect::sqlite; }
  // What seals and opens the secrets of rows; null in an app that has none.
  [[nodiscard]] const SecretKeys* secretKeys() const { return secretKeys_; }
  // When the rows that are written now are written: never before the rows of an earlier commit, so that a client that
  // asks for what changed since the last row it saw misses none.
  [[nodiscard]] virtual Timestamp now() = 0;
  // The same for rows that the database changes by itself in this session, when what they refer to is deleted.
  virtual void stampCascades() = 0;
  // Runs a statement, hands each row to `reader`, and returns the number of rows changed.
  // `table` names the fields in errors about violated constraints; the values of an INSERT follow its columns, those of
  // an UPDATE begin with the columns in `assigned`.
  virtual std::int64_t run(std::string_view sql, const Params& params, RowReader reader, const Table* table = nullptr,
                           std::span<const std::string_view> assigned = {}) = 0;

  // Runs `before` + a set of ids + `after`, for example "... WHERE id IN " and " ORDER BY id". No ids: no rows, no statement.
  virtual void runForIds(std::string_view before, std::span<const Uuid> ids, std::string_view after, RowReader reader) = 0;

  std::int64_t execute(const Statement& statement, const Params& params, const Table* table = nullptr,
                       std::span<const std::string_view> assigned = {}) {
    return run(statement.in(dialect()), params, [](const Row&) {}, table, assigned);
  }
  // The first row, read by `readRow(row, T&)`, which emitted code defines next to each model.
  template <typename T>
  std::optional<T> first(const Statement& statement, const Params& params, const Table* table = nullptr,
                         std::span<const std::string_view> assigned = {}) {
    std::optional<T> found;
    const auto keep = [&](const Row& row) { if (!found) readRow(row, found.emplace()); };
    run(statement.in(dialect()), params, keep, table, assigned);
    return found;
  }

 protected:
  explicit Session(const SecretKeys* secretKeys = nullptr) : secretKeys_(secretKeys) {}

 private:
  const SecretKeys* secretKeys_;
};

// The WHERE of a statement about one row: columns that must equal values. All texts are constants of emitted code.
class RowMatch {
 public:
  template <typename T>
  void where(std::string_view column, T&& value) {
    match(column);
    params_.add(std::forward<T>(value));
  }

 protected:
  explicit RowMatch(const Table& table) : table_(table) {}
  void match(std::string_view column);

  const Table& table_;
  std::string conditions_;
  Params params_;
};

// The SELECT of one row.
class Select : public RowMatch {
 public:
  explicit Select(const Table& table) : RowMatch(table) {}
  // The row of `other` that `column` refers to comes behind it, or nulls in its place.
  void join(const Table& other, std::string_view column);
  // Nobody else changes the row before the transaction ends.
  void lock() { locked_ = true; }
  // False when no row matched.
  bool run(Session& session, RowReader reader) const;

 private:
  std::string columns_;  // of the tables joined
  std::string joins_;
  int joined_ = 0;
  bool locked_ = false;
};

// An UPDATE of one row that sets only what the client gave. Call `set` for every column before `where`.
class Update : public RowMatch {
 public:
  explicit Update(const Table& table) : RowMatch(table) {}
  // An input that was not given sets nothing.
  template <typename T>
  void set(std::string_view column, T&& value) {
    if constexpr (requires { value.given(); }) {
      if (!value.given()) return;
    }
    assign(column);
    params_.add(std::forward<T>(value));
  }
  // `UPDATE t SET ..., row_version = row_version + 1 WHERE ... RETURNING ...`; false when no row matched.
  [[nodiscard]] bool run(Session& session, RowReader reader) const;
  [[nodiscard]] std::string sql() const;
  // The columns that are set, in the order of their parameters.
  [[nodiscard]] const std::vector<std::string_view>& assigned() const { return assigned_; }

 private:
  void assign(std::string_view column);
  std::string assignments_;
  std::vector<std::string_view> assigned_;
};

// A DELETE of one row.
class Delete : public RowMatch {
 public:
  explicit Delete(const Table& table) : RowMatch(table) {}
  // False when no row matched.
  [[nodiscard]] bool run(Session& session) const;
};

}  // namespace ingot::rt
