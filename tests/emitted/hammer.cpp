#include "tests/emitted/hammer.h"

#include <algorithm>

namespace ingot::test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kClients = 4;

}  // namespace

Hammer::Hammer(uint16_t port, const Names& names, Work work) : port_(port), names_(names), work_(work) {
  for (int client = 0; client < kClients; ++client) threads_.emplace_back([this, client] { Loop(client); });
}

auto Hammer::Stop() -> std::string {
  stopped_ = true;
  for (std::thread& each : threads_) each.join();
  threads_.clear();
  return failures_;
}

auto Hammer::slowest() -> std::chrono::milliseconds {
  const std::lock_guard lock(mutex_);
  return std::chrono::duration_cast<std::chrono::milliseconds>(slowest_);
}

auto Hammer::Expect(int status, ServiceClient& client, const std::string& method, const std::string& target, const std::string& body) -> Answer {
  const auto began = Clock::now();
  Answer answer = client.Ask(method, target, body);
  const auto took = Clock::now() - began;
  ++asked_;
  slow_ += took > kSlow;
  const std::lock_guard lock(mutex_);
  slowest_ = std::max(slowest_, took);
  if (answer.status != status) failures_ += method + " " + target + ": " + std::to_string(answer.status) + " " + answer.body + "\n";
  return answer;
}

void Hammer::Loop(int client) {
  ServiceClient connection(port_);
  const std::string prefix = "h" + std::to_string(port_) + "-" + std::to_string(client) + "-";
  for (int round = 0; !stopped_; ++round) Round(connection, prefix + std::to_string(round));
}

void Hammer::Round(ServiceClient& client, const std::string& key) {
  const auto member = [](const std::string& name, const std::string& value) { return "\"" + name + "\": \"" + value + "\""; };
  const std::string named = member(names_.key, key);
  const Answer made = Expect(201, client, "POST", names_.rows, "{" + named + ", " + member(names_.text, "hammer") + names_.given + "}");
  if (made.status != 201) return;
  const std::string row = names_.rows + "/" + made.json.at("id").get<std::string>();
  Expect(200, client, "PATCH", row, R"({"pages": 5})");
  Expect(200, client, "GET", row);
  if (work_ == Work::kRowsAndLists) {
    Expect(200, client, "GET", names_.rows + "?q=hammer&limit=2");
    Expect(200, client, "GET", names_.rows + "?pages=5&limit=2&sort=-" + names_.text);
  }
  Expect(200, client, "POST", names_.put, "{" + named + ", " + member(names_.text, "put") + "}");
  Expect(200, client, "GET", row + "/revisions/2");
  Expect(204, client, "DELETE", row);
}

}  // namespace ingot::test
