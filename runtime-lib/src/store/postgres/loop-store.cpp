#include "store/postgres/loop-store.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "store/postgres/errors.hpp"
#include "store/postgres/session.hpp"

namespace ingot::rt::store::postgres {
namespace {

constexpr int kMostAttempts = 5;  // of a transaction that others came in the way of
constexpr std::int64_t kDeafMs = 1'000;

// A pooler wants one sync after the other: PgBouncer 1.18 loses what a client sends before the last one came back.
std::size_t depth(const Shared& shared, std::size_t wanted) { return shared.connect.pooled ? 1 : wanted; }

// Few connections for reads, which go out together; most for writes: commits share a flush of the log across
// connections, never inside one.
LaneLimits rowLimits(const Shared& shared) { return {shared.linksPerLoop > 8 ? 2U : 1U, 64, 1, shared.maxQueued}; }
LaneLimits listLimits(const Shared& shared) { return {shared.linksPerLoop > 8 ? 2U : 1U, 1, depth(shared, 4), shared.maxQueued}; }
LaneLimits writeLimits(const Shared& shared) {
  const std::size_t others = rowLimits(shared).links + listLimits(shared).links;
  return {std::max<std::size_t>(shared.linksPerLoop, others + 1) - others, 1, depth(shared, 2), shared.maxQueued};
}

// Waits for a query, which something else has been given.
void waitFor(net::Engine& engine, Query& query, FunctionRef<void()> give) {
  engine.wait([&](net::Waker& waker) {
    query.waker = &waker;
    give();
  });
}

Result resultOf(Query& query) {
  if (query.outcome == Query::Outcome::unreachable) throw unreachable(query.why);
  if (query.outcome == Query::Outcome::unknown) throw outcomeUnknown(query.why);
  return std::move(query.result);
}

// Statements that stand alone.
class LaneCarrier final : public Carrier {
 public:
  LaneCarrier(net::Engine& engine, Lane& lane, bool repeatable) : engine_(engine), lane_(lane), repeatable_(repeatable) {}
  [[nodiscard]] Result carry(std::string_view sql, const WireParams& params) override {
    Query query{sql, params, true, repeatable_};
    waitFor(engine_, query, [&] { lane_.submit(query); });
    return resultOf(query);
  }

 private:
  net::Engine& engine_;
  Lane& lane_;
  bool repeatable_;
};

// A connection alone, for the time of a transaction.
class Claimed {
 public:
  Claimed(net::Engine& engine, Lane& lane) : lane_(lane) {
    engine.wait([&](net::Waker& waker) {
      claim_.waker = &waker;
      lane_.claim(claim_);
    });
    if (claim_.link == nullptr) throw unreachable(claim_.why);
  }
  ~Claimed() { lane_.giveBack(link()); }
  Claimed(const Claimed&) = delete;
  Claimed& operator=(const Claimed&) = delete;
  [[nodiscard]] Link& link() const { return *claim_.link; }

 private:
  Lane& lane_;
  Lane::Claim claim_{nullptr};
};

constexpr std::string_view beginSql(Isolation isolation) {
  return isolation == Isolation::serializable ? "BEGIN ISOLATION LEVEL SERIALIZABLE" : "BEGIN";
}

// The first statement takes BEGIN with it; a transaction of no statement never begins.
class TransactionCarrier final : public Carrier {
 public:
  TransactionCarrier(net::Engine& engine, Link& link, Isolation isolation, std::string_view path)
      : engine_(engine), link_(link), begin_(beginSql(isolation)), path_(path) {}

  [[nodiscard]] Result carry(std::string_view sql, const WireParams& params) override {
    Query query{sql, params};
    send(query);
    // What broke before COMMIT was sent was not stored.
    if (query.outcome != Query::Outcome::answered) throw unreachable(query.why);
    return std::move(query.result);
  }

  void commit() {
    if (!begun_) return;
    Query query{"COMMIT", none_};
    send(query);
    const Result result = resultOf(query);
    begun_ = false;
    if (libpq().PQresultStatus(result.get()) != PGRES_COMMAND_OK)
      fail(errorOf(result.get()), {"COMMIT", Params(), nullptr, {}}, nullptr);
    // The server says ROLLBACK when a statement had failed and nobody cared.
    if (std::string_view(libpq().PQcmdStatus(result.get())) != "COMMIT")
      throw std::runtime_error("a transaction in which a statement failed was to be committed");
  }

  // Whatever happens, nothing of the transaction stays.
  void rollback() noexcept {
    if (!begun_ || link_.state() != Link::State::ready) return;
    try {
      Query query{"ROLLBACK", none_};
      send(query);
      const bool done = query.outcome == Query::Outcome::answered &&
                        libpq().PQresultStatus(query.result.get()) == PGRES_COMMAND_OK;
      if (!done) link_.breakOff("a transaction could not be rolled back");
    } catch (...) {
      link_.breakOff("a transaction could not be rolled back");
    }
    begun_ = false;
  }

 private:
  void send(Query& query) {
    if (link_.state() != Link::State::ready) {
      query.outcome = Query::Outcome::unreachable;
      query.why = "the connection broke";
      return;
    }
    Query begin{begin_, none_};
    Query path{path_, none_};
    std::vector<Query*> together;
    if (!std::exchange(begun_, true)) together.push_back(&begin);
    if (!together.empty() && !path_.empty()) together.push_back(&path);
    together.push_back(&query);
    waitFor(engine_, query, [&] { link_.send(together); });
  }

  net::Engine& engine_;
  Link& link_;
  std::string_view begin_;
  std::string_view path_;  // the statement behind it; may be empty
  const WireParams none_{Params()};
  bool begun_ = false;
};

}  // namespace

PgLoopStore::PgLoopStore(net::Host& host, Shared& shared)
    : host_(host),
      shared_(shared),
      secretKeys_(shared.secretKeys),
      rows_(host, shared.connect, rowLimits(shared), shared.waiting),
      lists_(host, shared.connect, listLimits(shared), shared.waiting),
      writes_(host, shared.connect, writeLimits(shared), shared.waiting) {}

void PgLoopStore::read(FunctionRef<void(Session&)> work, ReadCost cost) {
  LaneCarrier carrier(host_.engine(), cost == ReadCost::list ? lists_ : rows_, true);
  PgSession session(carrier, secretKeys_.get(), &shared_.view);
  work(session);
}

void PgLoopStore::write(FunctionRef<void(Session&)> work, const WriteOptions& options) {
  for (int attempt = 1;; ++attempt) {
    try {
      if (!options.oneStatement) return transact(work, options.isolation);
      LaneCarrier carrier(host_.engine(), writes_, false);
      PgSession session(carrier, secretKeys_.get(), &shared_.view);
      return work(session);
    } catch (const Contention& contention) {
      if (attempt == kMostAttempts) throw contention.failure();
    }
  }
}

void PgLoopStore::transact(FunctionRef<void(Session&)> work, Isolation isolation) {
  const Claimed claimed(host_.engine(), writes_);
  TransactionCarrier carrier(host_.engine(), claimed.link(), isolation, shared_.connect.pooledPath);
  PgSession session(carrier, secretKeys_.get(), &shared_.view);
  try {
    work(session);
    carrier.commit();
  } catch (...) {
    carrier.rollback();
    throw;
  }
}

bool PgLoopStore::ready(std::string& why) {
  try {
    // The first who asks a database that says nothing waits for it, the others are told.
    if (rows_.silentMs() > kDeafMs) throw unreachable("the database has not answered for a while");
    read([](Session& session) { session.execute(Statement{"SELECT 1"}, Params()); }, ReadCost::rows);
    return true;
  } catch (const Failure& failure) {
    why = failure.cause().empty() ? failure.message() : failure.cause();
  } catch (const std::exception& error) {
    why = error.what();
  }
  return false;
}

}  // namespace ingot::rt::store::postgres
