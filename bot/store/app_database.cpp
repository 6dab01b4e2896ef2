#include "bot/store/app_database.h"

#include <pqxx/pqxx>

#include "bot/base/database_url.h"
#include "bot/store/problem.h"
#include "bot/store/scram.h"

namespace ingot::bot {
namespace {

auto Exists(pqxx::nontransaction& session, const char* question, const std::string& name) -> bool { return !session.exec_params(question, name).empty(); }

// Roles and databases cannot be made "if not there": another bot may have been faster.
template <typename Make>
void Unless(bool there, const Make& make) {
  if (there) return;
  try {
    make();
  } catch (const pqxx::sql_error& error) {
    const bool faster = error.sqlstate() == "42710" || error.sqlstate() == "42P04" || error.sqlstate() == "23505";  // duplicate_object, duplicate_database, unique_violation
    if (!faster) throw;
  }
}

void Ensure(pqxx::connection& connection, const std::string& name, const std::string& password) {
  pqxx::nontransaction session(connection);
  session.exec("SET statement_timeout = '60s'");
  const std::string quoted = session.quote_name(name);
  Unless(Exists(session, "SELECT 1 FROM pg_roles WHERE rolname = $1", name), [&] { session.exec("CREATE ROLE " + quoted + " LOGIN"); });
  // The server gets a verifier, so that no log of it has the password.
  session.exec("ALTER ROLE " + quoted + " PASSWORD " + session.quote(ScramVerifier(password)));
  // Who makes a database for another role has to be a member of it, unless it is a superuser.
  session.exec("GRANT " + quoted + " TO CURRENT_USER");
  Unless(Exists(session, "SELECT 1 FROM pg_database WHERE datname = $1", name),
         [&] { session.exec("CREATE DATABASE " + quoted + " OWNER " + quoted + " TEMPLATE template0 ENCODING 'UTF8'"); });
  session.exec("REVOKE CONNECT, TEMPORARY ON DATABASE " + quoted + " FROM PUBLIC");
}

}  // namespace

auto AppDatabaseName(const std::string& application) -> std::string {
  std::string name = "app_";
  for (const char c : application) {
    if (c != '-') name += c;
  }
  return name;
}

auto EnsureAppDatabase(const std::string& server, const std::string& application, const std::string& password) -> Result<std::string> {
  const std::string name = AppDatabaseName(application);
  try {
    pqxx::connection connection(WithLimits(server));
    Ensure(connection, name, password);
  } catch (...) {
    return tl::unexpected(Failure{FailureKind::kEnvironment, "cannot make the database of the application: " + ProblemOf(std::current_exception()).text, ""});
  }
  return WithDatabaseAndRole(server, name, name, password);
}

}  // namespace ingot::bot
