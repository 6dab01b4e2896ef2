// A session on PostgreSQL, over whatever carries its statements.
#pragma once

#include <ingot/rt/database.hpp>

#include "store/postgres/libpq.hpp"
#include "store/postgres/release-schema.hpp"
#include "store/postgres/wire.hpp"

namespace ingot::rt::store::postgres {

// Carries statements to the server and waits for their results.
class Carrier {
 public:
  virtual ~Carrier() = default;
  // Rows, the end of a command, or an error of the server. Throws Failure 503 when there is no result.
  [[nodiscard]] virtual Result carry(std::string_view sql, const WireParams& params) = 0;
};

class PgSession final : public Session {
 public:
  // `view`, by which errors name columns, may be null.
  explicit PgSession(Carrier& carrier, const SecretKeys* secretKeys = nullptr, const ReleaseView* view = nullptr)
      : Session(secretKeys), carrier_(carrier), view_(view) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
  // The clock of this process; two stamps of it are never the same.
  [[nodiscard]] Timestamp now() override;
  // Triggers use the clock of the database.
  void stampCascades() override {}
  std::int64_t run(std::string_view sql, const Params& params, RowReader reader, const Table* table,
                   std::span<const std::string_view> assigned) override;
  void runForIds(std::string_view before, std::span<const Uuid> ids, std::string_view after, RowReader reader) override;

 private:
  Carrier& carrier_;
  const ReleaseView* view_;
};

}  // namespace ingot::rt::store::postgres
