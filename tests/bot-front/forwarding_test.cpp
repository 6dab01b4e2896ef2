// What a front does with connections, before services that tests play.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "bot/front/client.h"
#include "tests/bot-front/raw_tcp.h"
#include "tests/bot-front/stage.h"

namespace ingot::test {
namespace {

using Json = nlohmann::json;

// A front whose service the test is.
class Played {
 public:
  Played() {
    const bot::Applications applications(stage_.options);
    const auto prepared = applications.Prepare(kApplication);
    EXPECT_TRUE(prepared.has_value()) << prepared.error().text;
    server_ = std::make_unique<Tcp>(Deploy());
  }

  // Makes a release serve, which is a socket that listens.
  auto Deploy() -> Tcp {
    const Json started = stage_.Ask(kApplication, {{"command", "start"},
                                                   {"fence", 1},
                                                   {"release", ++release_},
                                                   {"program", ""},
                                                   {"alone", false},
                                                   {"environment", Json::object()}});
    Tcp server = Tcp::On(started.at("port"));
    EXPECT_TRUE(server.IsOpen());
    const Json switched =
        stage_.Ask(kApplication, {{"command", "switch"}, {"fence", 1}, {"id", started.at("id")}});
    EXPECT_TRUE(switched.at("ok")) << switched;
    port_ = switched.at("port");
    return server;
  }

  auto stage() -> Stage& { return stage_; }
  auto server() -> Tcp& { return *server_; }
  auto port() const -> uint16_t { return port_; }
  auto process() const -> int64_t { return stage_.Status(kApplication).at("process"); }

 private:
  Stage stage_;
  int release_ = 0;
  uint16_t port_ = 0;
  std::unique_ptr<Tcp> server_;
};

TEST(Forwarding, BothWaysAndEachEndOnItsOwn) {
  Played played;
  const Tcp client = Tcp::To(played.port());
  const Tcp service = played.server().Accept();
  ASSERT_TRUE(service.IsOpen());
  client.Send("question");
  EXPECT_EQ(service.Receive(8, 2000), "question");
  client.EndSending();
  std::string ended;
  EXPECT_EQ(service.Receive(1, 2000, &ended), "");
  EXPECT_EQ(ended, "end");
  service.Send("answer");  // after the client has said all
  EXPECT_EQ(client.Receive(6, 2000), "answer");
  service.EndSending();
  EXPECT_EQ(client.Receive(1, 2000, &ended), "");
  EXPECT_EQ(ended, "end");
}

TEST(Forwarding, AResetIsAReset) {
  Played played;
  const Tcp client = Tcp::To(played.port());
  Tcp service = played.server().Accept();
  service.Send("half an ans");
  EXPECT_EQ(client.Receive(11, 2000), "half an ans");
  service.Reset();
  std::string ended;
  EXPECT_EQ(client.Receive(1, 2000, &ended), "");
  EXPECT_EQ(ended, "reset");
  Tcp second = Tcp::To(played.port());
  const Tcp other = played.server().Accept();
  second.Send("x");
  EXPECT_EQ(other.Receive(1, 2000), "x");
  second.Reset();
  EXPECT_EQ(other.Receive(1, 2000, &ended), "");
  EXPECT_EQ(ended, "reset");
}

TEST(Forwarding, MuchToASlowReaderCostsLittle) {
  Played played;
  const Tcp client = Tcp::To(played.port());
  const Tcp service = played.server().Accept();
  const int64_t before = ResidentKilobytes(played.process());
  std::string much(64 << 20, '\0');
  for (size_t i = 0; i < much.size(); ++i) much[i] = static_cast<char>(i * 2654435761U >> 13U);
  std::thread sender([&] { EXPECT_TRUE(service.Send(much)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_LT(ResidentKilobytes(played.process()), before + 1024);
  EXPECT_TRUE(client.Receive(much.size(), 30'000) == much);
  sender.join();
}

TEST(Forwarding, TheLastAnswerArrivesThoughTheClientStillSends) {
  Played played;
  const Tcp client = Tcp::To(played.port());
  {
    const Tcp service = played.server().Accept();
    client.Send(std::string(1 << 20, 'x'));
    EXPECT_EQ(service.Receive(10, 2000).size(), 10U);
    service.Send("too much");
    service.EndSending();
    std::string ended;
    EXPECT_EQ(client.Receive(100, 2000, &ended), "too much");
    EXPECT_EQ(ended, "end");
  }
  EXPECT_TRUE(
      played.stage().Until(kApplication, [](const Json& status) { return status.at("connections") == 0; }));
}

TEST(Forwarding, ClientsWaitForAServiceThatStartsAgain) {
  Played played;
  const uint16_t at = played.server().Port();
  { const Tcp gone = std::move(played.server()); }
  const Tcp client = Tcp::To(played.port());
  ASSERT_TRUE(client.IsOpen());
  client.Send("early");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(played.stage().Status(kApplication).at("waiting"), 1);
  const Tcp back = Tcp::On(at);
  EXPECT_EQ(back.Accept().Receive(5, 2000), "early");
}

TEST(Forwarding, OldConnectionsStayAndNewOnesMove) {
  Played played;
  const Tcp old_client = Tcp::To(played.port());
  const Tcp old_service = played.server().Accept();
  const Tcp second = played.Deploy();
  const Tcp new_client = Tcp::To(played.port());
  const Tcp new_service = second.Accept();
  ASSERT_TRUE(new_service.IsOpen());
  old_client.Send("old");
  new_client.Send("new");
  EXPECT_EQ(old_service.Receive(3, 2000), "old");
  EXPECT_EQ(new_service.Receive(3, 2000), "new");
}

// All of a request's life with 2,000 silent connections around it; and what they cost.
TEST(Forwarding, TwoThousandIdleConnections) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur < 5'000) GTEST_SKIP() << "too few file descriptors";
  Played played;
  const int64_t before = ResidentKilobytes(played.process());
  std::vector<Tcp> both;
  for (int i = 0; i < 2'000; ++i) {
    both.push_back(Tcp::To(played.port()));
    both.push_back(played.server().Accept());
    ASSERT_TRUE(both.back().IsOpen());
  }
  EXPECT_EQ(played.stage().Status(kApplication).at("connections"), 2'000);
  const int64_t with = ResidentKilobytes(played.process());
  RecordProperty("front_kilobytes", static_cast<int>(before));
  RecordProperty("front_kilobytes_2000_idle", static_cast<int>(with));
  std::cout << "front: " << before << " KiB, with 2,000 idle connections " << with << " KiB\n";
  EXPECT_LT(before, (6 << 10) + kSanitizerKilobytes);
  EXPECT_LT(with, (12 << 10) + kSanitizerKilobytes);
  const auto ticks = [&] {  // user and system time of the front
    const auto process = static_cast<pid_t>(played.process());
    return std::atoll(StatField(process, 14).c_str()) + std::atoll(StatField(process, 15).c_str());
  };
  const int64_t idle_from = ticks();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  EXPECT_LE(ticks() - idle_from, 1);
  both[1998].Send("still here");
  EXPECT_EQ(both[1999].Receive(10, 2000), "still here");
}

TEST(Forwarding, GoesOnWhenItIsKilledAndStartedAgain) {
  Played played;
  ::kill(static_cast<pid_t>(played.process()), SIGKILL);
  EXPECT_TRUE(played.stage().Until(kApplication, [](const Json& status) { return status.empty(); }));
  EXPECT_TRUE(bot::front::EnsureFronts(played.stage().options.front, played.stage().root()).empty());
  const Tcp client = Tcp::To(played.port());
  ASSERT_TRUE(client.IsOpen());
  client.Send("again");
  EXPECT_EQ(played.server().Accept().Receive(5, 2000), "again");
}

}  // namespace
}  // namespace ingot::test
