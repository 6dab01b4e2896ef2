// Somebody writes while it is read: a definition is of one moment.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/diagnostics/render.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/frontend/pg/read.h"
#include "tests/pg/platform.h"

namespace ingot::test {
namespace {

// The two forms of the same application that the writer brings about, in a transaction each; every other mixture has an error.
auto Renames(const std::string& from, const std::string& to) -> std::string {
  return "BEGIN; UPDATE models SET name = '" + to + "', fields = replace(fields::text, '" + from + "', '" + to + "')::json WHERE name = '" + from +
         "';"
         "UPDATE components SET body = replace(body::text, '" +
         from + "', '" + to + "')::json; UPDATE components SET name = '" + to + "Kind' WHERE name = '" + from +
         "Kind';"
         "UPDATE models SET fields = replace(fields::text, '" +
         from + "', '" + to + "')::json; COMMIT; ";
}

TEST(Writer, NeverMakesAMixedDefinition) {
  if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  const Platform platform;
  const TemporaryFolder folder;
  WriteFile(folder.path() + "/app.json", R"({"ingot": 1, "app": {"name": "shelf", "auth": "none"},
    "enums": [{"name": "BookKind", "values": ["a"]}],
    "models": [{"name": "Book", "fields": [{"name": "kind", "type": "BookKind"}]}, {"name": "Shop", "fields": [{"name": "best", "type": "BookKind"}, {"name": "b", "type": "ref", "model": "Book"}]}],
    "endpoints": [{"name": "list", "method": "GET", "path": "/list", "do": [{"let": "rows", "all": "Book", "limit": 10}], "returns": {"value": "rows"}}]})");
  const Outcome pushed = platform.Ingot("push " + Quoted(folder.path()) + " --database URL --app ada/shelf --create");
  ASSERT_EQ(pushed.code, 0) << pushed.output;
  std::atomic<bool> done = false;
  std::atomic<int> rounds = 0;
  std::thread writer([&] {
    std::string both;
    for (int i = 0; i < 20; ++i) both += Renames("Book", "Novel") + Renames("Novel", "Book");
    while (!done) {
      EXPECT_EQ(Postgres::Shared().Run(platform.database(), both).code, 0);
      ++rounds;
    }
  });
  int books = 0;
  for (int i = 0; i < 200; ++i) {
    diag::CollectingSink sink;
    const auto read = frontend::pg::Read(platform.url(), "ada/shelf", sink);
    const auto tree = sink.ok() ? frontend::ParseJson(read.sources, sink) : std::nullopt;
    const auto app = tree ? check::Check(tree->root(), sink) : std::nullopt;
    if (!app) ADD_FAILURE() << i << ": " << diag::RenderConsole(sink.Collected(), read.sources, {});
    if (!app) break;
    for (const ir::Model& model : app->models) books += model.name == "Book" ? 1 : 0;
  }
  done = true;
  writer.join();
  EXPECT_GT(rounds, 0);
  EXPECT_GT(books, 0);
  EXPECT_LT(books, 200);  // both forms were seen
}

}  // namespace
}  // namespace ingot::test
