#include "compiler/frontend/pg/read.h"

#include "compiler/frontend/pg/compose.h"
#include "compiler/frontend/pg/session.h"

namespace ingot::frontend::pg {

auto Read(const std::string& url, const std::string& app, diag::Sink& diagnostics, const Patience& patience) -> ReadDefinition {
  Rows rows;
  const auto done =
      RunSession(url, Access::kRead, patience, [&](pqxx::transaction_base& transaction) { rows = FetchRows(transaction, app, Access::kRead); });
  if (!done) {
    ReportFailure(done.error(), diagnostics);
    return {{}, done.error().Environment(), {}, {}};
  }
  return {Compose(rows, diagnostics), false, rows.application.id, rows.application.user + "/" + rows.application.name};
}

}  // namespace ingot::frontend::pg
