// Two releases of one app, each built and kept: programs of both use one PostgreSQL database.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/emitted/service_process.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/pgbouncer.h"

namespace ingot::test {

// The programs: `old` of the first definition, `next` of the second one, which was generated into the same folder.
class Releases {
 public:
  Releases(const std::string& before, const std::string& after);

  // What went wrong; empty when both are there.
  auto Failure() const -> const std::string& { return failure_; }
  auto old() const -> std::string { return folder_.path() + "/old"; }
  auto next() const -> std::string { return folder_.path() + "/next"; }

 private:
  void Build(const std::string& definition, const std::string& program);

  TemporaryFolder folder_;
  std::string failure_;
};

// A new database that they share; straight, or through a pooler that gives each transaction another connection.
class SharedDatabase {
 public:
  explicit SharedDatabase(bool pooled);

  // The program as a service that listens.
  auto Start(const std::string& program) const -> std::unique_ptr<ServiceProcess>;
  // The program with arguments, to its end.
  auto Do(const std::string& program, const std::string& arguments = "") const -> Outcome;
  // What statements print that are run beside the programs.
  auto Sql(const std::string& sql) const -> std::string;

 private:
  auto Variables() const -> std::vector<std::string>;

  std::vector<std::unique_ptr<TemporaryFolder>> mutable folders_;
  std::string name_;
  std::string url_;
  std::unique_ptr<PgBouncer> pooler_;
};

}  // namespace ingot::test
