// What an endpoint sends to others: after the commit, at least once, and never without it.
#include <gtest/gtest.h>
#include <httplib.h>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/emitted/service_client.h"
#include "tests/emitted/service_process.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"
#include "tests/support/project.h"

namespace ingot {
namespace {

using test::Postgres;
using test::ServiceClient;
using test::ServiceProcess;
using test::TemporaryFolder;

struct Received {
  std::string path;
  std::string key;
  std::string authorization;
  std::string media_type;
  nlohmann::json body;
};

// Who is called, and whom events go to.
class Receiver {
 public:
  explicit Receiver(int port = 0) {
    server_.Post("/.*", [this](const httplib::Request& request, httplib::Response& response) {
      const std::lock_guard lock(mutex_);
      received_.push_back({request.path, request.get_header_value("Idempotency-Key"), request.get_header_value("Authorization"),
                           request.get_header_value("Content-Type"), nlohmann::json::parse(request.body)});
      response.status = refusals_-- > 0 ? 500 : 204;
    });
    port_ = port == 0 ? server_.bind_to_any_port("127.0.0.1") : (server_.bind_to_port("127.0.0.1", port) ? port : -1);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // before that it cannot be stopped
  }
  ~Receiver() {
    server_.stop();
    thread_.join();
  }

  auto port() const -> int { return port_; }
  void RefuseNext(int requests) {
    const std::lock_guard lock(mutex_);
    refusals_ = requests;
  }
  auto All() -> std::vector<Received> {
    const std::lock_guard lock(mutex_);
    return received_;
  }
  // Waits until so many came; what came then.
  auto AtLeast(size_t count) -> std::vector<Received> {
    for (int i = 0; i < 2000 && All().size() < count; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return All();
  }

 private:
  httplib::Server server_;
  std::mutex mutex_;
  std::vector<Received> received_;
  int refusals_ = 0;
  int port_ = 0;
  std::thread thread_;
};

class OutboxTest : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    project_ = std::make_unique<TemporaryFolder>();
    const auto built = test::MakeProject(INGOT_SOURCE_DIR "/tests/emitted/outbox.json", project_->path(), test::ProjectParts::kService);
    ASSERT_EQ(built.code, 0) << built.output;
  }
  static void TearDownTestSuite() { project_.reset(); }

  void SetUp() override {
    if (!OnPostgres()) return;
    if (!Postgres::Missing().empty()) GTEST_SKIP() << Postgres::Missing();
    url_ = Postgres::Shared().Url(Postgres::Shared().NewDatabase());
  }

  static auto OnPostgres() -> bool { return GetParam() == "postgres"; }

  auto Start(int receiver, const std::string& folder) const -> std::unique_ptr<ServiceProcess> {
    const std::string origin = "http://127.0.0.1:" + std::to_string(receiver);
    return std::make_unique<ServiceProcess>(project_->path() + "/build/release/service", folder, url_,
                                            std::vector<std::string>{"OUTBOX_URLS=events=" + origin + "/events mail=" + origin + "/mail?to=all", "OUTBOX_TOKENS=mail=t0ken"});
  }

  static auto Place(const ServiceProcess& service, const std::string& title, bool fails = false) -> int {
    return ServiceClient(service.port()).Ask("POST", "/api/place", R"({"title": ")" + title + R"(", "fails": )" + (fails ? "true}" : "false}")).status;
  }

  static std::unique_ptr<TemporaryFolder> project_;
  TemporaryFolder folder_;
  std::string url_;
};

std::unique_ptr<TemporaryFolder> OutboxTest::project_;

TEST_P(OutboxTest, SendsWhatWasCommittedAndNothingElse) {
  Receiver receiver;
  const auto service = Start(receiver.port(), folder_.path());
  ASSERT_NE(service->port(), 0) << service->Log();
  EXPECT_EQ(Place(*service, "no", true), 409);
  EXPECT_EQ(Place(*service, "yes"), 201);
  auto received = receiver.AtLeast(2);
  ASSERT_EQ(received.size(), 2U) << service->Log();
  if (received[0].path == "/mail") std::swap(received[0], received[1]);
  const Received& event = received[0];
  EXPECT_EQ(event.path, "/events");
  EXPECT_EQ(event.media_type, "application/cloudevents+json");
  EXPECT_EQ(event.authorization, "");
  EXPECT_EQ(event.body.at("specversion"), "1.0");
  EXPECT_EQ(event.body.at("type"), "orderPlaced");
  EXPECT_EQ(event.body.at("source"), "/orders");
  EXPECT_EQ(event.body.at("id"), event.key);
  EXPECT_EQ(event.body.at("data").at("title"), "yes");
  const Received& call = received[1];
  EXPECT_EQ(call.path, "/mail");
  EXPECT_EQ(call.media_type, "application/json");
  EXPECT_EQ(call.authorization, "Bearer t0ken");
  EXPECT_EQ(call.body.at("subject"), "New: yes");
  EXPECT_EQ(call.body.at("order"), event.body.at("data"));
  EXPECT_NE(call.key, event.key);
  EXPECT_EQ(service->Stop(), 0);
  EXPECT_EQ(receiver.All().size(), 2U);
}

TEST_P(OutboxTest, TriesAgainWithTheSameKey) {
  Receiver receiver;
  const auto service = Start(receiver.port(), folder_.path());
  ASSERT_NE(service->port(), 0) << service->Log();
  receiver.RefuseNext(2);
  EXPECT_EQ(Place(*service, "again"), 201);
  std::map<std::string, int> times;
  for (const Received& each : receiver.AtLeast(4)) ++times[each.key];
  EXPECT_EQ(times.size(), 2U);
  for (const auto& [key, count] : times) EXPECT_EQ(count, 2) << key;
  EXPECT_NE(service->Log().find("an effect has to wait"), std::string::npos);
  EXPECT_EQ(service->Log().find("again"), std::string::npos) << "the log says nothing of what is sent";
}

TEST_P(OutboxTest, SurvivesTheService) {
  auto receiver = std::make_unique<Receiver>();
  const int port = receiver->port();
  receiver.reset();  // nobody is there
  {
    const auto service = Start(port, folder_.path());
    ASSERT_NE(service->port(), 0) << service->Log();
    for (int i = 0; i < 3; ++i) EXPECT_EQ(Place(*service, "kept" + std::to_string(i)), 201);
    for (int i = 0; i < 500 && service->Log().find("an effect has to wait") == std::string::npos; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    service->Kill();
  }
  receiver = std::make_unique<Receiver>(port);
  ASSERT_EQ(receiver->port(), port);
  const auto service = Start(port, folder_.path());
  ASSERT_NE(service->port(), 0) << service->Log();
  std::map<std::string, int> times;
  for (const Received& each : receiver->AtLeast(6)) ++times[each.key];
  EXPECT_EQ(times.size(), 6U) << service->Log();
}

TEST_P(OutboxTest, ManyProcessesShareTheWork) {
  if (!OnPostgres()) GTEST_SKIP() << "one process has a file of SQLite";
  Receiver receiver;
  constexpr int kServices = 3;
  constexpr int kOrders = 20;
  TemporaryFolder folders[kServices];
  std::vector<std::unique_ptr<ServiceProcess>> services(kServices);
  std::vector<std::thread> threads;
  for (int i = 0; i < kServices; ++i) threads.emplace_back([&, i] { services[i] = Start(receiver.port(), folders[i].path()); });  // at once
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < kServices; ++i) {
    ASSERT_NE(services[i]->port(), 0) << services[i]->Log();
    for (int order = 0; order < kOrders; ++order) EXPECT_EQ(Place(*services[i], "many"), 201);
  }
  std::map<std::string, int> times;
  for (const Received& each : receiver.AtLeast(2 * kServices * kOrders)) ++times[each.key];
  EXPECT_EQ(times.size(), 2U * kServices * kOrders);
  for (const auto& [key, count] : times) EXPECT_EQ(count, 1) << "nothing went wrong, so nothing came twice";
}

TEST_P(OutboxTest, NeedsToKnowWhereTo) {
  const auto refused = [&](const std::string& urls) {
    ServiceProcess service(project_->path() + "/build/release/service", folder_.path(), url_, {"OUTBOX_URLS=" + urls});
    const int port = service.port();
    const int code = service.Stop();
    return port != 0 ? "it starts" : std::to_string(code) + " " + service.Log();
  };
  EXPECT_EQ(refused(""), "3 orders: OUTBOX_URLS has to name an address of `mail`: mail=https://...\n");
  EXPECT_EQ(refused("events=https://example.org"), "3 orders: OUTBOX_URLS has to name an address of `mail`: mail=https://...\n");
  EXPECT_EQ(refused("mail=ftp://example.org"), "3 orders: OUTBOX_URLS has to be name=URL name=URL, with http:// or https://, without a user\n");
  EXPECT_EQ(refused("mail=https://user:secret@example.org"), refused("mail=ftp://example.org"));
  EXPECT_EQ(refused("mail=none mial=none"), "3 orders: OUTBOX_URLS and OUTBOX_TOKENS name `mial`, which the app never calls\n");
  EXPECT_EQ(refused("mail=none"), "it starts");
}

INSTANTIATE_TEST_SUITE_P(On, OutboxTest, testing::Values("sqlite", "postgres"), [](const auto& kind) { return kind.param; });

}  // namespace
}  // namespace ingot
