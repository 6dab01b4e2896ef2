// A service speaks TLS with its database as far as DATABASE_URL asks for it.
#include <gmock/gmock.h>

#include "tests/runtime-postgres/trial.h"
#include "tests/support/migrate.h"

namespace ingot::rt::test {
namespace {

using ::testing::HasSubstr;

class Tls : public Trial {
 protected:
  void SetUp() override {
    Trial::SetUp();
    ownServer_ = true;
    serverOptions_.tls = true;
  }
  std::string url() override { return server().Url(name_) + "?sslmode=verify-full&sslrootcert=" + server().Authority(); }

  // Why a database cannot be used with these parameters.
  std::string refusal(const std::string& parameters) {
    store::Options options = options_;
    options.url = server().Url(name_) + "?" + parameters;
    try {
      test::migrateUp(*store::open(options), {});
    } catch (const std::exception& error) {
      return error.what();
    }
    return {};
  }
};

TEST_F(Tls, EveryConnectionIsVerifiedAndEncrypted) {
  start();
  const auto encrypted = [](Session& session) {
    std::string version;
    session.run("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl", Params(), [&](const Row& row) { row.read(version); });
    return version;
  };
  EXPECT_EQ(run([&](Context& context) { return context.read(encrypted); }).body, "TLSv1.3");
  EXPECT_EQ(run([&](Context& context) { return context.read(encrypted, ReadCost::list); }).body, "TLSv1.3");
  EXPECT_EQ(run([&](Context& context) { return context.write(encrypted); }).body, "TLSv1.3");
  EXPECT_EQ(sql("SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'ingot' AND NOT ssl"), "0\n");
}

TEST_F(Tls, WhoIsNotTheServerIsRefused) {
  start();
  const ingot::test::TemporaryFolder folder;
  const std::string other = folder.path() + "/other.crt";
  const auto made = ingot::test::RunCommand(folder.path(), "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=other -keyout other.key -out other.crt");
  ASSERT_EQ(made.code, 0) << made.output;
  EXPECT_THAT(refusal("sslmode=verify-full&sslrootcert=" + other), HasSubstr("certificate verify failed"));
  EXPECT_THAT(refusal("sslmode=verify-full&sslrootcert=" + server().Authority() + "&host=localhost"), HasSubstr("does not match host name"));
  EXPECT_THAT(refusal("sslmode=disable"), HasSubstr("no encryption"));
  EXPECT_THAT(refusal("sslmode=require"), HasSubstr("0001_initial")) << "it gets as far as the migrations";
}

TEST_F(Tls, AServerWithoutItIsRefused) {
  serverOptions_.tls = false;
  ownServer_ = false;
  name_ = server().NewDatabase();
  EXPECT_THAT(refusal("sslmode=require"), HasSubstr("does not support SSL"));
}

}  // namespace
}  // namespace ingot::rt::test
