// The statements that read an application; each is made of the table of tables.
#include <algorithm>
#include <array>

#include "compiler/base/edit_distance.h"
#include "compiler/frontend/pg/session.h"
#include "compiler/frontend/pg/tables.h"

namespace ingot::frontend::pg {
namespace {

using diag::Code;

constexpr uint64_t kBytesOfARow = 100;  // what a row costs beside its texts
constexpr const char* kMostNames = "1000";

auto TableOf(std::string_view name) -> const Table& { return *std::ranges::find(Tables(), name, &Table::name); }

auto Quoted(std::string_view column) -> std::string { return "\"" + std::string(column) + "\""; }

// Every column as a text, whatever a platform stores it as.
auto Columns(const Table& table) -> std::string {
  std::string list;
  for (const std::string_view column : table.columns) list += (list.empty() ? "" : ", ") + ("t." + Quoted(column)) + "::text";
  return list;
}

auto Get(const pqxx::row& row, const char* column) -> std::string {
  const pqxx::field field = row[column];
  return field.is_null() ? std::string() : std::string(field.c_str(), field.size());
}

auto Maybe(const pqxx::row& row, const char* column) -> std::optional<std::string> {
  return row[column].is_null() ? std::nullopt : std::optional(Get(row, column));
}

auto Json(const pqxx::row& row, const char* column, const char* otherwise) -> std::string {
  return row[column].is_null() ? std::string(otherwise) : Get(row, column);
}

auto Position(const pqxx::row& row) -> int64_t {
  const std::string text = Get(row, "position");
  return text.empty() ? 0 : std::strtoll(text.c_str(), nullptr, 10);
}

// The rows of one table that belong to the application, in the order of what is unique in them.
auto RowsOf(pqxx::transaction_base& transaction, const char* table, const char* order, const std::string& application) -> pqxx::result {
  return transaction.exec_params("SELECT " + Columns(TableOf(table)) + " FROM " + table + " t WHERE t.application_id = $1 ORDER BY " + order,
                                 application);
}

constexpr std::array kTablesOfAnApplication{"models", "relationships", "components", "workflows"};

void RefuseWhatIsTooLarge(pqxx::transaction_base& transaction, const ApplicationRow& application) {
  uint64_t bytes = application.configuration.size();
  for (const char* table : kTablesOfAnApplication) {
    std::string sum = std::to_string(kBytesOfARow);
    for (const std::string_view column : TableOf(table).columns) sum += " + coalesce(octet_length(t." + Quoted(column) + "::text), 0)";
    const pqxx::result counted = transaction.exec_params(
        "SELECT coalesce(sum(" + sum + "), 0)::text FROM " + std::string(table) + " t WHERE t.application_id = $1", application.id);
    bytes += std::strtoull(counted[0][0].c_str(), nullptr, 10);
  }
  if (bytes <= source::kMostSourceBytes) return;
  throw Failure{Code::DefinitionTooLarge,
                "the definition has " + std::to_string(bytes) + " bytes in its rows; the limit is " + std::to_string(source::kMostSourceBytes),
                {}};
}

// From here on nobody changes these rows, or adds one that refers to the application.
void Lock(pqxx::transaction_base& transaction, const std::string& application) {
  for (const char* table : kTablesOfAnApplication) {
    transaction.exec_params("SELECT t.id FROM " + std::string(table) + " t WHERE t.application_id = $1 ORDER BY t.id FOR UPDATE", application);
  }
}

// Nothing about a name that is none: nearest of those that are there.
auto Nearest(pqxx::transaction_base& transaction, const std::string& wanted, const std::string& statement) -> std::vector<std::string> {
  const pqxx::result rows = transaction.exec(statement);
  std::vector<std::string> names;
  for (const pqxx::row& row : rows) names.emplace_back(row[0].c_str());
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (const auto nearest = NearestName(wanted, views)) return {"did you mean `" + std::string(*nearest) + "`?"};
  return {};
}

auto FindApplication(pqxx::transaction_base& transaction, const std::string& app, Access access) -> ApplicationRow {
  const size_t slash = app.find('/');
  const bool by_name = slash != std::string::npos;
  const std::string select =
      "SELECT " + Columns(TableOf("applications")) + ", u.name::text AS user_name FROM applications t JOIN users u ON u.id = t.user_id WHERE ";
  const std::string lock = access == Access::kWrite ? " FOR UPDATE OF t" : "";
  pqxx::result rows;
  std::string user;
  if (by_name) {
    user = FindUser(transaction, app.substr(0, slash));
    rows = transaction.exec_params(select + "t.user_id = $1 AND t.name = $2 ORDER BY t.id" + lock, user, app.substr(slash + 1));
  } else {
    rows = transaction.exec_params(select + "t.id = $1" + lock, app);
  }
  if (rows.empty() && !by_name) throw Failure{Code::ApplicationNotFound, "there is no application of the id `" + app + "`", {}};
  if (rows.empty()) {
    throw Failure{Code::ApplicationNotFound, "the user `" + app.substr(0, slash) + "` has no application `" + app.substr(slash + 1) + "`",
                  Nearest(transaction, app.substr(slash + 1),
                          "SELECT name::text FROM applications WHERE user_id = " + transaction.quote(user) + " ORDER BY name LIMIT " + kMostNames)};
  }
  if (rows.size() > 1) throw Failure{Code::OtherTables, "the user has two applications of this name", {"name one by its id"}};
  const pqxx::row row = rows[0];
  return {Get(row, "id"), Get(row, "user_id"), Get(row, "user_name"), Get(row, "name"), Maybe(row, "version"), Json(row, "configuration", "{}")};
}

}  // namespace

auto FindUser(pqxx::transaction_base& transaction, const std::string& name) -> std::string {
  const pqxx::result rows = transaction.exec_params("SELECT " + Columns(TableOf("users")) + " FROM users t WHERE t.name = $1 ORDER BY t.id", name);
  if (rows.size() == 1) return Get(rows[0], "id");
  if (!rows.empty()) throw Failure{Code::OtherTables, "two users have the name `" + name + "`", {"name the application by its id"}};
  throw Failure{Code::ApplicationNotFound, "there is no user `" + name + "`",
                Nearest(transaction, name, std::string("SELECT name::text FROM users ORDER BY name LIMIT ") + kMostNames)};
}

auto FetchRows(pqxx::transaction_base& transaction, const std::string& app, Access access) -> Rows {
  Rows rows;
  rows.application = FindApplication(transaction, app, access);
  const std::string& id = rows.application.id;
  if (access == Access::kWrite) Lock(transaction, id);
  RefuseWhatIsTooLarge(transaction, rows.application);
  for (const pqxx::row& row : RowsOf(transaction, "models", "t.position, t.name::text COLLATE \"C\", t.id", id)) {
    rows.models.push_back({Get(row, "id"), Get(row, "name"), Position(row), Json(row, "fields", "[]"), Json(row, "options", "{}")});
  }
  for (const pqxx::row& row : RowsOf(transaction, "relationships", "t.name::text COLLATE \"C\", t.id", id)) {
    rows.relationships.push_back({Get(row, "id"), Get(row, "source_model_id"), Get(row, "target_model_id"), Get(row, "kind"), Get(row, "name"),
                                  Maybe(row, "inverse"), Maybe(row, "on_delete")});
  }
  for (const pqxx::row& row : RowsOf(transaction, "components", "t.kind::text COLLATE \"C\", t.position, t.name::text COLLATE \"C\", t.id", id)) {
    rows.components.push_back({Get(row, "id"), Get(row, "kind"), Get(row, "name"), Position(row), Json(row, "body", "{}")});
  }
  for (const pqxx::row& row : RowsOf(transaction, "workflows", "t.name::text COLLATE \"C\", t.id", id)) {
    rows.workflows.push_back({Get(row, "id"), Get(row, "name"), Json(row, "definition", "{}")});
  }
  return rows;
}

}  // namespace ingot::frontend::pg
