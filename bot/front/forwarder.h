// The public port of an application: takes connections and brings each to the release that serves. It sees
// TCP and nothing of what is said.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "bot/front/io.h"

namespace ingot::bot::front {

class Pair;

// Where connections go. They hold on to it, so that one knows when a release has none any more.
struct Target {
  Tcp::endpoint address;
  size_t connecting = 0;
  size_t open = 0;
};

class Forwarder : public std::enable_shared_from_this<Forwarder> {
 public:
  // Pairs of connections at most; as many of the process's file descriptors are spoken for, twice.
  Forwarder(Io& io, size_t most);
  Forwarder(const Forwarder&) = delete;
  auto operator=(const Forwarder&) -> Forwarder& = delete;

  // The first port of the range that is free; 0 and 0: any. Nothing is accepted before a target is there.
  auto Listen(const std::string& host, uint16_t first, uint16_t last) -> tl::expected<uint16_t, std::string>;
  void StopListening();
  auto IsListening() const -> bool { return acceptor_.is_open(); }

  // New connections go there from now on, and those that waited.
  void SendTo(std::shared_ptr<Target> target);
  // New connections wait, half a minute at most.
  void Hold();
  auto Target() const -> const std::shared_ptr<front::Target>& { return target_; }

  auto Count() const -> size_t { return count_; }
  auto Waiting() const -> size_t { return waiting_.size(); }

 private:
  friend class Pair;
  using Pairs = std::list<std::shared_ptr<Pair>>;

  void Accept();
  void AcceptSome();
  void Tick();
  void StartTick();
  void TryWaiting(size_t most);

  // For pairs.
  void Opened() { ++count_; }
  void Closed();
  void WaitsForService(const std::shared_ptr<Pair>& pair);
  void Lingers(const std::shared_ptr<Pair>& pair);
  void Connected() { TryWaiting(waiting_.size()); }

  Io& io_;
  const size_t most_;
  Acceptor acceptor_;
  Timer timer_;
  std::shared_ptr<front::Target> target_;
  Pairs waiting_;    // for a service; in order of their deadlines
  Pairs lingering_;  // the service has ended, the client has not; in order of their deadlines
  size_t count_ = 0;
  bool ticking_ = false;
  bool paused_ = false;
  std::array<char, 64 << 10> scratch_{};
};

}  // namespace ingot::bot::front
