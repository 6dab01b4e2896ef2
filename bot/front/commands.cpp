// What a front is told over its socket, and what it answers.
#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include <nlohmann/json.hpp>

#include "bot/front/front.h"
#include "bot/front/isolation.h"

namespace ingot::bot::front {
namespace {

using Json = nlohmann::json;

constexpr size_t kLongLine = 16 << 10;
constexpr auto kCandidatePatience = std::chrono::minutes(15);
constexpr auto kRoomPatience = std::chrono::minutes(2);  // clients wait meanwhile

auto Text(const Json& json) -> std::string {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
auto Good(Json json = Json::object()) -> std::string {
  json["ok"] = true;
  return Text(json);
}
auto Bad(const std::string& sentence, const char* kind = "failed") -> std::string {
  return Text({{"ok", false}, {"kind", kind}, {"error", sentence}});
}

auto IsName(const std::string& name) -> bool {
  if (name.empty() || name.size() > 200 || (name[0] >= '0' && name[0] <= '9')) return false;
  for (const char c : name) {
    if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
      return false;
  }
  return true;
}

// Throws what nlohmann throws, or a sentence.
auto LaunchOf(const Json& command) -> tl::expected<Launch, std::string> {
  Launch launch;
  launch.release = command.at("release").get<int64_t>();
  launch.release_id = command.value("releaseId", "");
  launch.program = command.at("program").get<std::string>();
  launch.alone = command.at("alone").get<bool>();
  launch.environment = command.at("environment").get<std::map<std::string, std::string>>();
  if (!launch.program.empty() && launch.program[0] != '/')
    return tl::unexpected(std::string("the program has no absolute path"));
  for (const auto& [name, value] : launch.environment) {
    if (!IsName(name)) return tl::unexpected(std::string("a setting has a name that no variable can have"));
    if (value.find('\0') != std::string::npos)
      return tl::unexpected("the setting " + name + " holds a zero byte");
  }
  return launch;
}

auto Show(const Service& service) -> Json {
  return {{"id", service.launch().id},     {"release", service.launch().release},
          {"releaseId", service.launch().release_id}, {"foreign", service.IsForeign()},
          {"port", service.launch().port}, {"alive", service.IsAlive()},
          {"process", service.Process()},  {"restarts", service.Restarts()},
          {"lastEnd", service.LastEnd()},  {"connections", service.target()->open}};
}

auto ShowCandidate(const Service& service) -> Json {
  Json shown = Show(service);
  shown["output"] = service.LastOutput();
  return shown;
}

}  // namespace

void Front::Handle(const std::string& line, const Control::Answer& answer) {
  HandleParsed(line, answer);
  if (line.size() > kLongLine) ::malloc_trim(0);  // what it took is not needed again for a long time
}

void Front::HandleParsed(const std::string& line, const Control::Answer& answer) {
  const auto command = Json::parse(line, nullptr, false);
  std::string now;
  try {
    now = command.is_object() ? Dispatch(command, answer)
                              : Bad("a command is an object of JSON on one line", "refused");
  } catch (const Json::exception&) {
    now = Bad("the command lacks a member, or one has another type", "refused");
  }
  if (!now.empty()) answer(std::move(now));
}

// Remembers a higher fence before anything is done for it.
auto Front::Accepts(const Json& command) -> std::string {
  const auto fence = command.at("fence").get<int64_t>();
  if (fence < state_.fence) return Bad("another attempt has this application now", "fenced");
  if (fence == state_.fence) return {};
  State next = state_;
  next.fence = fence;
  if (auto saved = SaveState(folder_, next); !saved) return Bad(saved.error());
  state_ = std::move(next);
  return {};
}

// The answer; empty when it comes later.
auto Front::Dispatch(const Json& command, const Control::Answer& answer) -> std::string {
  const auto name = command.at("command").get<std::string>();
  if (name == "status") return Status();
  if (ending_) return Bad("the front ends", "busy");
  if (busy_) return Bad("another command is under way", "busy");
  if (name == "remove") {
    Remove(answer);
    return {};
  }
  if (auto refusal = Accepts(command); !refusal.empty()) return refusal;
  if (name == "claim") return Good();
  if (name == "switch") return Switch(command.at("id").get<std::string>());
  if (name == "discard") return Discard(command.at("id").get<std::string>());
  if (name == "start") {
    Start(command, answer);
    return {};
  }
  if (name == "pause") {
    busy_ = true;
    ExpectCommand(kRoomPatience);
    MakeRoom([this, answer] {
      busy_ = false;
      answer(Good());
    });
    return {};
  }
  if (name == "resume") {
    if (candidate_) return Good();
    patience_.cancel();
    Resume();
    return Good();
  }
  return Bad("no such command", "refused");
}

void Front::Start(const Json& command, const Control::Answer& answer) {
  auto launch = LaunchOf(command);
  if (!launch) return answer(Bad(launch.error(), "refused"));
  DropCandidate();
  ExpectCommand(launch->alone ? kRoomPatience : Clock::duration(kCandidatePatience));
  if (!launch->alone) return answer(StartCandidate(std::move(*launch)));
  busy_ = true;
  MakeRoom([this, answer, launch = std::move(*launch)] {
    busy_ = false;
    answer(StartCandidate(launch));
  });
}

auto Front::StartCandidate(Launch launch) -> std::string {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(
                        std::chrono::system_clock::now().time_since_epoch())
                        .count();
  launch.id =
      std::to_string(launch.release) + "-" + std::to_string(time) + "-" + std::to_string(++candidates_);
  candidate_ = Make(std::move(launch));
  if (auto started = candidate_->Start(); !started) {
    candidate_.reset();
    Resume();
    return Bad(started.error());
  }
  return Good({{"id", candidate_->launch().id}, {"port", candidate_->launch().port}});
}

auto Front::TakePort(State& next) -> std::string {
  if (forwarder_->IsListening()) return {};
  listening_timer_.cancel();
  const auto port = next.port != 0
                        ? forwarder_->Listen(settings_.host, next.port, next.port)
                        : forwarder_->Listen(settings_.host, settings_.first_port, settings_.last_port);
  mistake_ = port ? "" : port.error();
  if (port) next.port = *port;
  return mistake_;
}

// Twice is once: whoever did not hear the answer asks again.
auto Front::Switch(const std::string& id) -> std::string {
  const Json where{{"host", settings_.host}, {"port", state_.port}};
  if (serving_ && serving_->launch().id == id && !held_) return Good(where);
  if (!candidate_ || candidate_->launch().id != id) return Bad("there is no such candidate");
  if (!candidate_->IsAlive())
    return Bad("the service of release " + std::to_string(candidate_->launch().release) + " " +
               candidate_->LastEnd());
  State next = state_;
  next.serving = candidate_->launch();
  const bool listened = forwarder_->IsListening();
  if (auto mistake = TakePort(next); !mistake.empty()) return Bad(mistake);
  if (auto saved = SaveState(folder_, next); !saved) {
    if (!listened) forwarder_->StopListening();
    return Bad(saved.error());
  }
  state_ = std::move(next);
  patience_.cancel();
  auto old = std::exchange(serving_, nullptr);
  Serve(std::exchange(candidate_, nullptr));
  Say("release " + std::to_string(serving_->launch().release) + " serves");
  Retire(old);
  return Good({{"host", settings_.host}, {"port", state_.port}, {"previous", old ? old->launch().id : ""}});
}

auto Front::Discard(const std::string& id) -> std::string {
  if (candidate_ && candidate_->launch().id == id) {
    patience_.cancel();
    DropCandidate();
    // Its database is free when it is gone: the service that comes back tries until then.
    Resume();
  }
  return Good();
}

void Front::Remove(const Control::Answer& answer) {
  RemoveState(folder_);
  state_ = State{};
  answer(Good());
  End();
}

auto Front::Status() const -> std::string {
  return Good({{"process", ::getpid()},
               {"fence", state_.fence},
               {"host", settings_.host},
               {"port", state_.port},
               {"listening", forwarder_->IsListening()},
               {"error", mistake_},
               {"isolated", settings_.isolation != Isolation::kNever && CanIsolate(settings_).has_value()},
               {"connections", forwarder_->Count()},
               {"waiting", forwarder_->Waiting()},
               {"held", held_},
               {"serving", serving_ ? Show(*serving_) : Json()},
               {"candidate", candidate_ ? ShowCandidate(*candidate_) : Json()},
               {"retiring", retiring_.size()}});
}

}  // namespace ingot::bot::front
