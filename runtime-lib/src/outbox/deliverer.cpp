// Carries effects out: one thread a process, and as many processes as there are.
#include <algorithm>
#include <map>

#include <ingot/rt/outbox.hpp>

#include "outbox/outbox-table.hpp"
#include "outbox/sender.hpp"
#include "service/background.hpp"
#include "service/log.hpp"
#include "types/text.hpp"

namespace ingot::rt::outbox {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
// Longer than eight effects of thirteen seconds each.
constexpr std::int64_t kLease = 120 * kSecond;
constexpr std::int64_t kLongestWait = 3600 * kSecond;
constexpr std::int64_t kMostAttempts = 20;  // some ten hours
constexpr service::Background::Pauses kPauses{std::chrono::milliseconds(200), std::chrono::seconds(2)};

// https://cloudevents.io, as one JSON document.
std::string cloudEvent(const Effect& effect, std::string_view app) {
  JsonWriter json;
  json.beginObject();
  json.member("specversion", "1.0");
  json.member("id", effect.id);
  json.member("source", "/" + std::string(app));
  json.member("type", effect.name);
  json.member("time", effect.createdAt);
  json.member("datacontenttype", "application/json");
  json.name("data");
  json.value(Json{effect.body});
  json.endObject();
  return json.take();
}

// 2, 4, 8 seconds ... an hour.
Timestamp nextTry(Timestamp now, std::int64_t attempt) {
  return {now.micros + std::min(kSecond << std::min<std::int64_t>(attempt, 30), kLongestWait)};
}

class Sending final : public Deliverer {
 public:
  Sending(store::Database& database, service::Log& log, std::string_view app, const std::vector<OutboxTarget>& targets)
      : database_(database), log_(log), app_(app), senders_(sendersTo(targets)), thread_(log, "the outbox cannot be read", kPauses, [this] { return deliverSome(); }) {}
  ~Sending() override {
    thread_.stop();
    for (auto& [name, sender] : senders_) sender.stop();  // it may wait for an answer
  }
  Sending(const Sending&) = delete;
  Sending& operator=(const Sending&) = delete;

 private:
  using Senders = std::map<std::string, Sender, std::less<>>;

  static Senders sendersTo(const std::vector<OutboxTarget>& targets) {
    Senders senders;
    for (const OutboxTarget& target : targets) {
      if (target.url != kNoUrl) senders.emplace(target.name, target);
    }
    return senders;
  }

  bool deliverSome() {
    const Timestamp now = service::currentTime();
    const std::vector<Effect> effects = claim(database_, now, {now.micros + kLease});
    for (const Effect& effect : effects) {
      // What is not begun goes back at once: another process, or the next start, need not wait for the lease.
      thread_.stopping() ? postpone(database_, effect, service::currentTime()) : deliver(effect);
    }
    return !effects.empty();
  }

  void deliver(const Effect& effect) {
    const auto sender = senders_.find(effect.target);
    if (sender == senders_.end()) return forget(database_, effect);  // nobody wants it
    const bool isEvent = effect.target == kEventsTarget;
    const std::string why = isEvent ? sender->second.post(format(effect.id), "application/cloudevents+json", cloudEvent(effect, app_))
                                    : sender->second.post(format(effect.id), "application/json", effect.body);
    if (why.empty()) return forget(database_, effect);
    if (thread_.stopping()) return postpone(database_, effect, service::currentTime());
    const bool gaveUp = effect.attempt >= kMostAttempts;
    report(gaveUp ? LogLevel::error : LogLevel::warn, gaveUp ? "an effect was given up" : "an effect has to wait", why, effect);
    postpone(database_, effect, gaveUp ? std::nullopt : std::optional(nextTry(service::currentTime(), effect.attempt)));
  }

  // Never what is in it.
  void report(LogLevel level, std::string_view message, std::string_view why, const Effect& effect) {
    if (!log_.wants(level)) return;
    JsonWriter line = service::Log::begin(level, message);
    line.member("why", why);
    line.member("effect", effect.id);
    line.member("target", effect.target);
    line.member("attempt", effect.attempt);
    log_.write(std::move(line));
  }

  store::Database& database_;
  service::Log& log_;
  const std::string app_;
  Senders senders_;
  service::Background thread_;
};

std::unique_ptr<Deliverer> start(store::Database& database, service::Log& log, std::string_view app, std::vector<OutboxTarget> targets) {
  return std::make_unique<Sending>(database, log, app, targets);
}

}  // namespace
}  // namespace ingot::rt::outbox

namespace ingot::rt {

const Outbox kOutbox{outbox::prepare, outbox::start};

}  // namespace ingot::rt
