// The values of statements, and the statements about one row that are put together from constants.
#include <cmath>
#include <stdexcept>

#include <ingot/rt/database.hpp>

namespace ingot::rt {

void Params::add(double value) {
  if (std::isnan(value)) return add(std::nullopt);  // databases have no NaN
  Value& added = values_.emplace_back();
  added.kind = Value::Kind::real;
  added.real = value;
}

void Params::add(std::string_view value) { addBytes(Value::Kind::text, value); }

void Params::add(std::string&& value) { addBytes(Value::Kind::text, keep(std::move(value))); }

void Params::replace(std::size_t at, std::string&& text) {
  Value& value = values_.at(at);
  value = Value();
  value.kind = Value::Kind::text;
  value.bytes = keep(std::move(text));
}

void Params::add(const Json& value) { addBytes(Value::Kind::json, value.text); }

void Params::add(Json&& value) { addBytes(Value::Kind::json, keep(std::move(value.text))); }

void Params::add(const Bytes& value) { addBytes(Value::Kind::bytes, value.data); }

void Params::add(Bytes&& value) { addBytes(Value::Kind::bytes, keep(std::move(value.data))); }

void Params::addDecimal(std::int64_t unscaled, int scale) {
  addInteger(Value::Kind::decimal, unscaled);
  values_.back().scale = scale;
}

std::string_view Params::keep(std::string&& text) {
  return *kept_.emplace_back(std::make_shared<const std::string>(std::move(text)));
}

void Params::add(const Uuid& value) {
  Value& added = values_.emplace_back();
  added.kind = Value::Kind::uuid;
  added.uuid = value;
}

void Params::addInteger(Value::Kind kind, std::int64_t value) {
  Value& added = values_.emplace_back();
  added.kind = kind;
  added.integer = value;
}

void Params::addBytes(Value::Kind kind, std::string_view bytes) {
  Value& added = values_.emplace_back();
  added.kind = kind;
  added.bytes = bytes;
}

namespace {

void appendEquals(std::string& sql, std::string_view column, std::size_t placeholder) {
  sql += column;
  sql += " = $";
  sql += format(static_cast<std::int64_t>(placeholder));
}

// Every column of a table, under this name of it.
void appendColumns(std::string& list, const Table& table, std::string_view name) {
  for (const Column& column : table.columns)
    list.append(list.empty() ? "" : ", ").append(name).append(".").append(column.name);
}

// True when there was a row.
bool hasRow(Session& session, const std::string& sql, const Params& params, RowReader reader, const Table* table,
                std::span<const std::string_view> assigned) {
  bool found = false;
  const auto keep = [&](const Row& row) {
    found = true;
    reader(row);
  };
  session.run(sql, params, keep, table, assigned);
  return found;
}

}  // namespace

void RowMatch::match(std::string_view column) {
  conditions_ += conditions_.empty() ? " WHERE " : " AND ";
  conditions_.append(table_.name) += '.';
  appendEquals(conditions_, column, params_.size() + 1);
}

void Update::assign(std::string_view column) {
  if (!conditions_.empty()) throw std::logic_error("Update::set after where");
  appendEquals(assignments_, column, params_.size() + 1);
  assignments_ += ", ";
  assigned_.push_back(column);
}

std::string Update::sql() const {
  if (conditions_.empty()) throw std::logic_error("an Update needs a where");
  std::string text = "UPDATE ";
  text.append(table_.name).append(" SET ").append(assignments_).append("row_version = row_version + 1");
  return text.append(conditions_).append(" RETURNING ").append(table_.list);
}

bool Update::run(Session& session, RowReader reader) const {
  return hasRow(session, sql(), params_, reader, &table_, assigned_);
}

void Select::join(const Table& other, std::string_view column) {
  const std::string alias = "joined_" + format(std::int64_t{++joined_});
  appendColumns(columns_, other, alias);
  joins_.append(" LEFT JOIN ").append(other.name).append(" AS ").append(alias);
  joins_.append(" ON ").append(alias).append(".id = ").append(table_.name).append(".").append(column);
}

bool Select::run(Session& session, RowReader reader) const {
  std::string text = "SELECT ";
  if (joins_.empty()) {
    text.append(table_.list);
  } else {
    std::string own;
    appendColumns(own, table_, table_.name);
    text.append(own).append(", ").append(columns_);
  }
  text.append(" FROM ").append(table_.name).append(joins_).append(conditions_);
  if (locked_ && session.dialect() == Dialect::postgres) text += " FOR UPDATE";  // SQLite has one writer
  return hasRow(session, text, params_, reader, nullptr, {});
}

bool Delete::run(Session& session) const {
  if (conditions_.empty()) throw std::logic_error("a Delete needs a where");
  const std::string text = "DELETE FROM " + std::string(table_.name) + conditions_;
  return session.execute(Statement{text}, params_, &table_) > 0;
}

}  // namespace ingot::rt
