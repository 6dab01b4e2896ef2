// Files of rows on bad days: bodies that lie or end early, a full disk, a store that is away, a killed process, two uploads at once.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "tests/emitted/files_project.h"
#include "tests/emitted/service_client.h"
#include "tests/emitted/service_database.h"
#include "tests/emitted/service_process.h"
#include "tests/support/bucket.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using rt::test::RawClient;
using test::Bucket;
using test::Quoted;
using test::RunCommand;
using test::ServiceClient;
using test::ServiceDatabase;
using test::ServiceProcess;
using test::TemporaryFolder;

constexpr size_t kLarge = 600'000;

auto Eventually(const std::function<bool()>& holds) -> bool {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

auto PutHead(const std::string& path, const std::string& framing) -> std::string {
  return "PUT " + path + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n";
}

auto PutHead(const std::string& path, size_t length) -> std::string { return PutHead(path, "Content-Length: " + std::to_string(length)); }

class FilesTest : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    const auto& built = test::FilesProject::Shared().built();
    ASSERT_EQ(built.code, 0) << built.output;
  }

  static auto OnPostgres() -> bool { return GetParam() == "postgres"; }
  static auto InBucket() -> bool { return GetParam() == "bucket"; }

  void SetUp() override {
    if (const auto missing = ServiceDatabase::Missing(OnPostgres()); !missing.empty()) GTEST_SKIP() << missing;
    database_ = std::make_unique<ServiceDatabase>(OnPostgres(), folder_.path());
    if (InBucket()) {
      if (!Bucket::Missing().empty()) GTEST_SKIP() << Bucket::Missing();
      bucket_ = std::make_unique<Bucket>();
      for (const std::string& each : bucket_->Variables()) variables_.push_back(each);
    }
    Start();
    const auto row = ServiceClient(port()).Ask("POST", "/api/folders", R"({"name": "a"})");
    ASSERT_EQ(row.status, 201) << row.body;
    holder_ = "/api/folders/" + row.json.at("id").get<std::string>();
    row_ = NewDocument();
    file_ = row_ + "/content";
  }

  void Start() {
    service_ = std::make_unique<ServiceProcess>(test::FilesProject::Shared().path() + "/build/release/service", folder_.path(), database_->url(), variables_);
    ASSERT_NE(port(), 0) << service_->Log();
  }

  auto port() const -> uint16_t { return service_->port(); }

  auto NewDocument() const -> std::string {
    const auto row = ServiceClient(port()).Ask("POST", holder_ + "/documents", R"({"title": "a"})");
    return holder_ + "/documents/" + row.json.at("id").get<std::string>();
  }

  auto Put(const std::string& bytes) const -> rt::test::RawReply { return RawClient(port()).ask(PutHead(file_, bytes.size()) + bytes); }
  auto Get(const std::string& headers = "") const -> rt::test::RawReply {
    return RawClient(port()).ask("GET " + file_ + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
  }

  // How many files there are, on their way or not.
  auto Stored() const -> size_t {
    size_t count = InBucket() ? bucket_->Count() : 0;
    std::error_code ignored;  // files go while it looks
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() + "/files", ignored)) count += entry.is_regular_file(ignored) ? 1 : 0;
    return count;
  }
  auto Holds(size_t count) const -> bool {
    return Eventually([&] { return Stored() == count; });
  }

  // What the database says to a statement.
  auto Told(const std::string& sql) const -> std::string {
    const auto done = database_->Run(sql);
    EXPECT_EQ(done.code, 0) << done.output;
    return done.output;
  }
  // That many uploads are under way.
  auto Expects(size_t count) const -> bool {
    return Eventually([&] { return Told("SELECT count(*) FROM ingot_files") == std::to_string(count) + "\n"; });
  }
  // As if the time of uploads under way had passed.
  void PassTime() const { Told(OnPostgres() ? "UPDATE ingot_files SET due_at = 'epoch'" : "UPDATE ingot_files SET due_at = 0"); }

  TemporaryFolder folder_;
  std::unique_ptr<ServiceDatabase> database_;
  std::string holder_;
  std::string row_;
  std::string file_;
  std::unique_ptr<Bucket> bucket_;
  std::vector<std::string> variables_{"FILES_DIR=" + folder_.path() + "/files"};
  std::unique_ptr<ServiceProcess> service_;
};

// They keep their files in a folder.
class FilesOwnTest : public FilesTest {};

TEST_P(FilesOwnTest, Pass) {
  const std::string set = OnPostgres() ? "SERVICE_TEST_DATABASE_URL=" + Quoted(database_->url()) + " " : "";
  const auto tested = RunCommand(test::FilesProject::Shared().path(), set + "build/release/service-tests");
  EXPECT_EQ(tested.code, 0) << tested.output;
}

TEST_P(FilesTest, AnswersWithWhatWasSent) {
  const std::string bytes(kLarge, 'x');
  EXPECT_EQ(Put(bytes).status, 201);
  const auto read = Get();
  EXPECT_EQ(read.status, 200);
  EXPECT_TRUE(read.body == bytes);
  auto headers = read.headers;
  EXPECT_EQ(headers["content-length"], std::to_string(kLarge));
  EXPECT_EQ(headers["x-content-type-options"], "nosniff");
  EXPECT_EQ(headers["content-type"], "application/octet-stream");
  EXPECT_EQ(Get("If-None-Match: " + headers["etag"] + "\r\n").status, 304);
  RawClient client(port());
  client.send("HEAD " + file_ + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.receive(true).headers["content-length"], std::to_string(kLarge));
  auto part = Get("Range: bytes=10-19\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body.size(), 10U);
  EXPECT_EQ(part.headers["content-range"], "bytes 10-19/" + std::to_string(kLarge));
  EXPECT_EQ(Get("Range: bytes=10-19\r\nIf-Range: \"other\"\r\n").status, 200);
}

TEST_P(FilesTest, ReadsNoByteOfABodyThatIsTooLarge) {
  RawClient client(port());
  EXPECT_EQ(client.ask(PutHead(file_, 1'000'001) + "x").status, 413);
  EXPECT_TRUE(client.closes());
  EXPECT_TRUE(Holds(0));
}

TEST_P(FilesTest, EndsABodyInChunksThatGrowsTooLarge) {
  EXPECT_EQ(Put("before").status, 201);
  RawClient client(port());
  client.send(PutHead(file_, "Transfer-Encoding: chunked"));
  const std::string chunk = "186a0\r\n" + std::string(100'000, 'x') + "\r\n";
  for (int i = 0; i < 11; ++i) client.send(chunk);
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_EQ(Get().body, "before");
  EXPECT_TRUE(Holds(1));
}

TEST_P(FilesTest, TakesChunks) {
  RawClient client(port());
  EXPECT_EQ(client.ask(PutHead(file_, "Transfer-Encoding: chunked") + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").status, 201);
  EXPECT_EQ(Get().body, "abcde");
}

TEST_P(FilesTest, LeavesNothingOfABodyThatEndsEarly) {
  EXPECT_EQ(Put("before").status, 201);
  for (const bool chunked : {false, true}) {
    RawClient client(port());
    const std::string head = chunked ? PutHead(file_, "Transfer-Encoding: chunked") + "186a0\r\n" : PutHead(file_, 500'000);
    client.send(head + std::string(50'000, 'x'));
    client.shutdownSend();
    EXPECT_EQ(client.receive().status, 400);
    RawClient gone(port());
    gone.send(head + std::string(50'000, 'x'));
    gone.reset();
  }
  EXPECT_TRUE(Holds(1));
  EXPECT_EQ(Get().body, "before");
}

TEST_P(FilesTest, TakesWhatComesBehindABodyForTheNextRequest) {
  RawClient client(port());
  EXPECT_EQ(client.ask(PutHead(file_, 3) + "abcGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 201);
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(Get().body, "abc");
  EXPECT_EQ(RawClient(port()).ask(PutHead(file_, "Content-Length: 3\r\nTransfer-Encoding: chunked") + "0\r\n\r\n").status, 400);
}

TEST_P(FilesTest, LetsOneOfTwoUploadsWinWhole) {
  RawClient one(port());
  RawClient two(port());
  const std::string ones(kLarge, '1');
  const std::string twos(kLarge, '2');
  one.send(PutHead(file_, kLarge) + ones.substr(0, kLarge / 2));
  two.send(PutHead(file_, kLarge) + twos.substr(0, kLarge / 2));
  EXPECT_TRUE(Expects(2));
  std::thread first([&] { one.send(ones.substr(kLarge / 2)); });
  two.send(twos.substr(kLarge / 2));
  first.join();
  const int statuses = one.receive().status + two.receive().status;
  EXPECT_EQ(statuses, 200 + 201);
  const auto read = Get();
  EXPECT_TRUE(read.body == ones || read.body == twos);
  EXPECT_TRUE(Holds(1));
}

TEST_P(FilesTest, RemovesTheFilesOfRowsThatGo) {
  EXPECT_EQ(Put("a").status, 201);
  EXPECT_EQ(ServiceClient(port()).Ask("DELETE", row_).status, 204);
  EXPECT_TRUE(Holds(0));
  file_ = NewDocument() + "/content";
  EXPECT_EQ(Put("b").status, 201);
  EXPECT_EQ(ServiceClient(port()).Ask("DELETE", holder_ + "/everything").status, 204);  // an endpoint's own statement
  EXPECT_TRUE(Holds(0));
  file_ = NewDocument() + "/content";
  EXPECT_EQ(Put("c").status, 201);
  EXPECT_EQ(ServiceClient(port()).Ask("DELETE", holder_).status, 204);  // a cascade
  EXPECT_TRUE(Holds(0));
}

// No file of the process may be larger than that, which is how a disk without room looks to it.
TEST_P(FilesTest, KeepsTheOldFileWhenTheDiskIsFull) {
  EXPECT_EQ(Put("before").status, 201);
  EXPECT_EQ(service_->Stop(), 0);
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  rlimit small = usual;
  small.rlim_cur = 400'000;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  Start();
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &usual), 0);
  const auto refused = Put(std::string(kLarge, 'x'));
  EXPECT_EQ(refused.status, 507) << refused.body << service_->Log();
  EXPECT_EQ(Get().body, "before");
  EXPECT_TRUE(Holds(1));
  EXPECT_EQ(Put("after").status, 200);
  EXPECT_EQ(Get().body, "after");
}

TEST_P(FilesTest, CollectsWhatAKilledProcessLeft) {
  EXPECT_EQ(Put("before").status, 201);
  RawClient client(port());
  client.send(PutHead(file_, kLarge) + std::string(kLarge / 2, 'x'));
  EXPECT_TRUE(Expects(1));
  const size_t left = InBucket() ? 1 : 2;
  EXPECT_TRUE(Holds(left));
  service_->Kill();
  Start();
  EXPECT_EQ(Get().body, "before");
  EXPECT_EQ(Stored(), left);  // another process might still be writing it
  PassTime();
  EXPECT_TRUE(Holds(1));
  EXPECT_EQ(Get().body, "before");
}

TEST_P(FilesTest, RefusesAnUploadThatWasGivenUpMeanwhile) {
  RawClient client(port());
  client.send(PutHead(file_, kLarge) + std::string(kLarge / 2, 'x'));
  EXPECT_TRUE(Expects(1));
  PassTime();
  EXPECT_TRUE(Expects(0));
  EXPECT_TRUE(Holds(0));
  client.send(std::string(kLarge / 2, 'x'));
  EXPECT_GE(client.receive().status, 500);
  EXPECT_EQ(Get().status, 404);
  EXPECT_TRUE(Holds(0));
}

INSTANTIATE_TEST_SUITE_P(All, FilesTest, testing::Values("sqlite", "postgres", "bucket"), [](const auto& parameter) { return parameter.param; });

INSTANTIATE_TEST_SUITE_P(All, FilesOwnTest, testing::Values("sqlite", "postgres"), [](const auto& parameter) { return parameter.param; });

class BucketTest : public FilesTest {
 protected:
  // The exit code of a service with that store, and what it says.
  auto Refused(const std::string& url, const std::string& secret, const std::string& option = "") const -> test::Outcome {
    const std::string set = "FILES_DIR=" + Quoted(folder_.path() + "/files") + " AWS_ACCESS_KEY_ID=test:tester AWS_SECRET_ACCESS_KEY=" + secret +
                            " FILES_URL=" + Quoted(url) + " DATABASE_URL=" + Quoted("sqlite:" + folder_.path() + "/other.db") + " PORT=0 ";
    return RunCommand(folder_.path(), set + "timeout 20 " + Quoted(test::FilesProject::Shared().path() + "/build/release/service") + " " + option);
  }
};

TEST_P(BucketTest, KeepsLargeFilesAndPartsAndEmptyOnes) {
  const auto dump = ServiceClient(port()).Ask("POST", "/api/dumps", "{}");
  ASSERT_EQ(dump.status, 201) << dump.body;
  file_ = "/api/dumps/" + dump.json.at("id").get<std::string>() + "/order";
  std::string bytes;  // more than one piece, and no two alike
  for (int i = 0; bytes.size() < 3'500'000; ++i) bytes += std::to_string(i) + ' ';
  EXPECT_EQ(Put(bytes).status, 201) << service_->Log();
  EXPECT_TRUE(Get().body == bytes);
  const auto part = Get("Range: bytes=1048570-1048590\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, bytes.substr(1'048'570, 21));
  EXPECT_EQ(Put("").status, 200) << service_->Log();
  EXPECT_EQ(Get().status, 200);
  EXPECT_EQ(Get().body, "");
  EXPECT_TRUE(Holds(1));
}

TEST_P(BucketTest, SaysWhenTheStoreIsAway) {
  EXPECT_EQ(Put("before").status, 201);
  for (const bool dies : {false, true}) {
    dies ? bucket_->Kill() : bucket_->Refuse(true);
    const auto refused = Put("after");
    EXPECT_EQ(refused.status, 503);
    EXPECT_NE(refused.body.find("storage_unavailable"), std::string::npos) << refused.body;
    EXPECT_EQ(refused.body.find("127.0.0.1"), std::string::npos) << refused.body;
    EXPECT_EQ(Get().status, 503);
    EXPECT_EQ(ServiceClient(port()).Ask("GET", row_).status, 200);  // what needs no store goes on
    EXPECT_EQ(Told("SELECT count(*) FROM ingot_files"), "1\n");     // of the first one nothing is there, but who knows
    if (dies) break;
    bucket_->Refuse(false);
    EXPECT_EQ(Get().body, "before");
    EXPECT_TRUE(Expects(0));
    EXPECT_TRUE(Holds(1));
  }
  EXPECT_NE(service_->Log().find("SlowDown"), std::string::npos) << service_->Log();
}

TEST_P(BucketTest, DoesNotStartWithAStoreThatCannotBeUsed) {
  const auto address = Refused("s3://things?regoin=here", "testing-secret");
  EXPECT_EQ(address.code, 3) << address.output;
  EXPECT_NE(address.output.find("FILES_URL has to be s3://BUCKET"), std::string::npos) << address.output;
  const auto nobody = Refused(bucket_->Url(), "''");
  EXPECT_EQ(nobody.code, 3) << nobody.output;
  EXPECT_NE(nobody.output.find("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to be set"), std::string::npos) << nobody.output;
  const auto told = Refused(bucket_->Url(), "testing-secret", "--print-config");
  EXPECT_EQ(told.code, 0) << told.output;
  EXPECT_NE(told.output.find("\nFILES_URL=" + bucket_->Url() + "\nAWS_ACCESS_KEY_ID=test:tester\nAWS_SECRET_ACCESS_KEY=(set)\n"), std::string::npos) << told.output;
  const auto wrong = Refused(bucket_->Url(), "another-secret");
  EXPECT_EQ(wrong.code, 3) << wrong.output;
  EXPECT_NE(wrong.output.find("SignatureDoesNotMatch"), std::string::npos) << wrong.output;
  EXPECT_EQ(wrong.output.find("another-secret"), std::string::npos) << wrong.output;
  const auto none = Refused(bucket_->Url("nothing"), "testing-secret");
  EXPECT_EQ(none.code, 3) << none.output;
  EXPECT_NE(none.output.find("NoSuchBucket"), std::string::npos) << none.output;
  bucket_->Kill();
  const auto away = Refused(bucket_->Url(), "testing-secret");
  EXPECT_EQ(away.code, 3) << away.output;
  EXPECT_NE(away.output.find("cannot be reached"), std::string::npos) << away.output;
}

INSTANTIATE_TEST_SUITE_P(All, BucketTest, testing::Values("bucket"), [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace ingot
