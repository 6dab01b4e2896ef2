// The databases that migrations are tried on: each says what its schema is, so that two ways to it can be compared.
#pragma once

#include <memory>
#include <string>

namespace ingot::test {

class TriedDatabase {
 public:
  virtual ~TriedDatabase() = default;
  // The half of a migration's file names: `sqlite`, `postgres`.
  virtual auto Dialect() const -> std::string = 0;
  // A migration, in one transaction: the error, or nothing.
  virtual auto Apply(const std::string& sql) -> std::string = 0;
  // The rows of a query, `|` between columns and a line for each.
  virtual auto Query(const std::string& sql) -> std::string = 0;
  // Tables, columns, constraints, indexes and triggers, without the order of columns.
  virtual auto Schema() -> std::string = 0;
};

auto NewSqlite() -> std::unique_ptr<TriedDatabase>;
// On the server that the process shares.
auto NewPostgres() -> std::unique_ptr<TriedDatabase>;

}  // namespace ingot::test
