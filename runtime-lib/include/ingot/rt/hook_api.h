// What code of an application's own, in custom/, may use: the context of a hook, statements with bound values, refusals.
//
// A hook runs inside the transaction that it stands in: what it does with its context is committed together with the
// row, or not at all. It runs where the transaction runs, on SQLite on the one thread that writes, on PostgreSQL on the
// loop of its connection; while it runs, that thread does nothing else. So a hook is short. It must not wait (no sleep,
// no request to another service, no lock that is held for long), and as the transaction may be run again after a conflict,
// it must have no effect but through its context. Whatever it throws undoes the transaction: a refusal is answered as
// it says, anything else is answered with 500, with the words of the exception in the log beside the request's id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <ingot/rt/context.hpp>
#include <ingot/rt/database.hpp>

// Another number whenever code in custom/ may have to change. Every stub is fingerprinted with it.
#define INGOT_HOOK_API 1

namespace ingot::rt {

// Why a request is not done. `status` is 400 to 499; `code` is for programs, `message` for people; `path` names the field
// at fault, or is empty.
struct Refusal {
  int status = 422;
  std::string code = "refused";
  std::string message;
  std::string path = {};
};

// Ends the request with this answer and undoes the transaction. A status that is none of 400 to 499 is a fault of the hook: 500.
[[noreturn]] void refuse(Refusal refusal);

// A statement of SQL that is written out in the source: no text that comes from a request can become part of it. Values
// stand in it as `$1`, `$2`, ... and are bound. The second text is for PostgreSQL, where the two differ.
class Sql {
 public:
  consteval Sql(const char* text) : statement_{text} {}  // NOLINT: a literal is a statement
  consteval Sql(const char* sqlite, const char* postgres) : statement_{sqlite, postgres} {}
  [[nodiscard]] const Statement& statement() const { return statement_; }

 private:
  Statement statement_;
};

// What a hook can reach: who asks, when, and the database as the transaction sees it. Valid until the hook returns.
class HookContext {
 public:
  HookContext(Context& context, Session& session) : context_(context), session_(session) {}
  HookContext(const HookContext&) = delete;
  HookContext& operator=(const HookContext&) = delete;

  // Anonymous in an app without `auth`.
  [[nodiscard]] const Caller& caller() const { return context_.caller(); }
  // When the request began, in UTC: the same value for all of it.
  [[nodiscard]] Timestamp now() const { return context_.now(); }
  // Until when the answer is of use.
  [[nodiscard]] Timestamp deadline() const { return context_.deadline(); }
  // What the log and the answer know the request by.
  [[nodiscard]] std::string_view requestId() const { return context_.requestId(); }
  // A line of the log, with the id of the request.
  void log(LogLevel level, std::string_view message) { context_.log(level, message); }
  [[nodiscard]] Dialect dialect() const { return session_.dialect(); }

  // Runs a statement that changes rows; returns how many. Hooks of those rows do not run. Throws Failure 409 or 422 for a
  // constraint.
  std::int64_t execute(const Sql& sql, const Params& params = Params()) {
    session_.stampCascades();
    return session_.execute(sql.statement(), params);
  }

  // The rows of a SELECT, their columns read from left to right: `rows<std::string, std::optional<std::int64_t>>(...)`. All
  // of them are kept in memory: give the SELECT a LIMIT.
  template <typename... Columns>
  [[nodiscard]] std::vector<std::tuple<Columns...>> rows(const Sql& sql, const Params& params = Params()) {
    std::vector<std::tuple<Columns...>> found;
    session_.run(sql.statement().in(dialect()), params,
                 [&](const Row& row) { std::apply([&](auto&... columns) { row.read(columns...); }, found.emplace_back()); });
    return found;
  }

  // The first column of the first row; nothing when there is no row.
  template <typename Column>
  [[nodiscard]] std::optional<Column> value(const Sql& sql, const Params& params = Params()) {
    std::optional<Column> found;
    session_.run(sql.statement().in(dialect()), params, [&](const Row& row) { if (!found) row.read(found.emplace()); });
    return found;
  }

  // A row of a model by its id: `find<app::Project>(app::kProjectTable, row.projectId)`.
  template <typename T>
  [[nodiscard]] std::optional<T> find(const Table& table, const Uuid& id) {
    Select select(table);
    select.where("id", id);
    std::optional<T> found;
    select.run(session_, [&](const Row& row) { readRow(row, found.emplace()); });
    return found;
  }

 private:
  Context& context_;
  Session& session_;
};

}  // namespace ingot::rt
