// Wakes bots up: ids of jobs through a stream of Redis. It may lose all it holds, since what is to be done stands in PostgreSQL.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace ingot::bot {

struct Announcement {
  std::string entry;  // Redis' own id of it
  std::string job;    // whatever somebody wrote there
};

// One connection, for one thread. Nothing here fails: a server that is gone gives nothing and is tried again after a while, a group or a stream that
// is missing is made.
class Queue {
 public:
  // An address that cannot be read is a server that is gone. `consumer` is this bot's name among those that share the stream.
  Queue(const std::string& url, std::string consumer);
  ~Queue();
  Queue(const Queue&) = delete;
  auto operator=(const Queue&) -> Queue& = delete;

  // Whether the last use of the server succeeded; and what it was that did not, without any secret.
  auto Works() const -> bool;
  auto Problem() const -> std::string;

  // False when nobody hears it.
  auto Announce(const std::string& job) -> bool;
  // What was announced, and goes to this consumer; or what another one took and left for half a minute. Waits when there is nothing; without
  // a server it does not wait.
  auto Take(int most, std::chrono::milliseconds wait) -> std::vector<Announcement>;
  void Acknowledge(const std::vector<Announcement>& announcements);
  // This consumer comes no more.
  void Leave();

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ingot::bot
