#include "store/rotate-secrets.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "store/write-now.hpp"

namespace ingot::rt::store {
namespace {

constexpr std::size_t kBatch = 200;

struct Held {
  Uuid id;
  Bytes sealed;
};

class Rotator {
 public:
  explicit Rotator(const SecretColumn& column) : column_(column) {
    const std::string name(column.column);
    const std::string table(column.table);
    const std::string end = " ORDER BY id LIMIT " + std::to_string(kBatch);
    select_ = "SELECT id, " + name + " FROM " + table + " WHERE " + name + " IS NOT NULL" + end;
    next_ = "SELECT id, " + name + " FROM " + table + " WHERE " + name + " IS NOT NULL AND id > $1" + end;
    update_ = "UPDATE " + table + " SET " + name + " = $1 WHERE id = $2 AND " + name + " = $3";
  }

  Rotation run(Database& database) {
    for (std::vector<Held> rows = batch(database, nullptr); !rows.empty(); rows = batch(database, &rows.back().id)) {
      done_.found += static_cast<std::int64_t>(rows.size());
      write(database, rows);
      if (rows.size() < kBatch) break;
    }
    return done_;
  }

 private:
  std::vector<Held> batch(Database& database, const Uuid* after) const {
    std::vector<Held> rows;
    const auto read = [&](Session& session) {
      rows.clear();
      const auto keep = [&](const Row& row) {
        Held& held = rows.emplace_back();
        row.read(held.id, held.sealed);
      };
      after == nullptr ? session.run(select_, Params(), keep) : session.run(next_, Params(*after), keep);
    };
    database.read(read);
    return rows;
  }

  void write(Database& database, const std::vector<Held>& rows) {
    std::int64_t sealed = 0;
    std::int64_t unreadable = 0;
    const auto work = [&](Session& session) {
      sealed = unreadable = 0;  // it may run again
      for (const Held& row : rows) sealAnew(session, row, sealed, unreadable);
    };
    writeNow(database, work);
    done_.sealed += sealed;
    done_.unreadable += unreadable;
  }

  void sealAnew(Session& session, const Held& row, std::int64_t& sealed, std::int64_t& unreadable) const {
    const SecretKeys* keys = session.secretKeys();
    if (keys == nullptr) throw std::logic_error("a secret without SECRET_KEYS");
    if (keys->isCurrent(row.sealed.data, column_, row.id)) return;
    const auto secret = keys->open(row.sealed.data, column_, row.id);
    if (!secret) {
      ++unreadable;
      return;
    }
    sealed += session.run(update_, Params(keys->seal(secret->reveal(), column_, row.id), row.id, row.sealed), [](const Row&) {});
  }

  const SecretColumn& column_;
  std::string select_;
  std::string next_;
  std::string update_;
  Rotation done_;
};

}  // namespace

Rotation rotateSecrets(Database& database, const SecretColumn& column) { return Rotator(column).run(database); }

}  // namespace ingot::rt::store
