// Effects outside the database. A transaction writes them down with its rows; they are carried out after it was committed,
// at least once, each with one key.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/endpoint.hpp>

namespace ingot::rt {

namespace service {
class Log;
}
namespace store {
class Database;
}

// Where the effects of one name go: every `call` has a target, all events share the one named "events".
struct OutboxTarget {
  std::string name;
  std::string url;    // "none": nobody wants them
  std::string token;  // sent as a bearer; empty: none
};
inline constexpr std::string_view kEventsTarget = "events";
inline constexpr std::string_view kNoUrl = "none";

// Carries out what is due, on a thread of its own, until it is destroyed.
class Deliverer {
 public:
  virtual ~Deliverer() = default;
};

// What an app with effects links; an app without names it not.
struct Outbox {
  // Makes the table unless it is there. Safe from several processes at once.
  void (*prepare)(store::Database& database);
  // `app` is the source of events. Database and log outlive the deliverer.
  std::unique_ptr<Deliverer> (*start)(store::Database& database, service::Log& log, std::string_view app, std::vector<OutboxTarget> targets);
};
extern const Outbox kOutbox;

// Write an effect down. `body` is its JSON, 1 MiB at most. Throws Failure 422 when it is more.
void putEvent(Session& session, Timestamp now, std::string_view name, JsonWriter body);
void putCall(Session& session, Timestamp now, std::string_view target, JsonWriter body);

template <typename T>
void putEvent(Session& session, Timestamp now, std::string_view name, const T& value) {
  JsonWriter json;
  writeValue(json, value);
  putEvent(session, now, name, std::move(json));
}
template <typename T>
void putCall(Session& session, Timestamp now, std::string_view target, const T& value) {
  JsonWriter json;
  writeValue(json, value);
  putCall(session, now, target, std::move(json));
}

}  // namespace ingot::rt
