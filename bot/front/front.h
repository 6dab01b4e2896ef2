// The process beside one application: it holds the public port, keeps the service alive, and outlives the
// bot.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "bot/front/control.h"
#include "bot/front/forwarder.h"
#include "bot/front/log_file.h"
#include "bot/front/service.h"
#include "bot/front/settings.h"
#include "bot/front/state.h"

namespace ingot::bot::front {

// Runs the front whose folder it is until it is told to end. An exit code: 0, 3 when it cannot, 4 when
// another one runs for the folder.
auto RunFront(const std::string& folder) -> int;

class Front {
 public:
  Front(Io& io, std::string folder, const Settings& settings, State state, LogFile& log,
        size_t most_connections);
  Front(const Front&) = delete;
  auto operator=(const Front&) -> Front& = delete;

  // Goes on with the release that served before.
  void Begin();
  // One line of the control socket.
  void Handle(const std::string& line, const Control::Answer& answer);
  // Some child died.
  void Reap();
  // Ends the services and then the loop; the next front of the folder goes on with what serves now.
  void End();

 private:
  using Json = nlohmann::json;
  using ServicePointer = std::shared_ptr<Service>;
  using Next = std::function<void()>;

  void HandleParsed(const std::string& line, const Control::Answer& answer);
  auto Dispatch(const Json& command, const Control::Answer& answer) -> std::string;
  auto Accepts(const Json& command) -> std::string;
  void Start(const Json& command, const Control::Answer& answer);
  auto StartCandidate(Launch launch) -> std::string;
  auto Switch(const std::string& id) -> std::string;
  auto Discard(const std::string& id) -> std::string;
  void Remove(const Control::Answer& answer);
  auto Status() const -> std::string;

  auto Make(Launch launch) -> ServicePointer;
  void Serve(ServicePointer service);
  void MakeRoom(Next next);
  void WhenGone(Next next);
  void Resume();
  void Retire(const ServicePointer& service);
  void LookAtRetiring();
  void DropCandidate();
  void ExpectCommand(Clock::duration patience);
  auto TakePort(State& next) -> std::string;
  void ListenLater();
  void Say(const std::string& text);

  Io& io_;
  const std::string folder_;
  const Settings settings_;
  State state_;
  LogFile& log_;
  std::shared_ptr<Forwarder> forwarder_;
  Timer patience_;  // with a candidate, or with a service that made room
  Timer retiring_timer_;
  Timer gone_timer_;
  Timer listening_timer_;
  ServicePointer serving_;
  ServicePointer candidate_;
  std::list<ServicePointer> retiring_;
  std::string mistake_;  // why it does not listen
  int64_t candidates_ = 0;
  bool held_ = false;  // the service that serves made room, and clients wait
  bool busy_ = false;  // with a command whose answer comes later
  bool ending_ = false;
};

}  // namespace ingot::bot::front
