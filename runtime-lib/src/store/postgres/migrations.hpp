// Brings the schema of a PostgreSQL database to where the program wants it, and remembers how.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "store/baseline.hpp"
#include "store/database.hpp"
#include "store/migration-history.hpp"
#include "store/postgres/blocking.hpp"

namespace ingot::rt::store::postgres {

// A connection of its own; each migration is one transaction, under a lock that other instances wait for. Every
// function throws std::runtime_error with a clear line.
class Migrations {
 public:
  Migrations(const ConnectOptions& options, std::span<const Migration> known);

  void up();
  void down(std::size_t steps);
  [[nodiscard]] std::vector<MigrationStatus> status();
  // Compares with what the migrations make in a schema that is gone afterwards. The role needs CREATE on the database.
  [[nodiscard]] BaselineReport baseline();

 private:
  // Runs `work` in a transaction that has the lock; `work` is given how many of the known migrations are applied.
  void locked(FunctionRef<void(std::size_t)> work);
  [[nodiscard]] std::size_t applied();
  void step(const Migration& migration, std::string_view direction, std::string_view sql, FunctionRef<void()> record);
  [[nodiscard]] BaselineReport adopt();
  [[nodiscard]] Schema wanted();
  void record(const Migration& migration);
  void execute(std::string_view sql, const Params& params = Params());

  BlockingCarrier carrier_;
  PgSession session_{carrier_};
  std::span<const Migration> known_;
};

}  // namespace ingot::rt::store::postgres
