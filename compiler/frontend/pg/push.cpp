#include "compiler/frontend/pg/push.h"

#include <algorithm>

#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/pg/changes.h"
#include "compiler/frontend/pg/compose.h"
#include "compiler/frontend/pg/session.h"
#include "compiler/frontend/pg/split.h"
#include "compiler/frontend/pg/tables.h"

namespace ingot::frontend::pg {
namespace {

using diag::Code;

// Rows as they are now. `whole`: they make a definition, with or without errors.
struct Current {
  Rows rows;
  std::vector<Element> elements;
  bool whole = false;
  std::string hash;
  bool made = false;  // the application is new
};

void Understand(Current& current) {
  source::SourceMap columns;
  diag::CollectingSink unused;
  auto elements = ComposeElements(current.rows, columns, unused);
  const auto sources = elements ? ToSources(*elements, unused) : std::nullopt;
  current.whole = sources.has_value();
  if (!current.whole) return;
  current.elements = *std::move(elements);
  current.hash = HashOf(*sources);
}

auto IsEmpty(const Rows& rows) -> bool {
  return rows.models.empty() && rows.components.empty() && rows.workflows.empty() && rows.relationships.empty();
}

// The rows that a push starts from must be those that its definition was made from.
void RefuseOtherRows(const Current& current, const std::string& wanted, const PushOptions& options) {
  if (options.force || current.made || (current.whole && current.hash == wanted)) return;
  const std::string name = "`" + current.rows.application.user + "/" + current.rows.application.name + "`";
  if (!current.whole)
    throw Failure{Code::RowsChanged,
                  "the rows of " + name + " do not fit together, so what is in them is not known",
                  {"look at them with `ingot check`", "replace them: `--force`"}};
  const bool known = !options.expect.empty() && (options.expect_of.empty() || options.expect_of == current.rows.application.id);
  if (known && options.expect == current.hash) return;
  if (!known && IsEmpty(current.rows)) return;
  if (known)
    throw Failure{Code::RowsChanged,
                  "the rows of " + name + " were changed since they were pulled",
                  {"pull them into another folder, and bring both together", "replace them: `--force`"}};
  throw Failure{Code::RowsChanged,
                name + " is defined already, and nothing says that this definition was made from it",
                {"pull it first, and change the files", "replace it: `--force`"}};
}

auto IsKept(std::string_view table) -> bool {
  return std::ranges::any_of(Tables(), [&](const Table& each) { return each.name == table; });
}

// Names of tables and columns are ours, values are parameters.
void Apply(pqxx::transaction_base& transaction, const RowChange& change) {
  const auto& [what, cells] = change;
  if (!IsKept(what.table)) return;
  std::vector<std::string> values;
  const auto place = [&](const Cell& cell) -> std::string {
    if (!cell) return "NULL";
    values.push_back(*cell);
    return "$" + std::to_string(values.size());
  };
  const std::string id = place(what.row);
  std::string sql;
  if (what.verb == "delete") {
    sql = "DELETE FROM " + what.table + " WHERE id = " + id;
  } else if (what.verb == "update") {
    for (const auto& [column, cell] : cells) sql += "\"" + column + "\" = " + place(cell) + ", ";
    sql = "UPDATE " + what.table + " SET " + sql + "updated_at = now(), row_version = row_version + 1 WHERE id = " + id;
  } else {
    std::string columns = "id, ";
    std::string row = id + ", ";
    for (const auto& [column, cell] : cells) {
      columns += "\"" + column + "\", ";
      row += place(cell) + ", ";
    }
    sql = "INSERT INTO " + what.table + " (" + columns + "created_at, updated_at, row_version) VALUES (" + row + "now(), now(), 1)";
  }
  transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(values));
}

class Pusher {
 public:
  Pusher(const std::string& app, const std::vector<Element>& wanted, std::string hash, const PushOptions& options)
      : app_(app), wanted_(wanted), hash_(std::move(hash)), options_(options) {}

  // The changes of a try before the last one are forgotten.
  void Run(pqxx::transaction_base& transaction) {
    const Access access = options_.dry_run ? Access::kRead : Access::kWrite;
    Current current = Fetch(transaction, access);
    Understand(current);
    RefuseOtherRows(current, hash_, options_);
    const RowChanges changes = FindChanges(current.rows, current.elements, wanted_);
    pushed.application = current.rows.application.id;
    pushed.name = current.rows.application.user + "/" + current.rows.application.name;
    pushed.definition = hash_;
    pushed.changes.clear();
    if (current.made) pushed.changes.push_back({"insert", "applications", pushed.application, current.rows.application.name});
    for (const RowChange& change : changes) {
      const bool of_new_app = current.made && change.change.row == pushed.application;
      if (!of_new_app) pushed.changes.push_back(change.change);
    }
    if (options_.dry_run) return;
    if (current.made) Insert(transaction, current.rows.application);
    for (const RowChange& change : changes) Apply(transaction, change);
    if (!changes.empty()) Verify(transaction);
  }

  Pushed pushed;

 private:
  auto Fetch(pqxx::transaction_base& transaction, Access access) -> Current {
    Current current;
    try {
      current.rows = FetchRows(transaction, app_, access);
      return current;
    } catch (const Failure& failure) {
      const size_t slash = app_.find('/');
      if (failure.code != Code::ApplicationNotFound || slash == std::string::npos) throw;
      ApplicationRow& made = current.rows.application;
      made.user = app_.substr(0, slash);
      made.user_id = FindUser(transaction, made.user);
      made.name = app_.substr(slash + 1);
      made.configuration = "{}";
      made.id = NewId();
      current.made = true;
      if (options_.create) return current;
      Failure said = failure;
      said.help.emplace_back("make it: `--create`");
      throw said;
    }
  }

  static void Insert(pqxx::transaction_base& transaction, const ApplicationRow& row) {
    Apply(transaction,
          {{"insert", "applications", row.id, row.name}, {{"user_id", row.user_id}, {"name", row.name}, {"configuration", row.configuration}}});
  }

  // What is committed is what was meant.
  void Verify(pqxx::transaction_base& transaction) {
    Current written;
    written.rows = FetchRows(transaction, pushed.application, Access::kWrite);
    Understand(written);
    if (written.whole && written.hash == hash_) return;
    throw Failure{Code::DatabaseFails,
                  "what was written would not be read as the definition that was meant, so nothing was changed",
                  {"look for triggers and rules in the tables of definitions"}};
  }

  const std::string& app_;
  const std::vector<Element>& wanted_;
  std::string hash_;
  PushOptions options_;
};

}  // namespace

auto Push(const std::string& url, const std::string& app, ast::Node definition, const PushOptions& options, diag::Sink& diagnostics,
          const Patience& patience) -> Pushed {
  const std::vector<Element> wanted = ElementsOf(definition);
  const auto documents = ToSources(wanted, diagnostics);
  if (!documents) return {};
  Pusher pusher(app, wanted, HashOf(*documents), options);
  const Access access = options.dry_run ? Access::kRead : Access::kWrite;
  const auto done = RunSession(url, access, patience, [&](pqxx::transaction_base& transaction) { pusher.Run(transaction); });
  if (!done) {
    ReportFailure(done.error(), diagnostics);
    Pushed failed;
    failed.environment = done.error().Environment();
    return failed;
  }
  pusher.pushed.done = true;
  return std::move(pusher.pushed);
}

}  // namespace ingot::frontend::pg
