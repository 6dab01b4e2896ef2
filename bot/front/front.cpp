#include "bot/front/front.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "bot/front/isolation.h"
#include "bot/front/port.h"

namespace ingot::bot::front {
namespace {

constexpr size_t kMostRetiring = 4;
constexpr auto kLook = std::chrono::milliseconds(50);
constexpr auto kTryAgain = std::chrono::seconds(1);

}  // namespace

Front::Front(Io& io, std::string folder, const Settings& settings, State state, LogFile& log,
             size_t most_connections)
    : io_(io),
      folder_(std::move(folder)),
      settings_(settings),
      state_(std::move(state)),
      log_(log),
      forwarder_(std::make_shared<Forwarder>(io, most_connections)),
      patience_(io),
      retiring_timer_(io),
      gone_timer_(io),
      listening_timer_(io) {}

void Front::Say(const std::string& text) {
  log_.Write("{\"level\":\"info\",\"msg\":\"front: " + text + "\"}\n");
}

auto Front::Make(Launch launch) -> ServicePointer {
  auto port =
      launch.port == 0 ? Port::Any(settings_.first_service_port, settings_.last_service_port) : std::nullopt;
  if (port) launch.port = port->number();
  return std::make_shared<Service>(io_, settings_, folder_.substr(0, folder_.rfind('/')), std::move(launch),
                                   std::move(port), log_);
}

void Front::Begin() {
  if (!state_.serving) return;
  Launch launch = *state_.serving;
  if (!launch.program.empty()) launch.port = 0;  // another one is as good
  Serve(Make(std::move(launch)));
  ListenLater();
}

void Front::ListenLater() {
  const auto listening = forwarder_->Listen(settings_.host, state_.port, state_.port);
  mistake_ = listening ? "" : listening.error();
  if (listening || ending_) return;
  Say(mistake_);
  listening_timer_.expires_after(kTryAgain);
  listening_timer_.async_wait([this](const ErrorCode& error) {
    if (!error) ListenLater();
  });
}

// The service is started again and again, whatever happens: nobody else would do it.
void Front::Serve(ServicePointer service) {
  serving_ = std::move(service);
  serving_->KeepAlive();
  forwarder_->SendTo(serving_->target());
  held_ = false;
}

// Two of the application cannot run at once: the one that serves ends, and clients wait until one serves
// again.
void Front::MakeRoom(Next next) {
  DropCandidate();
  if (!serving_ || held_) return WhenGone(std::move(next));
  held_ = true;
  forwarder_->Hold();
  serving_->End([this, next = std::move(next)] { WhenGone(next); });
}

// What was told to end has the file of the database until it is gone.
void Front::WhenGone(Next next) {
  if (retiring_.empty()) return next();
  gone_timer_.expires_after(kLook);
  gone_timer_.async_wait([this, next = std::move(next)](const ErrorCode& error) {
    if (!error) WhenGone(next);
  });
}

void Front::Resume() {
  if (!held_ || !state_.serving) return;
  if (serving_->IsForeign()) return Serve(serving_);
  Launch launch = *state_.serving;
  launch.port = 0;
  Serve(Make(std::move(launch)));
}

void Front::DropCandidate() {
  if (!candidate_) return;
  candidate_->Kill();
  if (candidate_->IsAlive() && !candidate_->IsForeign()) retiring_.push_back(candidate_);
  candidate_.reset();
}

// Whoever asked for a candidate may have died: clients do not wait for it for ever.
void Front::ExpectCommand(Clock::duration patience) {
  patience_.expires_after(patience);
  patience_.async_wait([this](const ErrorCode& error) {
    if (error || busy_) return;
    Say("nobody decided about a candidate");
    DropCandidate();
    Resume();
  });
}

void Front::Retire(const ServicePointer& service) {
  if (!service || service->IsForeign()) return;
  retiring_.push_back(service);
  if (retiring_.size() > kMostRetiring) retiring_.front()->Kill();
  LookAtRetiring();
}

// Connections that are on their way to it arrive before it is told to finish.
void Front::LookAtRetiring() {
  bool again = false;
  for (const ServicePointer& each : retiring_) {
    if (each->target()->connecting > 0) again = true;
    if (each->target()->connecting == 0) each->End({});
  }
  retiring_.remove_if([](const ServicePointer& each) { return !each->IsAlive(); });
  if (!again) return;
  retiring_timer_.expires_after(kLook);
  retiring_timer_.async_wait([this](const ErrorCode& error) {
    if (!error) LookAtRetiring();
  });
}

void Front::Reap() {
  const auto retiring = retiring_;
  for (const ServicePointer& each : retiring) each->Reap();
  if (auto candidate = candidate_) candidate->Reap();
  if (auto serving = serving_) serving->Reap();
  retiring_.remove_if([](const ServicePointer& each) { return !each->IsAlive(); });
  if (ending_ && retiring_.empty() && (!serving_ || serving_->IsForeign() || !serving_->IsAlive()))
    io_.stop();
}

void Front::End() {
  if (std::exchange(ending_, true)) return io_.stop();  // twice: now
  listening_timer_.cancel();
  patience_.cancel();
  forwarder_->StopListening();
  DropCandidate();
  const auto look = [this] {
    if (retiring_.empty() && (!serving_ || serving_->IsForeign() || !serving_->IsAlive())) io_.stop();
  };
  for (const ServicePointer& each : retiring_) each->End({});
  if (serving_ && !serving_->IsForeign()) serving_->End({});
  look();
}

}  // namespace ingot::bot::front
