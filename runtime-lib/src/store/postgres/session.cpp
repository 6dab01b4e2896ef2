#include "store/postgres/session.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "store/id-set.hpp"
#include "store/postgres/errors.hpp"

namespace ingot::rt::store::postgres {

Timestamp PgSession::now() {
  static std::atomic<std::int64_t> last{0};
  using std::chrono::microseconds;
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  std::int64_t before = last.load(std::memory_order_relaxed);
  std::int64_t stamp = 0;
  do {
    stamp = std::max<std::int64_t>(std::chrono::duration_cast<microseconds>(clock).count(), before + 1);
  } while (!last.compare_exchange_weak(before, stamp, std::memory_order_relaxed));
  return {stamp};
}

std::int64_t PgSession::run(std::string_view sql, const Params& params, RowReader reader, const Table* table,
                            std::span<const std::string_view> assigned) {
  const WireParams wire(params);
  const Result result = carrier_.carry(sql, wire);
  const ExecStatusType status = libpq().PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    fail(errorOf(result.get()), {sql, params, table, assigned}, view_);
  const int rows = libpq().PQntuples(result.get());
  for (int i = 0; i < rows; ++i) reader(WireRow(result.get(), i));
  return changedRows(result.get());
}

void PgSession::runForIds(std::string_view before, std::span<const Uuid> ids, std::string_view after, RowReader reader) {
  if (ids.empty()) return;
  const IdSet set(before, ids, after);
  run(set.sql, set.params, reader, nullptr, {});
}

}  // namespace ingot::rt::store::postgres
