// What a front makes of commands, and of bytes that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <random>

#include "bot/front/client.h"
#include "tests/bot-front/raw_tcp.h"
#include "tests/bot-front/stage.h"
#include "tests/support/child.h"
#include "tests/support/command.h"

namespace ingot::test {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

class Commands : public testing::Test {
 protected:
  void SetUp() override {
    const auto prepared = bot::Applications(stage.options).Prepare(kApplication);
    ASSERT_TRUE(prepared.has_value()) << prepared.error().text;
  }

  auto Start(int64_t fence) -> Json {
    return stage.Ask(kApplication, {{"command", "start"},
                                    {"fence", fence},
                                    {"release", 7},
                                    {"program", ""},
                                    {"alone", false},
                                    {"environment", Json::object()}});
  }

  // A connection to the control socket.
  auto Raw() const -> Tcp {
    Tcp client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = stage.Front(kApplication) + "/control";
    EXPECT_LT(path.size(), sizeof address.sun_path);
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(::connect(client.native(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return client;
  }

  Stage stage;
};

TEST_F(Commands, AreRefusedWithALowerFenceThanTheHighest) {
  const Json first = Start(5);
  ASSERT_TRUE(first.at("ok"));
  for (const char* name : {"claim", "start", "switch", "discard", "pause", "resume"}) {
    const Json answer = stage.Ask(kApplication, {{"command", name},
                                                 {"fence", 4},
                                                 {"id", first.at("id")},
                                                 {"release", 1},
                                                 {"program", ""},
                                                 {"alone", false},
                                                 {"environment", Json::object()}});
    EXPECT_EQ(answer.value("kind", ""), "fenced") << name << " " << answer;
  }
  EXPECT_EQ(stage.Status(kApplication).at("candidate").at("id"), first.at("id"));
  // It is remembered by the next front, too.
  ::kill(stage.Status(kApplication).at("process").get<pid_t>(), SIGKILL);
  ASSERT_TRUE(stage.Until(kApplication, [](const Json& status) { return status.empty(); }));
  ASSERT_TRUE(bot::Applications(stage.options).Prepare(kApplication).has_value());
  EXPECT_EQ(stage.Ask(kApplication, {{"command", "claim"}, {"fence", 4}}).value("kind", ""), "fenced");
  EXPECT_TRUE(stage.Ask(kApplication, {{"command", "claim"}, {"fence", 5}}).at("ok"));
}

TEST_F(Commands, SwitchTwiceIsOnce) {
  const Json started = Start(1);
  const Json command{{"command", "switch"}, {"fence", 1}, {"id", started.at("id")}};
  const Json once = stage.Ask(kApplication, command);
  const Json twice = stage.Ask(kApplication, command);
  EXPECT_TRUE(twice.at("ok"));
  EXPECT_EQ(once.at("port"), twice.at("port"));
  EXPECT_FALSE(stage.Ask(kApplication, {{"command", "switch"}, {"fence", 1}, {"id", "another"}}).at("ok"));
}

TEST_F(Commands, APortThatIsTakenIsSaid) {
  const Tcp holder = Tcp::On(0);
  Stage other;
  other.options.settings.first_port = other.options.settings.last_port = holder.Port();
  ASSERT_TRUE(bot::Applications(other.options).Prepare(kApplication).has_value());
  const Json started = other.Ask(kApplication, {{"command", "start"},
                                                {"fence", 1},
                                                {"release", 1},
                                                {"program", ""},
                                                {"alone", false},
                                                {"environment", Json::object()}});
  const Json answer =
      other.Ask(kApplication, {{"command", "switch"}, {"fence", 1}, {"id", started.at("id")}});
  EXPECT_FALSE(answer.at("ok"));
  EXPECT_THAT(answer.at("error").get<std::string>(),
              HasSubstr("cannot listen on 127.0.0.1, port " + std::to_string(holder.Port())));
  EXPECT_TRUE(other.Status(kApplication).at("serving").is_null());
}

TEST_F(Commands, TakesItsPortWhenItIsFreeAgain) {
  const Json started = Start(1);
  const uint16_t port =
      stage.Ask(kApplication, {{"command", "switch"}, {"fence", 1}, {"id", started.at("id")}}).at("port");
  ::kill(stage.Status(kApplication).at("process").get<pid_t>(), SIGKILL);
  ASSERT_TRUE(stage.Until(kApplication, [](const Json& status) { return status.empty(); }));
  {
    const Tcp thief = Tcp::On(port);
    ASSERT_TRUE(thief.IsOpen());
    ASSERT_TRUE(bot::Applications(stage.options).Prepare(kApplication).has_value());
    EXPECT_FALSE(stage.Status(kApplication).at("listening"));
    EXPECT_THAT(stage.Status(kApplication).at("error").get<std::string>(), HasSubstr("cannot listen"));
  }
  EXPECT_TRUE(
      stage.Until(kApplication, [](const Json& status) { return status.at("listening").get<bool>(); }));
  EXPECT_EQ(stage.Status(kApplication).at("port"), port);
}

TEST_F(Commands, OneFrontForAFolder) {
  const auto before = stage.Status(kApplication).at("process");
  const Outcome second =
      RunCommand("/", Quoted(stage.options.front) + " " + Quoted(stage.Front(kApplication)));
  EXPECT_EQ(second.code, 4);
  EXPECT_EQ(stage.Status(kApplication).at("process"), before);
}

TEST_F(Commands, TheFolderIsForItsOwnerOnly) {
  for (const auto& [path, mode] :
       {std::pair{"", mode_t{0700}}, {"/control", 0700}, {"/settings.json", 0600}, {"/lock", 0600}}) {
    struct stat found {};
    ASSERT_EQ(::stat((stage.Front(kApplication) + path).c_str(), &found), 0) << path;
    EXPECT_EQ(found.st_mode & 0777 & ~mode, 0U) << path;
  }
}

TEST_F(Commands, HostileBytesChangeNothing) {
  const auto process = stage.Status(kApplication).at("process");
  const std::vector<std::string> lines{
      "",
      "{",
      "[]",
      "null",
      "1e999",
      "\"status\"",
      std::string(100, '\0'),
      "{\"command\":1}",
      "{\"command\":\"\\ud800\"}",
      "{\"command\":\"status\",\"command\":3}",
      R"({"command":"claim"})",
      R"({"command":"claim","fence":"1"})",
      R"({"command":"claim","fence":1e400})",
      R"({"command":"start","fence":1})",
      R"({"command":"start","fence":1,"release":1,"program":"relative","alone":false,"environment":{}})",
      R"({"command":"start","fence":1,"release":1,"program":"/bin/true","alone":false,"environment":{"A=B":"x"}})",
      R"({"command":"start","fence":1,"release":1,"program":"/bin/true","alone":false,"environment":{"A":"x\u0000y"}})",
      R"({"command":"start","fence":1,"release":1,"program":"/bin/true","alone":false,"environment":{"A":{}}})",
      R"({"command":"switch","fence":1,"id":"../../x"})",
      R"({"command":"nonsense","fence":1})",
      std::string(200'000, '['),
      std::string(100'000, '{')};
  for (const std::string& line : lines) {
    const Tcp client = Raw();
    client.Send(line + "\n");
    const Json answer = Json::parse(client.Receive(100'000, 200), nullptr, false);
    ASSERT_TRUE(answer.is_object()) << line.substr(0, 80);
    EXPECT_FALSE(answer.at("ok")) << line.substr(0, 80) << answer;
    EXPECT_FALSE(answer.at("error").get<std::string>().empty());
  }
  {
    const Tcp client = Raw();
    client.Send(std::string(3 << 20, 'x'));  // a line without end: it hangs up
    std::string ended;
    client.Receive(1, 2000, &ended);
    EXPECT_NE(ended, "");
  }
  std::minstd_rand random(7);
  for (int i = 0; i < 300; ++i) {
    const Tcp client = Raw();
    std::string bytes(random() % 300, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 96 + (random() % 8 == 0 ? 0 : 32));
    client.Send(bytes + (i % 3 == 0 ? "" : "\n"));
  }
  std::vector<Tcp> silent;
  for (int i = 0; i < 40; ++i) silent.push_back(Raw());
  silent.clear();
  EXPECT_TRUE(
      stage.Until(kApplication, [&](const Json& status) { return status.value("process", 0) == process; }));
  EXPECT_TRUE(stage.Status(kApplication).at("serving").is_null());
  EXPECT_LT(ResidentKilobytes(process), (12 << 10) + kSanitizerKilobytes);
}

TEST_F(Commands, IdsThatArePathsAreRefused) {
  for (const char* id : {"", "../x", "a/b", "A", "-x", "x y", "x.y"}) {
    const auto prepared = bot::Applications(stage.options).Prepare(id);
    ASSERT_FALSE(prepared.has_value()) << id;
    EXPECT_THAT(prepared.error().text, HasSubstr("is no id"));
  }
}

TEST_F(Commands, RemoveLeavesTheData) {
  LoggedContext context;
  const auto process = stage.Status(kApplication).at("process").get<pid_t>();
  WriteFile(stage.root() + "/" + kApplication + "/data/rows", "kept");
  const bot::Applications applications(stage.options);
  ASSERT_TRUE(applications.Remove(kApplication, context).has_value());
  EXPECT_TRUE(IsGone(process));
  EXPECT_EQ(FilesOf(stage.root() + "/" + kApplication, ""),
            (std::map<std::string, std::string>{{"data/rows", "kept"}}));
  EXPECT_TRUE(applications.Remove(kApplication, context).has_value());
}

}  // namespace
}  // namespace ingot::test
