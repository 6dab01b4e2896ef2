#include "file/s3/bucket.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

#include <ingot/rt/problem.hpp>

#include "hash/sha256.hpp"
#include "service/log.hpp"
#include "types/text.hpp"

namespace ingot::rt::file::s3 {
namespace {

using outbound::Answer;
using outbound::Call;

constexpr outbound::Patience kPatience{3, 30};  // some stores answer to a large object late
constexpr int kMostTries = 3;
constexpr auto kFirstPause = std::chrono::milliseconds(100);  // and four times as long each time
constexpr auto kLastTry = std::chrono::seconds(10);           // after that nobody waits for another one
constexpr std::size_t kMostIdle = 32;

// Of the document with which a store says what is wrong: `<Error><Code>NoSuchKey</Code>`.
std::string codeOf(const Answer& answer) {
  constexpr std::string_view kOpen = "<Code>";
  const std::string_view body = answer.body;
  const std::size_t open = body.find(kOpen);
  if (answer.isGood() || open == std::string_view::npos) return {};
  const std::string_view code = body.substr(open + kOpen.size());
  return shown(code.substr(0, code.find('<')));
}

std::string wordsOf(const Answer& answer) {
  if (answer.status == 0) return "it cannot be reached: " + answer.fault;
  const std::string code = codeOf(answer);
  return "it answered " + format(std::int64_t{answer.status}) + (code.empty() ? "" : " " + code);
}

// Whether the same request may go better the next time.
bool isPassing(const Answer& answer) { return answer.status == 0 || answer.status == 429 || (answer.status >= 500 && answer.status != 507); }

void demandGood(const Answer& answer) {
  if (answer.isGood()) return;
  const std::string cause = "the store of files: " + wordsOf(answer);
  if (answer.status == 507 || codeOf(answer) == "QuotaExceeded")
    throw std::move(Failure(507, "storage_full", "there is no room for the file").cause(cause));
  throw std::move(Failure(503, "storage_unavailable", "the store of files cannot be used now").cause(cause).header("Retry-After", "5"));
}

}  // namespace

std::unique_ptr<outbound::Client> Bucket::takeClient() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::make_unique<outbound::Client>(place_.origin, kPatience);
  auto client = std::move(idle_.back());
  idle_.pop_back();
  return client;
}

void Bucket::giveBack(std::unique_ptr<outbound::Client> client) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(client));
}

Answer Bucket::askOnce(Call call, const std::string& key, const std::string& bodySha256) {
  call.path = place_.path + key;
  call.headers["host"] = place_.host;
  sign({call.method, call.path, bodySha256}, credentials_, place_.region, service::currentTime(), call.headers);
  auto client = takeClient();
  Answer answer = client->send(call);
  giveBack(std::move(client));
  return answer;
}

Answer Bucket::ask(const Call& call, const std::string& key, const std::string& bodySha256) {
  const auto began = std::chrono::steady_clock::now();
  auto pause = kFirstPause;
  for (int tries = 1;; ++tries, pause *= 4) {
    Answer answer = askOnce(call, key, bodySha256);
    if (!isPassing(answer) || tries == kMostTries || std::chrono::steady_clock::now() - began > kLastTry) return answer;
    std::this_thread::sleep_for(pause);
  }
}

void Bucket::probe() {
  const Answer answer = ask({"GET", {}, {}}, "ingot-probe", hash::sha256(""));
  // Whoever may not list the bucket is not told either that an object is absent.
  const std::string code = codeOf(answer);
  if (answer.isGood() || code == "NoSuchKey" || code == "AccessDenied") return;
  throw std::runtime_error("FILES_URL names a store that cannot be used: " + wordsOf(answer));
}

void Bucket::put(const std::string& key, const Descriptor& bytes, std::int64_t size, const std::string& sha256) {
  Call call{"PUT", {}, {}};
  call.size = size;
  call.bytes = [&](std::span<char> into, std::int64_t offset) { return bytes.read(into, offset, "an upload"); };
  demandGood(ask(call, key, sha256));
}

std::optional<std::string> Bucket::get(const std::string& key, std::int64_t first, std::int64_t length) {
  Call call{"GET", {}, {{"range", "bytes=" + format(first) + "-" + format(first + length - 1)}}};
  call.mostBytes = std::max(call.mostBytes, static_cast<std::size_t>(length));
  Answer answer = ask(call, key, hash::sha256(""));
  if (answer.status == 404) return std::nullopt;
  demandGood(answer);
  if (answer.status != 206 || answer.body.size() != static_cast<std::size_t>(length))
    throw std::runtime_error("the store of files sent another part than it was asked for");
  return std::move(answer.body);
}

void Bucket::remove(const std::string& key) {
  const Answer answer = ask({"DELETE", {}, {}}, key, hash::sha256(""));
  if (answer.status != 404) demandGood(answer);
}

}  // namespace ingot::rt::file::s3
