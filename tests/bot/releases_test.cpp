// Releases of an application in PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/store/store.h"
#include "tests/bot/platform.h"

namespace ingot::bot {
namespace {

class BotReleases : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_ = std::make_unique<test::Platform>();
    store_ = std::make_unique<Store>(platform_->Settings());
    application_ = platform_->NewApplication("shop");
  }

  auto Claimed() -> Lease {
    const auto job = store_->Enqueue(application_, "{}").value();
    return store_->Claim(job, "one", "here", std::chrono::seconds(60)).value().value().lease;
  }
  auto Create(const Lease& lease, char hash) -> Release {
    const auto made = store_->CreateRelease(lease, {application_, std::string(64, hash), R"({ "b":1, "a":[2] })", "{}", "[]"});
    EXPECT_TRUE(made) << made.error().text;
    return made.value();
  }

  std::unique_ptr<test::Platform> platform_;
  std::unique_ptr<Store> store_;
  std::string application_;
};

TEST_F(BotReleases, AreNumberedAndKeptByteForByte) {
  EXPECT_FALSE(store_->LatestReleases(application_).value().newest);
  const Lease lease = Claimed();
  const Release first = Create(lease, 'a');
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(first.definition, R"({ "b":1, "a":[2] })");
  EXPECT_EQ(store_->FindJob(lease.job).value()->release, first.id);
  EXPECT_EQ(store_->FindJob(lease.job).value()->release_number, 1);
  const Release again = Create(lease, 'b');
  EXPECT_EQ(again.id, first.id) << "the same job makes one";
  EXPECT_EQ(again.definition_hash, std::string(64, 'b'));
  const auto next = store_->Complete(lease, "{}", "done", NextJob{"build-application", "{}", ""}).value();
  EXPECT_EQ(store_->FindJob(next).value()->release, first.id) << "the next job is about the same release";
  ASSERT_TRUE(store_->Cancel(next).value());
  EXPECT_EQ(Create(Claimed(), 'c').number, 2);
  EXPECT_EQ(store_->LatestReleases(application_).value().newest->number, 2);
}

TEST_F(BotReleases, OneServesAndTheFormerOneIsSuperseded) {
  Lease lease = Claimed();
  const Release first = Create(lease, 'a');
  ASSERT_TRUE(store_->SetArtifact(lease, first.id, R"({"kind":"native"})"));
  EXPECT_EQ(store_->FindRelease(first.id).value()->status, ReleaseStatus::kBuilt);
  ASSERT_TRUE(store_->Activate(lease, first.id, "here", "127.0.0.1:4000"));
  ASSERT_TRUE(store_->Activate(lease, first.id, "here", "127.0.0.1:4000")) << "again, when the answer was lost";
  ASSERT_TRUE(store_->Complete(lease, "{}", "done", std::nullopt));
  lease = Claimed();
  const Release second = Create(lease, 'b');
  ASSERT_TRUE(store_->Activate(lease, second.id, "here", "127.0.0.1:4000"));
  EXPECT_EQ(store_->FindRelease(first.id).value()->status, ReleaseStatus::kSuperseded);
  const Latest latest = store_->LatestReleases(application_).value();
  EXPECT_EQ(latest.active->id, second.id);
  EXPECT_EQ(latest.active->address, "127.0.0.1:4000");
  const auto deployment = store_->FindDeployment(application_).value();
  EXPECT_EQ(deployment->release, second.id);
  EXPECT_EQ(deployment->fence, lease.fence);
  EXPECT_EQ(platform_->Ask("SELECT count(*) FROM deployments"), "1");
}

TEST_F(BotReleases, AFailedOneIsNotTheNewest) {
  Lease lease = Claimed();
  const Release first = Create(lease, 'a');
  ASSERT_TRUE(store_->Complete(lease, "{}", "done", std::nullopt));
  lease = Claimed();
  const Release second = Create(lease, 'b');
  ASSERT_TRUE(store_->SetStatus(lease, second.id, ReleaseStatus::kFailed));
  EXPECT_EQ(store_->LatestReleases(application_).value().newest->id, first.id);
  EXPECT_EQ(Create(lease, 'c').number, 3) << "what failed keeps its number";
  ASSERT_TRUE(store_->Activate(lease, first.id, "here", "a:1"));
  EXPECT_FALSE(store_->SetStatus(lease, first.id, ReleaseStatus::kFailed)) << "it serves";
  EXPECT_TRUE(store_->LatestReleases(application_).value().active);
}

TEST_F(BotReleases, AreOnlyOfTheJobsOwnApplication) {
  const Lease lease = Claimed();
  const Release mine = Create(lease, 'a');
  ASSERT_TRUE(store_->Complete(lease, "{}", "done", std::nullopt));
  application_ = platform_->NewApplication("other");
  const Lease other = Claimed();
  for (const auto& failure : {store_->SetStatus(other, mine.id, ReleaseStatus::kFailed).error(), store_->SetArtifact(other, mine.id, "{}").error(),
                              store_->Activate(other, mine.id, "here", "a").error()}) {
    EXPECT_EQ(failure.kind, FailureKind::kDefinition);
  }
  EXPECT_EQ(store_->FindRelease(mine.id).value()->status, ReleaseStatus::kGenerated);
}

}  // namespace
}  // namespace ingot::bot
