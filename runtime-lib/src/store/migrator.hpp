// Brings the schema of a database to where a program wants it, and back; remembers how far it came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ingot::rt::store {

struct MigrationStatus {
  enum class State {
    pending,
    begun,    // some of its steps are done
    open,     // done, but for what would shut out programs of the release before
    applied,
    unknown,  // a later release made it, which this program can live with
  };
  std::string name;
  State state = State::pending;
  int position = 0;  // the last step that is done
  int steps = 0;     // how many it has
};

// A step that is to be done.
struct PlannedStep {
  std::string migration;
  int number = 1;
  int steps = 1;
  bool contracts = false;  // the release before cannot go on afterwards
  std::string about;       // "locks docs (ACCESS EXCLUSIVE)"
  std::string sql;         // as it will be sent
  std::int64_t rows = -1;  // how many it reads or writes, as the database estimates them; -1: none, or nobody knows
};

// What a step that is to be done asks of the rows that are there.
struct MigrationAnswer {
  std::string migration;
  int step = 1;
  std::string about;        // "rows of docs without title"
  bool forNone = false;     // where there are some, the migration stops
  std::int64_t count = -1;  // -1: nobody can say yet
  std::string why = {};     // why not
  [[nodiscard]] bool stops() const { return forNone && count > 0; }
};

// A step that was done or undone.
struct PerformedStep {
  std::string at;  // as ISO 8601, UTC
  std::string migration;
  int from = 0;    // the last step that was done before, and after
  int to = 0;
  std::int64_t micros = 0;  // how long it took
  std::int64_t rows = 0;    // how many it changed in batches
};

// Data that a migration would have lost, in a table of its own.
struct KeptTable {
  std::string name;
  std::int64_t rows = 0;
};

// What came of adopting tables that were there before; each a line for people.
struct BaselineReport {
  std::vector<std::string> differences;  // any: nothing was changed
  std::vector<std::string> notices;      // what the service can live with
  std::vector<std::string> done;
};

// A line for people, while it goes on.
using MigrationListener = std::function<void(const std::string&)>;

// Not for use by two threads. Every function throws std::runtime_error with a clear line.
class Migrator {
 public:
  virtual ~Migrator() = default;

  // How far `up` goes with the last migration.
  enum class Reach {
    open,      // programs of the release before may go on
    finished,  // there are none any more
  };
  // Under a lock that other processes respect. Does nothing where a later release was at it that this program can live with.
  virtual void up(Reach reach) = 0;
  // What `up` would do now.
  [[nodiscard]] virtual std::vector<PlannedStep> plan(Reach reach) = 0;
  // What the steps of `up` and `finish` would meet, counted on one snapshot; changes nothing.
  [[nodiscard]] virtual std::vector<MigrationAnswer> lint() = 0;
  // Takes back that many migrations, from wherever they stand.
  virtual void down(std::size_t count) = 0;
  // Takes back those behind the first `kept`; nothing where there are none.
  virtual void downTo(std::size_t kept) = 0;
  // How many the database knows of, whole or begun.
  [[nodiscard]] virtual std::size_t recordedCount() = 0;
  [[nodiscard]] virtual std::vector<MigrationStatus> status() = 0;
  // How the tables differ from those that the migrations make; a line each.
  [[nodiscard]] virtual BaselineReport drift() = 0;
  // Adopts tables that are those that the migrations would make: adds what only the service knows of, and records
  // the migrations as applied. Throws when migrations are recorded, or none of the tables is there.
  [[nodiscard]] virtual BaselineReport baseline() = 0;
  // What was done so far, the first one first. A database of which a migration is one transaction keeps none of it.
  [[nodiscard]] virtual std::vector<PerformedStep> log() = 0;
  // What migrations set aside instead of losing it.
  [[nodiscard]] virtual std::vector<KeptTable> kept() = 0;
  // Loses it; gives what there was.
  virtual std::vector<KeptTable> forget() = 0;
};

}  // namespace ingot::rt::store
