// A database with the tables of the compiled platform, and `ingot` run on it.
#pragma once

#include <string>
#include <vector>

#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"

namespace ingot::test {

// The user `ada` is there, and no application.
class Platform {
 public:
  enum class Columns { kJson, kJsonb };

  explicit Platform(Columns columns = Columns::kJson);

  auto url() const -> std::string { return Postgres::Shared().Url(database_); }
  auto database() const -> const std::string& { return database_; }
  // What statements print; the test fails when they do.
  auto Sql(const std::string& statements) const -> std::string;
  // `ingot` with these words behind the command; `URL` stands for the database.
  auto Ingot(const std::string& words) const -> Outcome;

 private:
  std::string database_;
};

// The name of the app of a sample.
auto AppOf(const std::string& sample) -> std::string;
auto Samples() -> std::vector<std::string>;

// A small definition, as a folder of one file.
void WriteShelf(const std::string& folder, const std::string& models);

}  // namespace ingot::test
