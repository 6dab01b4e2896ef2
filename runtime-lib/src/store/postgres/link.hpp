// One connection to PostgreSQL in pipeline mode, on a loop: statements go out together, results come back in order.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "net/host.hpp"
#include "store/postgres/connect.hpp"
#include "store/postgres/libpq.hpp"
#include "store/postgres/prepared.hpp"
#include "store/postgres/query.hpp"

namespace ingot::rt::store::postgres {

class Link;

// Told on the loop's thread.
class LinkOwner {
 public:
  virtual ~LinkOwner() = default;
  // It became ready, has room again, or may be opened again.
  virtual void linkChanged(Link& link) noexcept = 0;
  // It broke, or could not be opened. `again` are repeatable statements that it had not answered.
  virtual void linkBroke(Link& link, const std::string& why, std::vector<Query*> again) noexcept = 0;
  // A statement that the server did not carry out, for no fault of its own.
  virtual void repeat(Query& query) noexcept = 0;
};

class Link final : net::Watcher, net::Job {
 public:
  enum class State {
    closed,   // may be opened
    opening,
    ready,
    resting,  // could not be opened: not yet to be opened again
  };

  Link(net::Host& host, const ConnectOptions& options, LinkOwner& owner);
  ~Link() override;

  [[nodiscard]] State state() const { return state_; }
  // Whether it may become ready without anybody's doing. A first failure may be that of this one connection, which an administrator ended
  // while it was opened, say; a second one is the database's, and so is silence.
  [[nodiscard]] bool mayBecomeReady() const;
  // Statements that are not answered yet, or whose sync is not: a pooler may give the server to another client only behind it.
  [[nodiscard]] std::size_t underWay() const { return underWay_; }
  // Milliseconds since the server last answered, while something is under way; else 0.
  [[nodiscard]] std::int64_t silentMs() const;

  void open();
  // Sends statements that succeed or fail together; each is settled. Must be ready.
  void send(std::span<Query* const> queries);
  // Gives the connection up; what is under way is settled.
  void breakOff(const std::string& why);

 private:
  // What the server will answer, in this order.
  struct Entry {
    enum class Kind { setup, path, prepare, query, drop, end };
    Kind kind;
    Query* query = nullptr;  // of an end: the change that is settled with it
    Result result = nullptr;
    std::size_t ended = 0;  // how many queries end with it
  };

  void readable() noexcept override;
  void writable() noexcept override;
  void perform() noexcept override;  // the timer

  void poll();
  void connected();
  void becomeReady();
  [[nodiscard]] bool sendOne(Query& query);
  [[nodiscard]] bool sendPlain(Entry::Kind kind, const std::string& sql);
  void flush();
  void receive();
  [[nodiscard]] bool take(Result result);
  void finish(Entry entry);
  void finishEnd(Entry entry);
  void settle(Query& query);
  void watchSocket();
  void rest(const std::string& why);
  void startClock();
  void setClock(std::int64_t milliseconds);

  net::Host& host_;
  const ConnectOptions& options_;
  LinkOwner& owner_;
  State state_ = State::closed;
  ConnectionHandle connection_;
  std::unique_ptr<net::Watch> watch_;
  int watched_ = -1;
  std::unique_ptr<net::Timer> timer_;
  Prepared prepared_;
  std::deque<Entry> entries_;
  std::size_t underWay_ = 0;
  int emptyAnswers_ = 0;  // in a row
  std::int64_t lastAnswerMs_ = 0;
  bool clockRuns_ = false;
  std::int64_t restMs_ = 0;
};

}  // namespace ingot::rt::store::postgres
