#include "store/postgres/blocking.hpp"

#include <stdexcept>

#include "store/postgres/errors.hpp"

namespace ingot::rt::store::postgres {

PGconn* BlockingCarrier::connection() {
  if (connection_ != nullptr && libpq().PQstatus(connection_.get()) != CONNECTION_OK) connection_.reset();
  if (connection_ == nullptr) connection_ = connectNow(options_);
  return connection_.get();
}

Result BlockingCarrier::carry(std::string_view sql, const WireParams& params) {
  constexpr int kBinary = 1;
  PGconn* const connection = this->connection();
  Result result(libpq().PQexecParams(connection, std::string(sql).c_str(), params.count(), nullptr, params.values(),
                                     params.lengths(), params.formats(), kBinary));
  if (libpq().PQstatus(connection) != CONNECTION_OK) throw outcomeUnknown(lastError(connection));
  return result;
}

void BlockingCarrier::script(const std::string& sql) {
  const Result result(libpq().PQexec(connection(), sql.c_str()));
  const ExecStatusType status = libpq().PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
  const PgError error = errorOf(result.get());
  throw ScriptError(error.detail.empty() ? error.message : error.message + " (" + error.detail + ")", error.state);
}

bool BlockingCarrier::inTransaction() const {
  return connection_ != nullptr && libpq().PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS;
}

}  // namespace ingot::rt::store::postgres
