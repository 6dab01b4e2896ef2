// libpq, loaded when the first postgresql:// URL asks for it: a service on SQLite does not pay its 5 MiB.
#pragma once

#include <libpq-fe.h>

#include <memory>

namespace ingot::rt::store::postgres {

struct Libpq {
#define INGOT_LIBPQ(name) decltype(&::name) name = nullptr;
#include "store/postgres/libpq.def"
#undef INGOT_LIBPQ
};

// Throws std::runtime_error when the library is not installed or too old.
[[nodiscard]] const Libpq& libpq();

struct Finish {
  void operator()(PGconn* connection) const { libpq().PQfinish(connection); }
};
using ConnectionHandle = std::unique_ptr<PGconn, Finish>;

struct Clear {
  void operator()(PGresult* result) const { libpq().PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

}  // namespace ingot::rt::store::postgres
