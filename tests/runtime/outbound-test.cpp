// Calls of others: over TLS only to whom an authority vouches for, never for long, and answers of a bounded size.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "outbound/client.hpp"
#include "tests/support/child.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::rt::outbound {
namespace {

constexpr Patience kPatience{2, 2};

// `openssl s_server` with a certificate for 127.0.0.1, which a new authority signed.
class TlsServer : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = test::RunCommand(
        folder_.path(),
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt"
        " && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server -keyout server.key -out server.csr"
        " && printf 'subjectAltName=IP:127.0.0.1' > names && openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial"
        " -days 2 -extfile names -out server.crt && chmod 644 server.key");
    ASSERT_EQ(made.code, 0) << made.output;
    test::GiveToChild(folder_.path());
    const std::string path = folder_.path() + "/";
    process_ = test::StartChild({"openssl", "s_server", "-accept", port_, "-cert", path + "server.crt", "-key", path + "server.key", "-www"}, path + "log");
    for (int i = 0; i < 500 && test::ReadFile(path + "log").find("ACCEPT") == std::string::npos; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  void TearDown() override {
    ::unsetenv("SSL_CERT_FILE");
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  [[nodiscard]] Answer get(const std::string& host, std::size_t most = 64 << 10) const {
    Client client("https://" + host + ":" + port_, kPatience);
    Call call{"GET", "/", {}};
    call.mostBytes = most;
    return client.send(call);
  }
  void trust() const { ::setenv("SSL_CERT_FILE", (folder_.path() + "/ca.crt").c_str(), 1); }

  test::TemporaryFolder folder_;
  const std::string port_ = std::to_string(test::FreePort());
  pid_t process_ = -1;
};

TEST_F(TlsServer, IsRefusedWhenNobodyVouchesForIt) {
  const Answer answer = get("127.0.0.1");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.fault.find("SSL"), std::string::npos) << answer.fault;
}

TEST_F(TlsServer, IsTakenWithItsAuthority) {
  trust();
  const Answer answer = get("127.0.0.1");
  EXPECT_EQ(answer.status, 200) << answer.fault;
  EXPECT_NE(answer.body.find("s_server"), std::string::npos) << answer.body;
}

TEST_F(TlsServer, IsRefusedUnderAnotherName) {
  trust();
  const Answer answer = get("localhost");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.fault.find("SSL"), std::string::npos) << answer.fault;
}

TEST_F(TlsServer, MayNotAnswerWithMoreThanIsWanted) {
  trust();
  const std::size_t size = get("127.0.0.1").body.size();
  EXPECT_EQ(get("127.0.0.1", size).status, 200);
  EXPECT_EQ(get("127.0.0.1", size - 1).status, 0);
}

TEST(Outbound, GivesUpWhereNobodyAnswers) {
  Client client("http://127.0.0.1:" + std::to_string(test::FreePort()), kPatience);
  const Answer answer = client.send({"GET", "/", {}});
  EXPECT_EQ(answer.status, 0);
  EXPECT_FALSE(answer.fault.empty());
  EXPECT_FALSE(answer.isGood());
}

}  // namespace
}  // namespace ingot::rt::outbound
