#include "bot/http/streams.h"

#include "bot/http/answers.h"

namespace ingot::bot {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kLook = std::chrono::milliseconds(300);
constexpr auto kHeartbeat = std::chrono::seconds(10);
constexpr int kLinesAtOnce = 500;

auto Send(httplib::DataSink& sink, const std::string& text) -> bool { return sink.write(text.data(), text.size()); }

auto HasEnded(const Job& job) -> bool { return job.status != JobStatus::kPending && job.status != JobStatus::kProcessing; }

}  // namespace

struct Streams::Watch {
  std::string job;
  int64_t after = 0;
  std::string state;  // of the job, as it was sent
  Clock::time_point sent = Clock::now();
  bool first = true;
};

auto Streams::Begin() -> bool {
  const std::lock_guard lock(mutex_);
  if (ends_ || open_ >= most_) return false;
  ++open_;
  return true;
}

void Streams::Finish() {
  const std::lock_guard lock(mutex_);
  --open_;
}

void Streams::End() {
  const std::lock_guard lock(mutex_);
  ends_ = true;
  ended_.notify_all();
}

// False: nobody hears it any more, or all is said.
auto Streams::SendNews(Watch& watch, httplib::DataSink& sink) -> bool {
  // The job before its lines: the line that comes with its end is among them then.
  const auto job = Stores::Borrowed(stores_)->FindJob(watch.job);
  const auto events = Stores::Borrowed(stores_)->Events(watch.job, watch.after, kLinesAtOnce);
  if (!job || !events) return true;  // the database is away: the stream goes on when it is there again
  std::string text;
  for (const Event& event : *events) {
    text += "id: " + std::to_string(event.number) + "\nevent: line\ndata: " + EventText(event) + "\n\n";
    watch.after = event.number;
  }
  const bool all = static_cast<int>(events->size()) < kLinesAtOnce;
  const bool ended = !*job || (HasEnded(**job) && all);
  std::string next;
  if (*job && ended) {
    const auto found = Stores::Borrowed(stores_)->FindNext(watch.job);
    if (found && *found) next = (*found)->id;
  }
  const std::string state = *job ? JobText(**job, next) : "null";
  if (ended || state != watch.state) text += std::string("event: ") + (ended ? "end" : "job") + "\ndata: " + state + "\n\n";
  watch.state = state;
  if (!text.empty()) {
    watch.sent = Clock::now();
    if (!Send(sink, text)) return false;
  }
  if (ended) sink.done();
  return !ended;
}

auto Streams::Step(Watch& watch, httplib::DataSink& sink) -> bool {
  if (!watch.first) {
    std::unique_lock lock(mutex_);
    if (ended_.wait_for(lock, kLook, [&] { return ends_; })) {
      sink.done();
      return true;
    }
  }
  watch.first = false;
  if (!SendNews(watch, sink)) return true;
  if (Clock::now() - watch.sent < kHeartbeat) return true;
  watch.sent = Clock::now();
  return Send(sink, ": still here\n\n");
}

void Streams::Answer(const std::string& job, int64_t after, httplib::Response& response) {
  if (!Begin()) {
    response.status = 503;
    response.set_header("Retry-After", "5");
    response.set_content(ErrorText("busy", "too many logs are watched at this moment"), "application/json");
    return;
  }
  const auto watch = std::make_shared<Watch>();
  watch->job = job;
  watch->after = after;
  response.set_chunked_content_provider(
      "text/event-stream", [this, watch](size_t, httplib::DataSink& sink) { return sink.is_writable() && Step(*watch, sink); },
      [this](bool) { Finish(); });
}

}  // namespace ingot::bot
