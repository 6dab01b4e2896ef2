// A connection to the database of a platform: one transaction, bounded in time, whose failures are sentences.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pqxx/pqxx>
#include <tl/expected.hpp>

#include "compiler/frontend/pg/failure.h"
#include "compiler/frontend/pg/read.h"
#include "compiler/frontend/pg/rows.h"

namespace ingot::frontend::pg {

enum class Access : uint8_t {
  kRead,   // one moment, nothing written
  kWrite,  // the rows of the application are locked, and are read as they are then
};

// What is done within the transaction. It may throw what pqxx throws, and Failure.
using Work = std::function<void(pqxx::transaction_base&)>;

// Connects, runs `work` and commits. When it fails nothing was written, but for a connection that is lost at the commit, which is said.
auto RunSession(const std::string& url, Access access, const Patience& patience, const Work& work) -> tl::expected<void, Failure>;

// The rows of an application; throws a Failure when there is none, or its definition is too large.
auto FetchRows(pqxx::transaction_base& transaction, const std::string& app, Access access) -> Rows;

// The id of the user of this name; throws a Failure when there is none.
auto FindUser(pqxx::transaction_base& transaction, const std::string& name) -> std::string;

// What follows the names of PostgreSQL's own messages: `relation "models" does not exist`.
auto PlainMessage(std::string_view message) -> std::string;

void ReportFailure(const Failure& failure, diag::Sink& diagnostics);

}  // namespace ingot::frontend::pg
