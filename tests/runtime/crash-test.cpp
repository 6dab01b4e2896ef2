// A process that is killed while it writes loses nothing that it acknowledged.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

#include "store-fixture.hpp"
#include "tests/support/migrate.h"

namespace ingot::rt::store {
namespace {

// Writes rows for ever; after each COMMIT the number of the row goes into the pipe.
[[noreturn]] void writeUntilKilled(const Options& options, int acknowledged) {
  const auto database = store::open(options);
  std::atomic<std::int64_t> next = 0;
  const auto write = [&] {
    while (true) {
      const std::int64_t number = ++next;
      const std::string name = std::to_string(number);
      writeNow(*database, [&](Session& session) {
        session.execute(kInsertProject, Params(newUuid(), name, std::int64_t{1}), &kProjects);
      });
      if (::write(acknowledged, &number, sizeof number) != sizeof number) _exit(1);
    }
  };
  std::thread one(write);
  std::thread two(write);
  one.join();
  two.join();
  _exit(1);
}

TEST(CrashTest, AKillLosesNoAcknowledgedWrite) {
  const TemporaryFolder folder;
  Options options;
  options.url = "sqlite:" + folder.path() + "/app.db";
  const Migration migrations[] = {{"0001_initial", {kSchema, ""}}};
  test::migrateUp(*store::open(options), migrations);
  std::int64_t acknowledged = 0;
  for (int round = 0; round < 3; ++round) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    writeNow(*store::open(options),
             [](Session& session) { session.execute(Statement{"DELETE FROM projects"}, Params()); });
    const pid_t child = fork();
    if (child == 0) {
      ::close(pipe[0]);
      writeUntilKilled(options, pipe[1]);
    }
    ::close(pipe[1]);
    std::this_thread::sleep_for(std::chrono::milliseconds(150 + 70 * round));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    std::vector<std::string> names;
    std::int64_t number = 0;
    while (::read(pipe[0], &number, sizeof number) == sizeof number) names.push_back(std::to_string(number));
    ::close(pipe[0]);
    acknowledged += static_cast<std::int64_t>(names.size());
    const auto database = store::open(options);
    database->read([&](Session& session) {
      std::string verdict;
      session.run("PRAGMA integrity_check", Params(), [&](const Row& row) { row.read(verdict); });
      EXPECT_EQ(verdict, "ok");
      for (const std::string& name : names) {
        int found = 0;
        session.run("SELECT 1 FROM projects WHERE name = $1", Params(name), [&](const Row&) { ++found; });
        ASSERT_EQ(found, 1) << "row " << name << " was acknowledged and is lost";
      }
    });
  }
  EXPECT_GT(acknowledged, 0);
}

}  // namespace
}  // namespace ingot::rt::store
