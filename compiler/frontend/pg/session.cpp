#include "compiler/frontend/pg/session.h"

#include <sys/socket.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/pg/url.h"

namespace ingot::frontend::pg {
namespace {

constexpr diag::Message<std::string> kFails{diag::Code::DatabaseFails, diag::Severity::kError, "{0}"};
constexpr diag::Message<std::string> kNotFound{diag::Code::ApplicationNotFound, diag::Severity::kError, "{0}"};
constexpr diag::Message<std::string> kOtherTables{diag::Code::OtherTables, diag::Severity::kError, "{0}"};
constexpr diag::Message<std::string> kTooLarge{diag::Code::DefinitionTooLarge, diag::Severity::kError, "{0}"};
constexpr diag::Message<std::string> kChanged{diag::Code::RowsChanged, diag::Severity::kError, "{0}"};

// Cuts a connection when its time is over. A server that hangs answers to nothing else: its own limits run in it.
class Deadline {
 public:
  Deadline(int socket, std::chrono::milliseconds limit)
      : thread_([this, socket, limit] {
          std::unique_lock lock(mutex_);
          if (changed_.wait_for(lock, limit, [this] { return done_; })) return;
          passed_ = true;
          ::shutdown(socket, SHUT_RDWR);
        }) {}
  ~Deadline() { Stop(); }
  Deadline(const Deadline&) = delete;
  auto operator=(const Deadline&) -> Deadline& = delete;

  // Afterwards the socket may be closed. Whether the time was over.
  auto Stop() -> bool {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    return passed_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  bool passed_ = false;
  std::thread thread_;  // the last: it uses the others
};

auto OfState(const std::string& state, const std::string& message) -> Failure {
  using diag::Code;
  if (state == "42P01" || state == "3F000" || state == "42703") {
    return {Code::OtherTables,
            "the tables of the database are not those that definitions are kept in: " + message,
            {"the tables are those of samples/meta-platform: bring the platform's migrations up to date, or name its database"}};
  }
  if (state == "42501")
    return {Code::DatabaseFails, "the database refuses it: " + message, {"grant the user of the URL the right, or name another user"}};
  if (state == "57014") return {Code::DatabaseFails, "the database took too long", {"try again when it has less to do"}};
  if (state == "55P03") return {Code::DatabaseFails, "somebody else holds the rows of the application", {"try again when that is done"}};
  if (state == "40001" || state == "40P01") return {Code::RowsChanged, "the rows of the application were changed at this moment", {"try again"}};
  if (state == "25006") return {Code::DatabaseFails, "the database can only be read: " + message, {"name the primary server"}};
  return {Code::DatabaseFails, "the database refuses it: " + message, {}};
}

void Begin(pqxx::transaction_base& transaction, const Patience& patience) {
  const std::string limit = std::to_string(patience.statement.count());
  transaction.exec("SET LOCAL statement_timeout = " + limit);
  transaction.exec("SET LOCAL lock_timeout = " + limit);
  transaction.exec("SET LOCAL idle_in_transaction_session_timeout = 0");
}

template <typename Transaction>
void RunIn(pqxx::connection& connection, const Patience& patience, const Work& work) {
  Transaction transaction(connection);
  Begin(transaction, patience);
  work(transaction);
  transaction.commit();
}

}  // namespace

auto PlainMessage(std::string_view message) -> std::string {
  std::string_view first = message.substr(0, message.find('\n'));
  for (const std::string_view severity : {"ERROR:", "FATAL:", "PANIC:"}) {
    const size_t found = first.find(severity);
    if (found != std::string_view::npos) first.remove_prefix(found + severity.size());
  }
  first.remove_prefix(std::min(first.find_first_not_of(' '), first.size()));
  return std::string(first);
}

auto RunSession(const std::string& url, Access access, const Patience& patience, const Work& work) -> tl::expected<void, Failure> {
  const auto connect = ReadUrl(url);
  if (!connect) return tl::unexpected(Failure{diag::Code::DatabaseFails, connect.error(), {"the form is `postgresql://USER@HOST:PORT/DATABASE`"}});
  const auto gone = [&](const std::exception& error) {
    return Failure{diag::Code::DatabaseFails,
                   "the database " + connect->shown + " cannot be reached: " + connect->Harmless(PlainMessage(error.what())),
                   {"see whether the server runs, and whether the URL is right"}};
  };
  std::unique_ptr<pqxx::connection> connection;
  try {
    connection = std::make_unique<pqxx::connection>(connect->options);
  } catch (const std::exception& error) {
    return tl::unexpected(gone(error));
  }
  const pqxx::quiet_errorhandler quiet(*connection);
  Deadline deadline(connection->sock(), patience.session);
  Failure failure;
  try {
    if (access == Access::kRead) {
      RunIn<pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>>(*connection, patience, work);
    } else {
      RunIn<pqxx::work>(*connection, patience, work);
    }
    return {};
  } catch (const Failure& said) {
    return tl::unexpected(said);
  } catch (const pqxx::in_doubt_error&) {
    failure = {diag::Code::DatabaseFails,
               "the connection was lost at the end: whether the rows were written is not known",
               {"look with `ingot push --dry-run`"}};
  } catch (const pqxx::broken_connection& error) {
    failure = gone(error);
  } catch (const pqxx::sql_error& error) {
    failure = connection->is_open() ? OfState(error.sqlstate(), connect->Harmless(PlainMessage(error.what()))) : gone(error);
  } catch (const pqxx::failure& error) {
    failure = gone(error);
  }
  if (deadline.Stop()) failure = {diag::Code::DatabaseFails, "the database " + connect->shown + " does not answer", {"try again later"}};
  return tl::unexpected(failure);
}

void ReportFailure(const Failure& failure, diag::Sink& diagnostics) {
  diag::Emitter emitter(diagnostics);
  const auto* message = &kFails;
  for (const auto* each : {&kNotFound, &kOtherTables, &kTooLarge, &kChanged}) {
    if (each->code() == failure.code) message = each;
  }
  auto draft = emitter.Emit({}, *message, failure.text);
  for (const std::string& help : failure.help) draft.Help("{}", help);
}

}  // namespace ingot::frontend::pg
