// One small service on SQLite over either engine: `engines fibers|threads PORT DATABASE [THREADS-PER-LOOP]`.
#include <signal.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include <ingot/rt/json-writer.hpp>
#include <ingot/rt/service.hpp>

#include "service/server.hpp"
#include "thread-engine.hpp"
#include "tests/support/migrate.h"

namespace {

using namespace ingot::rt;

struct Row {
  Uuid id;
  std::string title;
  std::string body;
};

void readRow(const ingot::rt::Row& from, ::Row& row) { from.read(row.id, row.title, row.body); }

Response answer(int status, const ::Row& row) {
  JsonWriter json;
  json.beginObject();
  json.member("id", row.id);
  json.member("title", row.title);
  json.member("body", row.body);
  json.endObject();
  return {status, "application/json", json.take()};
}

Response getRow(Context& context, Request& request) {
  const Uuid id = request.pathParameter<Uuid>("id");
  const auto row = context.read([&](Session& session) {
    return session.first<::Row>(Statement{"SELECT id, title, body FROM rows WHERE id = $1"}, Params(id));
  });
  if (!row) throw notFound("row");
  return answer(200, *row);
}

Response createRow(Context& context, Request& request) {
  ::Row row{newUuid(), "a title", request.body->readAll(request.bodyLimit)};
  context.write([&](Session& session) {
    session.execute(Statement{"INSERT INTO rows (id, title, body) VALUES ($1, $2, $3)"}, Params(row.id, row.title, row.body));
  });
  return answer(201, row);
}

constexpr Route kRoutes[] = {{Method::get, "/rows/{id}", getRow}, {Method::post, "/rows", createRow}};
constexpr Migration kMigrations[] = {
    {"0001_rows", {"CREATE TABLE rows (id BLOB PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;", "DROP TABLE rows;"}}};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const bool threads = std::string(argv[1]) == "threads";
  if (argc > 4) bench::setThreadsPerLoop(std::atoi(argv[4]));
  const Application application{"engines", "1", {}, kRoutes, kMigrations};
  service::Config config;
  config.port = std::atoi(argv[2]);
  config.logLevel = LogLevel::warn;
  store::Options options;
  options.url = std::string("sqlite:") + argv[3];
  options.syncFull = true;
  options.readers = threads ? 64 : 4;  // enough for whoever reads at the same time
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto database = store::open(options);
  test::migrateUp(*database, application.migrations);
  service::Server server(application, config, *database, threads ? bench::makeThreadEngine : net::makeFiberEngine);
  server.start();
  std::cout << "listening" << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
  return 0;
}
