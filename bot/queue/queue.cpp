#include "bot/queue/queue.h"

#include <hiredis/hiredis.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "bot/queue/address.h"

namespace ingot::bot {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kStream = "ingot:jobs";
constexpr const char* kGroup = "bots";
constexpr const char* kMostEntries = "10000";
constexpr const char* kLeft = "30000";            // milliseconds after which another consumer's entries are taken
constexpr long long kForgotten = 24LL * 3600000;  // milliseconds after which a silent consumer is removed
constexpr auto kFirstPause = std::chrono::milliseconds(200);
constexpr auto kMostPause = std::chrono::milliseconds(5000);

struct FreeContext {
  void operator()(redisContext* context) const { ::redisFree(context); }
};
struct FreeReply {
  void operator()(redisReply* reply) const { ::freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

auto TextOf(const redisReply* reply) -> std::string_view {
  if (reply == nullptr || reply->str == nullptr) return {};
  return {reply->str, reply->len};
}

auto ElementOf(const redisReply* reply, size_t index) -> const redisReply* {
  return reply != nullptr && reply->type == REDIS_REPLY_ARRAY && index < reply->elements ? reply->element[index] : nullptr;
}

auto TimeOf(std::chrono::milliseconds time) -> timeval {
  return {static_cast<time_t>(time.count() / 1000), static_cast<suseconds_t>(time.count() % 1000 * 1000)};
}

// `[[entry, [field, value, ...]], ...]`; an entry that was deleted has no fields.
void Collect(const redisReply* entries, std::vector<Announcement>& found) {
  for (size_t i = 0; ElementOf(entries, i) != nullptr; ++i) {
    const redisReply* entry = ElementOf(entries, i);
    const redisReply* fields = ElementOf(entry, 1);
    Announcement announcement{std::string(TextOf(ElementOf(entry, 0))), {}};
    for (size_t at = 0; ElementOf(fields, at + 1) != nullptr; at += 2) {
      if (TextOf(ElementOf(fields, at)) == "job") announcement.job = TextOf(ElementOf(fields, at + 1));
    }
    if (!announcement.entry.empty()) found.push_back(std::move(announcement));
  }
}

}  // namespace

class Queue::Connection {
 public:
  Connection(const std::string& url, std::string consumer) : address_(QueueAddressOf(url)), consumer_(std::move(consumer)) {
    if (!address_) problem_ = "its address is not one (redis://:PASSWORD@HOST:PORT/0)";
  }

  auto works() const -> bool { return works_; }
  auto problem() const -> const std::string& { return problem_; }
  auto consumer() const -> const std::string& { return consumer_; }

  // No answer, or an error, is nothing.
  auto Ask(const std::vector<std::string>& words, std::chrono::milliseconds wait = {}) -> Reply {
    if (!Open()) return nullptr;
    Reply reply = Send(words, wait);
    if (reply && reply->type == REDIS_REPLY_ERROR && TextOf(reply.get()).starts_with("NOGROUP")) {
      if (!MakeGroup()) return nullptr;
      reply = Send(words, wait);
    }
    if (!reply) return nullptr;
    if (reply->type == REDIS_REPLY_ERROR) {
      Drop(std::string(TextOf(reply.get()).substr(0, 200)));
      return nullptr;
    }
    works_ = true;
    pause_ = kFirstPause;
    return reply;
  }

 private:
  auto Send(const std::vector<std::string>& words, std::chrono::milliseconds wait) -> Reply {
    std::vector<const char*> texts;
    std::vector<size_t> sizes;
    for (const std::string& word : words) {
      texts.push_back(word.data());
      sizes.push_back(word.size());
    }
    ::redisSetTimeout(open_.get(), TimeOf(wait + std::chrono::seconds(2)));
    Reply reply(static_cast<redisReply*>(::redisCommandArgv(open_.get(), static_cast<int>(words.size()), texts.data(), sizes.data())));
    if (!reply) Drop(open_->errstr);
    return reply;
  }

  auto Succeeds(const std::vector<std::string>& words, std::string_view other = "OK") -> bool {
    const Reply reply = Send(words, {});
    if (!reply) return false;
    if (reply->type != REDIS_REPLY_ERROR || TextOf(reply.get()).starts_with(other)) return true;
    Drop(std::string(TextOf(reply.get()).substr(0, 200)));
    return false;
  }

  // From its first entry on: what was announced before the group was there is for it too.
  auto MakeGroup() -> bool { return Succeeds({"XGROUP", "CREATE", kStream, kGroup, "0", "MKSTREAM"}, "BUSYGROUP"); }

  auto Open() -> bool {
    if (open_) return true;
    if (!address_ || Clock::now() < next_try_) return false;
    open_.reset(::redisConnectWithTimeout(address_->host.c_str(), address_->port, TimeOf(std::chrono::seconds(1))));
    if (!open_ || open_->err != 0) {
      Drop(open_ ? open_->errstr : "no memory");
      return false;
    }
    if (!address_->password.empty()) {
      std::vector<std::string> words{"AUTH"};
      if (!address_->user.empty()) words.push_back(address_->user);
      words.push_back(address_->password);
      if (!Succeeds(words)) return false;
    }
    return Succeeds({"SELECT", std::to_string(address_->database)}) && MakeGroup() && ForgetOthers();
  }

  // Consumers that died leave their names.
  auto ForgetOthers() -> bool {
    const Reply consumers = Send({"XINFO", "CONSUMERS", kStream, kGroup}, {});
    if (!consumers) return false;
    for (size_t i = 0; ElementOf(consumers.get(), i) != nullptr; ++i) {
      const redisReply* one = ElementOf(consumers.get(), i);
      std::string name;
      long long pending = 1;
      long long idle = 0;
      for (size_t at = 0; ElementOf(one, at + 1) != nullptr; at += 2) {
        const std::string_view field = TextOf(ElementOf(one, at));
        if (field == "name") name = TextOf(ElementOf(one, at + 1));
        if (field == "pending") pending = ElementOf(one, at + 1)->integer;
        if (field == "idle") idle = ElementOf(one, at + 1)->integer;
      }
      if (pending == 0 && idle > kForgotten && name != consumer_ && !Succeeds({"XGROUP", "DELCONSUMER", kStream, kGroup, name})) return false;
    }
    return true;
  }

  void Drop(std::string problem) {
    problem_ = std::move(problem);
    works_ = false;
    open_.reset();
    next_try_ = Clock::now() + pause_;
    pause_ = std::min(pause_ * 2, std::chrono::duration_cast<std::chrono::milliseconds>(kMostPause));
  }

  std::optional<QueueAddress> address_;
  std::string consumer_;
  std::unique_ptr<redisContext, FreeContext> open_;
  bool works_ = false;
  std::string problem_;
  std::chrono::milliseconds pause_ = kFirstPause;
  Clock::time_point next_try_;
};

Queue::Queue(const std::string& url, std::string consumer) : connection_(std::make_unique<Connection>(url, std::move(consumer))) {}
Queue::~Queue() = default;

auto Queue::Works() const -> bool { return connection_->works(); }
auto Queue::Problem() const -> std::string { return connection_->problem(); }

auto Queue::Announce(const std::string& job) -> bool {
  return connection_->Ask({"XADD", kStream, "MAXLEN", "~", kMostEntries, "*", "job", job}) != nullptr;
}

auto Queue::Take(int most, std::chrono::milliseconds wait) -> std::vector<Announcement> {
  std::vector<Announcement> found;
  const std::string count = std::to_string(most);
  // `[next, entries, deleted]`
  const Reply left = connection_->Ask({"XAUTOCLAIM", kStream, kGroup, connection_->consumer(), kLeft, "0-0", "COUNT", count});
  if (!left) return found;
  Collect(ElementOf(left.get(), 1), found);
  if (!found.empty()) return found;
  // `[[stream, entries]]`, or nothing. To wait for 0 milliseconds would be for ever.
  std::vector<std::string> words{"XREADGROUP", "GROUP", kGroup, connection_->consumer(), "COUNT", count};
  if (wait.count() > 0) words.insert(words.end(), {"BLOCK", std::to_string(wait.count())});
  words.insert(words.end(), {"STREAMS", kStream, ">"});
  const Reply fresh = connection_->Ask(words, wait);
  Collect(ElementOf(ElementOf(fresh.get(), 0), 1), found);
  return found;
}

void Queue::Acknowledge(const std::vector<Announcement>& announcements) {
  if (announcements.empty()) return;
  std::vector<std::string> words{"XACK", kStream, kGroup};
  for (const Announcement& announcement : announcements) words.push_back(announcement.entry);
  connection_->Ask(words);
}

void Queue::Leave() { connection_->Ask({"XGROUP", "DELCONSUMER", kStream, kGroup, connection_->consumer()}); }

}  // namespace ingot::bot
