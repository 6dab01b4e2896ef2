#include "store/postgres/link.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "store/postgres/errors.hpp"

namespace ingot::rt::store::postgres {
namespace {

constexpr std::int64_t kOpenMs = 5'000;
constexpr std::int64_t kLeastRestMs = 100;
constexpr std::int64_t kMostRestMs = 5'000;
constexpr std::int64_t kGraceMs = 2'000;  // beyond the statement time-out, which the server keeps itself
constexpr int kMostEmptyAnswers = 8;
constexpr int kMostRepeats = 3;
constexpr int kBinary = 1;

std::int64_t nowMs() {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool isError(PGresult* result) {
  const ExecStatusType status = libpq().PQresultStatus(result);
  return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

}  // namespace

Link::Link(net::Host& host, const ConnectOptions& options, LinkOwner& owner)
    : host_(host), options_(options), owner_(owner), timer_(host.timer(*this)) {}

Link::~Link() {
  watch_.reset();  // before libpq closes the socket
}

std::int64_t Link::silentMs() const { return entries_.empty() ? 0 : nowMs() - lastAnswerMs_; }

bool Link::mayBecomeReady() const {
  return state_ == State::ready || state_ == State::opening || (state_ == State::resting && restMs_ == kLeastRestMs);
}

void Link::open() {
  if (state_ != State::closed) return;
  state_ = State::opening;
  const ConnectWords words(options_.url);
  connection_.reset(libpq().PQconnectStartParams(words.names(), words.values(), 1));
  if (connection_ == nullptr || libpq().PQstatus(connection_.get()) == CONNECTION_BAD)
    return rest(connection_ == nullptr ? "out of memory" : lastError(connection_.get()));
  silence(connection_.get());
  lastAnswerMs_ = nowMs();
  timer_->set(kOpenMs);
  watchSocket();
  watch_->awaitWritable();
}

// libpq may go on with another socket, for another address of the host.
void Link::watchSocket() {
  const int socket = libpq().PQsocket(connection_.get());
  if (watch_ != nullptr && socket == watched_) return;
  watch_.reset();
  watched_ = socket;
  watch_ = host_.watch(socket, *this);
}

void Link::poll() {
  // The old socket may be closed in there, and its number used again.
  watch_.reset();
  const PostgresPollingStatusType status = libpq().PQconnectPoll(connection_.get());
  if (status == PGRES_POLLING_FAILED) return rest(lastError(connection_.get()));
  watchSocket();
  if (status == PGRES_POLLING_OK) return connected();
  status == PGRES_POLLING_READING ? watch_->awaitReadable() : watch_->awaitWritable();
}

void Link::connected() {
  PGconn* const connection = connection_.get();
  if (libpq().PQsetnonblocking(connection, 1) != 0 || libpq().PQenterPipelineMode(connection) != 1 ||
      !sendPlain(Entry::Kind::setup, setupSql(options_)) || libpq().PQpipelineSync(connection) != 1) {
    return rest(lastError(connection));
  }
  entries_.push_back({Entry::Kind::end});
  flush();
  watch_->awaitReadable();
}

// The sync behind the setup came back.
void Link::becomeReady() {
  state_ = State::ready;
  restMs_ = 0;
  clockRuns_ = false;
  timer_->cancel();
}

// Not to be opened again at once: a database that starts has better things to do than to refuse us.
void Link::rest(const std::string& why) {
  restMs_ = std::clamp(restMs_ * 2, kLeastRestMs, kMostRestMs);
  state_ = State::resting;
  watch_.reset();
  entries_.clear();
  connection_.reset();
  prepared_.clear();
  timer_->set(restMs_);
  owner_.linkBroke(*this, why, {});
}

void Link::breakOff(const std::string& why) {
  if (state_ == State::opening) return rest(why);
  if (state_ != State::ready) return;
  state_ = State::closed;
  watch_.reset();
  connection_.reset();
  prepared_.clear();
  clockRuns_ = false;
  timer_->cancel();
  underWay_ = 0;
  emptyAnswers_ = 0;
  std::vector<Query*> again;
  std::vector<Query*> lost;
  for (const Entry& entry : std::exchange(entries_, {})) {
    if (entry.query == nullptr || entry.kind == Entry::Kind::prepare) continue;
    if (entry.kind == Entry::Kind::query && entry.query->isChange()) continue;  // its end comes later
    const bool repeats = entry.query->repeatable && entry.query->repeats++ < kMostRepeats;
    (repeats ? again : lost).push_back(entry.query);
  }
  owner_.linkBroke(*this, why, std::move(again));
  for (Query* query : lost) {
    query->why = why;
    query->settle(query->repeatable ? Query::Outcome::unreachable : Query::Outcome::unknown);
  }
}

// Changes go alone.
void Link::send(std::span<Query* const> queries) {
  startClock();
  // In the transaction of these statements. One that begins with BEGIN brings its own.
  bool sent = !queries.front()->standsAlone || options_.pooledPath.empty() || sendPlain(Entry::Kind::path, options_.pooledPath);
  for (Query* query : queries) {
    sent = sent && sendOne(*query);
    entries_.push_back({Entry::Kind::query, query});
  }
  entries_.push_back({Entry::Kind::end, queries.front()->isChange() ? queries.front() : nullptr, nullptr, queries.size()});
  underWay_ += queries.size();
  if (!sent || libpq().PQpipelineSync(connection_.get()) != 1) return breakOff(lastError(connection_.get()));
  flush();
}

void Link::startClock() {
  if (entries_.empty()) lastAnswerMs_ = nowMs();
  if (options_.statementTimeoutMs > 0 && !clockRuns_) setClock(options_.statementTimeoutMs + kGraceMs);
}

// It goes on while nothing is under way, and looks again when it has run out: setting it for each statement costs more.
void Link::setClock(std::int64_t milliseconds) {
  clockRuns_ = true;
  timer_->set(milliseconds);
}

bool Link::sendOne(Query& query) {
  PGconn* const connection = connection_.get();
  const WireParams& params = query.params;
  const std::string sql(query.sql);  // libpq wants a NUL at its end
  if (options_.pooled) {
    return libpq().PQsendQueryParams(connection, sql.c_str(), params.count(), nullptr, params.values(), params.lengths(),
                                     params.formats(), kBinary) == 1;
  }
  const Prepared::Use use = prepared_.use(query.sql);
  if (!use.dropped.empty() && !sendPlain(Entry::Kind::drop, "DEALLOCATE " + use.dropped)) return false;
  if (use.isNew) {
    if (libpq().PQsendPrepare(connection, use.name.c_str(), sql.c_str(), 0, nullptr) != 1) return false;
    entries_.push_back({Entry::Kind::prepare, &query});
  }
  return libpq().PQsendQueryPrepared(connection, use.name.c_str(), params.count(), params.values(), params.lengths(),
                                     params.formats(), kBinary) == 1;
}

bool Link::sendPlain(Entry::Kind kind, const std::string& sql) {
  entries_.push_back({kind});
  return libpq().PQsendQueryParams(connection_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, kBinary) == 1;
}

void Link::flush() {
  const int left = libpq().PQflush(connection_.get());
  if (left < 0) return breakOff(lastError(connection_.get()));
  if (left > 0) watch_->awaitWritable();
}

void Link::writable() noexcept {
  if (state_ == State::opening && entries_.empty()) return poll();
  flush();
}

void Link::readable() noexcept {
  if (state_ == State::opening && entries_.empty()) return poll();
  const bool broken = libpq().PQconsumeInput(connection_.get()) != 1;
  receive();  // what came before the end counts
  if (broken && connection_ != nullptr) breakOff(lastError(connection_.get()));
  if (watch_ != nullptr) watch_->awaitReadable();
}

// A task that goes on in between may send more, or break the link off.
void Link::receive() {
  while (connection_ != nullptr && !entries_.empty() && libpq().PQisBusy(connection_.get()) == 0) {
    if (!take(Result(libpq().PQgetResult(connection_.get())))) return;
  }
  if (connection_ != nullptr && libpq().PQstatus(connection_.get()) == CONNECTION_BAD)
    breakOff(lastError(connection_.get()));
}

// The results of a statement end with none; the end of statements that belong together is one result, and before it an error when their
// commit failed.
bool Link::take(Result result) {
  if (result == nullptr) {
    if (entries_.front().result == nullptr || entries_.front().kind == Entry::Kind::end) return ++emptyAnswers_ < kMostEmptyAnswers;
    Entry entry = std::move(entries_.front());
    entries_.pop_front();
    finish(std::move(entry));
    return true;
  }
  emptyAnswers_ = 0;
  lastAnswerMs_ = nowMs();
  if (libpq().PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) {
    if (isError(result.get()) && (endsSession(result.get()) || libpq().PQstatus(connection_.get()) == CONNECTION_BAD)) {
      breakOff(errorOf(result.get()).message);
      return false;
    }
    entries_.front().result = std::move(result);
    return true;
  }
  Entry entry = std::move(entries_.front());
  entries_.pop_front();
  finishEnd(std::move(entry));
  return true;
}

void Link::finishEnd(Entry entry) {
  underWay_ -= entry.ended;
  if (entry.query != nullptr) {
    if (entry.result != nullptr && !isError(entry.query->result.get())) entry.query->result = std::move(entry.result);
    settle(*entry.query);
  }
  if (state_ == State::opening) becomeReady();
  owner_.linkChanged(*this);
}

void Link::finish(Entry entry) {
  PGresult* const result = entry.result.get();
  switch (entry.kind) {
    case Entry::Kind::setup:
      if (isError(result)) rest(errorOf(result).message);
      return;
    case Entry::Kind::prepare:
      if (!isError(result)) return;
      prepared_.forget(entry.query->sql);
      // The statement itself is told only that something before it failed.
      if (libpq().PQresultStatus(result) == PGRES_FATAL_ERROR) entry.query->result = std::move(entry.result);
      return;
    case Entry::Kind::query:
      if (entry.query->result == nullptr) entry.query->result = std::move(entry.result);
      if (!entry.query->isChange()) settle(*entry.query);
      return;
    case Entry::Kind::path:
    case Entry::Kind::drop:
    case Entry::Kind::end: return;
  }
}

// Its result is there.
void Link::settle(Query& query) {
  const bool neighbourFailed = libpq().PQresultStatus(query.result.get()) == PGRES_PIPELINE_ABORTED;
  const bool stale = !neighbourFailed && isError(query.result.get()) && isStale(errorOf(query.result.get()));
  if (stale) prepared_.forget(query.sql);
  if ((stale || neighbourFailed) && query.standsAlone && query.repeats++ < kMostRepeats) {
    query.result.reset();
    return owner_.repeat(query);
  }
  query.settle(Query::Outcome::answered);
}

void Link::perform() noexcept {
  if (state_ == State::resting) {
    state_ = State::closed;
    return owner_.linkChanged(*this);
  }
  if (state_ == State::opening) {
    restMs_ = std::max(restMs_, kLeastRestMs);  // nobody waits for a second try
    return rest("it took too long to connect");
  }
  clockRuns_ = false;
  if (entries_.empty()) return;
  const std::int64_t left = options_.statementTimeoutMs + kGraceMs - silentMs();
  if (left > 0) return setClock(left);
  breakOff("the database did not answer for " + std::to_string(silentMs()) + " ms");
}

}  // namespace ingot::rt::store::postgres
