// One client's connection and its other half at the service. While nobody sends it keeps no buffer.
#pragma once

#include <memory>
#include <string>

#include "bot/front/forwarder.h"
#include "bot/front/io.h"

namespace ingot::bot::front {

class Pair final : public std::enable_shared_from_this<Pair> {
 public:
  Pair(std::shared_ptr<Forwarder> forwarder, Socket client);
  ~Pair();
  Pair(const Pair&) = delete;
  auto operator=(const Pair&) -> Pair& = delete;

  // Reaches for the service; without one it waits for one.
  void Start();
  // Ends both at once.
  void Close();

  Clock::time_point deadline;        // of the list it is in
  Forwarder::Pairs* list = nullptr;  // none
  Forwarder::Pairs::iterator place;

 private:
  struct Direction {
    Socket& from;
    Socket& to;
    std::string pending;  // what the other side does not take yet; no more is read meanwhile
    bool ended = false;   // `from` has said all
    bool drops = false;   // `to` takes nothing any more: what comes is thrown away
  };

  void Connected(const ErrorCode& error);
  void Pump(Direction& direction);
  void WaitToRead(Direction& direction);
  void WaitToWrite(Direction& direction);
  // False when the rest has to wait, or there is nobody who takes it.
  auto Write(Direction& direction, const char* bytes, size_t size) -> bool;
  void Ended(Direction& direction);
  void Broken(Direction& direction);

  const std::shared_ptr<Forwarder> forwarder_;
  Socket client_;
  Socket service_;
  std::shared_ptr<Target> target_;  // null while it waits for one
  Direction in_{client_, service_, {}};
  Direction out_{service_, client_, {}};
  bool connected_ = false;
  bool closed_ = false;
};

}  // namespace ingot::bot::front
