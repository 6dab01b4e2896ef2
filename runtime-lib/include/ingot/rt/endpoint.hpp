// What the handlers of endpoints need beside models: inputs from a query and from headers, rows inside a transaction, and
// answers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/context.hpp>
#include <ingot/rt/http.hpp>
#include <ingot/rt/input.hpp>
#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/types.hpp>

namespace ingot::rt {

// Why a text is no value of a type: empty when it is one. Texts of queries and headers have no types of their own.
[[nodiscard]] ReadError readText(std::string_view text, std::string& out);
[[nodiscard]] ReadError readText(std::string_view text, bool& out);
[[nodiscard]] ReadError readText(std::string_view text, std::int64_t& out);  // within +-(2^53 - 1)
[[nodiscard]] ReadError readText(std::string_view text, double& out);
[[nodiscard]] ReadError readText(std::string_view text, BigInt& out);
[[nodiscard]] ReadError readText(std::string_view text, Uuid& out);
[[nodiscard]] ReadError readText(std::string_view text, Date& out);
[[nodiscard]] ReadError readText(std::string_view text, TimeOfDay& out);
[[nodiscard]] ReadError readText(std::string_view text, Timestamp& out);
[[nodiscard]] ReadError readText(std::string_view text, Duration& out);
[[nodiscard]] ReadError readText(std::string_view text, Bytes& out);
[[nodiscard]] ReadError readDecimalText(std::string_view text, int scale, std::int64_t& unscaled);
[[nodiscard]] ReadError readClosedText(std::string_view text, std::span<const std::string_view> texts, std::size_t& index);
template <int Scale>
[[nodiscard]] ReadError readText(std::string_view text, Decimal<Scale>& out) {
  return readDecimalText(text, Scale, out.unscaled);
}
template <ClosedText E>
[[nodiscard]] ReadError readText(std::string_view text, E& out) {
  std::size_t index = 0;
  if (ReadError error = readClosedText(text, E::texts, index)) return error;
  out.index = static_cast<decltype(out.index)>(index);
  return {};
}

// Reads the parameters of a query, each at most once. Their problems have the path `query.name`.
class QueryReader {
 public:
  QueryReader(const Request& request, Checks& checks) : request_(request), checks_(checks) {}

  template <typename T>
  void field(std::string_view name, Input<T>& input) {
    const std::string* text = find(name);
    if (text == nullptr) return;
    T value{};
    if (ReadError error = readText(*text, value)) return refuse(name, std::move(error));
    input.set(std::move(value));
  }
  // Call it last: names every parameter that no call above asked for.
  void finish();

 private:
  [[nodiscard]] const std::string* find(std::string_view name);
  void refuse(std::string_view name, ReadError error);

  const Request& request_;
  Checks& checks_;
  std::vector<std::string_view> known_;
};

// A header as an input; its problems have the path `header.name`. An empty one counts as absent.
[[nodiscard]] std::optional<std::string_view> headerInput(const Request& request, std::string_view name, std::string_view path, Checks& checks);
template <typename T>
void readHeader(const Request& request, std::string_view name, std::string_view path, Input<T>& input, Checks& checks) {
  const auto text = headerInput(request, name, path, checks);
  if (!text) return;
  T value{};
  if (ReadError error = readText(*text, value)) return checks.add(path, error.code, std::move(error.message));
  input.set(std::move(value));
}

// For an endpoint without inputs: what a query says would be ignored. Throws Failure 422.
void refuseQuery(const Request& request);

// The JSON body of a request that need not have one: without a body every field of it is absent.
[[nodiscard]] std::string optionalJsonBody(const Request& request);

// The row that the path names. Throws Failure 404 naming the model.
template <typename T>
[[nodiscard]] T pathRow(Session& session, const Table& table, std::string_view model, const Uuid& id) {
  Select select(table);
  select.where("id", id);
  std::optional<T> found;
  select.run(session, [&](const Row& row) { readRow(row, found.emplace()); });
  if (!found) throw notFound(model);
  return std::move(*found);
}

// The same where nothing of the row is asked for but that it is there.
void requireRow(Session& session, const Table& table, std::string_view model, const Uuid& id);
// The row that an input refers to, if it does. Throws Failure 422 naming the input.
void requireReference(Session& session, const Table& table, std::string_view path, const Input<Uuid>& id);

// A new row; what the input leaves out is filled, and every rule of the model holds. Throws Failure 422, 409.
template <typename T>
T createRow(Session& session, typename T::Input input, Timestamp now) {
  fillDefaults(input, Write::create, now);
  Checks checks(Write::create);
  check(input, checks);
  checks.finish();
  return insertRow(session, input);
}

// The same with a statement that changes the row which is there already in its place.
template <typename T>
T upsertRow(Session& session, const Statement& statement, const Table& table, typename T::Input input, Timestamp now) {
  fillDefaults(input, Write::create, now);
  Checks checks(Write::create);
  check(input, checks);
  checks.finish();
  return session.first<T>(statement, rowValues(session, input), &table).value();
}

// Holds changed values against the rules of the model. Throws Failure 422.
template <typename Values>
void checkChanges(const Values& changes) {
  Checks checks(Write::patch);
  check(changes, checks);
  checks.finish();
}

// The one value of a statement that asks for one.
template <typename T>
[[nodiscard]] T valueOf(Session& session, const Statement& statement, const Params& params) {
  T value{};
  session.run(statement.in(session.dialect()), params, [&](const Row& row) { row.read(value); });
  return value;
}

// Deletes rows of which some may go with others that they refer to; returns how many there were. SQLite counts only those whose turn came.
inline std::int64_t removeCounted(Session& session, const Statement& count, const Statement& removal, const Params& params, const Table& table) {
  if (session.dialect() == Dialect::postgres) return session.execute(removal, params, &table);
  const auto matched = valueOf<std::int64_t>(session, count, params);
  session.execute(removal, params, &table);
  return matched;
}

// A row that counts what is read of it: what is kept in memory has a bound.
class CountedRow final : public Row {
 public:
  CountedRow(const Row& row, std::size_t& left) : row_(row), left_(left) {}
  [[nodiscard]] bool isNull(int column) const override { return row_.isNull(column); }
  [[nodiscard]] std::int64_t integer(int column) const override { return row_.integer(column); }
  [[nodiscard]] double real(int column) const override { return row_.real(column); }
  [[nodiscard]] std::string_view text(int column) const override;  // Failure 400 when it is too much
  [[nodiscard]] Uuid uuid(int column) const override { return row_.uuid(column); }
  [[nodiscard]] std::int64_t decimal(int column, int scale) const override { return row_.decimal(column, scale); }

 private:
  const Row& row_;
  std::size_t& left_;
};

// All rows of a statement that has a LIMIT. Throws Failure 400 when their texts have more than `mostBytes`.
template <typename T>
[[nodiscard]] std::vector<T> allRows(Session& session, const Statement& statement, const Params& params, std::size_t mostBytes) {
  std::vector<T> rows;
  session.run(statement.in(session.dialect()), params, [&](const Row& row) { readRow(CountedRow(row, mostBytes), rows.emplace_back()); });
  return rows;
}

// A column of a row that may not be there.
template <typename T, typename M>
[[nodiscard]] std::optional<M> columnOf(const std::optional<T>& row, M T::*member) {
  return row ? std::optional<M>((*row).*member) : std::nullopt;
}
template <typename T, typename M>
[[nodiscard]] std::optional<M> columnOf(const std::optional<T>& row, std::optional<M> T::*member) {
  return row ? (*row).*member : std::nullopt;
}

// A value of any kind: a row is an object, rows are an array.
template <typename T>
void writeValue(JsonWriter& json, const T& value) {
  if constexpr (requires { writeMembers(json, value); }) {
    json.beginObject();
    writeMembers(json, value);
    json.endObject();
  } else {
    json.value(value);
  }
}
template <typename T>
void writeValue(JsonWriter& json, const std::optional<T>& value) {
  value ? writeValue(json, *value) : json.value(nullptr);
}
template <typename T>
void writeValue(JsonWriter& json, const std::vector<T>& rows) {
  json.beginArray();
  for (const T& row : rows) writeValue(json, row);
  json.endArray();
}

// An answer with a value alone, and one with members that a JsonWriter holds. A GET is answered with a weak entity tag, or
// 304 when the client has it. Throws Failure 400 when the answer is larger than it may be.
[[nodiscard]] Response answer(const Context& context, const Request& request, int status, JsonWriter json);
template <typename T>
[[nodiscard]] Response answer(const Context& context, const Request& request, int status, const T& value) {
  JsonWriter json;
  writeValue(json, value);
  return answer(context, request, status, std::move(json));
}
template <typename T>
void writeMember(JsonWriter& json, std::string_view name, const T& value) {
  json.name(name);
  writeValue(json, value);
}

}  // namespace ingot::rt
