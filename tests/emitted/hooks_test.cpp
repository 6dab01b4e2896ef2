// samples/hooks with the code that its user wrote: built, started on each database, and called over HTTP.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <thread>
#include <vector>

#include "tests/emitted/service_client.h"
#include "tests/emitted/service_database.h"
#include "tests/emitted/service_process.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"

namespace ingot {
namespace {

using test::Answer;
using test::Quoted;
using test::RunCommand;
using test::ServiceClient;
using test::ServiceProcess;
using test::TemporaryFolder;

const std::string kSample = INGOT_SOURCE_DIR "/samples/hooks";

auto Generate(const std::string& folder) -> test::Outcome { return test::GenerateProject(kSample + "/app.json", folder); }

// The stubs are written, the user's files take their place, and stay.
auto Build(const std::string& folder) -> test::Outcome {
  if (const auto first = Generate(folder); first.code != 0) return first;
  const auto copied = RunCommand("/", "cp -r " + Quoted(kSample + "/custom") + " " + Quoted(folder));
  if (copied.code != 0) return copied;
  auto again = Generate(folder);
  if (again.code != 0) return again;
  if (again.output.find("warning") != std::string::npos) return {1, again.output};
  return test::BuildProject(folder, test::ProjectParts::kService);
}

class Hooks : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    const auto built = Build(folder_->path());
    ASSERT_EQ(built.code, 0) << built.output;
  }
  static void TearDownTestSuite() { folder_.reset(); }

  void SetUp() override {
    const bool on_postgres = GetParam() == "postgres";
    if (const auto missing = test::ServiceDatabase::Missing(on_postgres); !missing.empty()) GTEST_SKIP() << missing;
    const test::ServiceDatabase database(on_postgres, data_.path());
    process_ = std::make_unique<ServiceProcess>(folder_->path() + "/build/release/service", data_.path(), database.url());
    ASSERT_NE(process_->port(), 0) << process_->Log();
    client_ = std::make_unique<ServiceClient>(process_->port());
  }

  auto Ask(const std::string& method, const std::string& target, const std::string& body = "") -> Answer {
    return client_->Ask(method, "/api" + target, body);
  }
  auto NewAccount(const std::string& owner = "Ada") -> std::string {
    const auto made = Ask("POST", "/accounts", R"({"owner": ")" + owner + R"("})");
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json.at("id").get<std::string>();
  }
  static auto EntryOf(const std::string& account, int amount, const std::string& note = "") -> std::string {
    return R"({"accountId": ")" + account + R"(", "amount": )" + std::to_string(amount) + R"(, "note": ")" + note + R"("})";
  }
  auto Book(const std::string& account, int amount, const std::string& note = "") -> Answer {
    return Ask("POST", "/entries", EntryOf(account, amount, note));
  }
  auto BalanceOf(const std::string& account) -> int64_t { return Ask("GET", "/accounts/" + account).json.at("balance").get<int64_t>(); }
  auto EntriesOf(const std::string& account) -> int64_t { return Ask("GET", "/entries?accountId=" + account).json.at("total").get<int64_t>(); }

  static std::unique_ptr<TemporaryFolder> folder_;
  TemporaryFolder data_;
  std::unique_ptr<ServiceProcess> process_;
  std::unique_ptr<ServiceClient> client_;
};

std::unique_ptr<TemporaryFolder> Hooks::folder_;

TEST_P(Hooks, BeforeHooksChangeWhatIsWritten) {
  const auto made = Ask("POST", "/accounts", R"({"owner": "  Ada ", "balance": 1000, "closed": true})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json.at("owner"), "Ada");
  EXPECT_EQ(made.json.at("balance"), 0);
  EXPECT_EQ(made.json.at("closed"), false);
}

TEST_P(Hooks, WhatAHookLeavesIsCheckedAgain) {
  const auto refused = Ask("POST", "/accounts", R"({"owner": "   "})");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(Ask("GET", "/accounts").json.at("total"), 0);
}

TEST_P(Hooks, AfterHooksBelongToTheTransaction) {
  const std::string account = NewAccount();
  ASSERT_EQ(Book(account, 30).status, 201);
  const auto entry = Book(account, 12);
  ASSERT_EQ(entry.status, 201);
  EXPECT_EQ(BalanceOf(account), 42);
  EXPECT_EQ(Ask("DELETE", "/entries/" + entry.json.at("id").get<std::string>()).status, 204);
  EXPECT_EQ(BalanceOf(account), 30);
}

TEST_P(Hooks, ARefusalIsTheAnswer) {
  const std::string account = NewAccount();
  const auto refused = Book(account, -1);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.json.at("code"), "overdrawn");
  EXPECT_EQ(refused.json.at("errors").at(0).at("path"), "amount") << refused.body;
  EXPECT_EQ(EntriesOf(account), 0);
  const auto entry = Book(account, 5);
  const std::string path = "/entries/" + entry.json.at("id").get<std::string>();
  EXPECT_EQ(Ask("PATCH", path, R"({"amount": 6})").status, 409);
  EXPECT_EQ(Ask("PUT", path, EntryOf(account, 7)).json.at("code"), "booked");
  EXPECT_EQ(Ask("PATCH", path, R"({"note": "lunch"})").json.at("note"), "lunch");
  EXPECT_EQ(Ask("DELETE", "/accounts/" + account).json.at("code"), "has_entries");
}

TEST_P(Hooks, ARowThatIsNotThereIsSaidAsWithoutHooks) {
  const std::string nobody = "/accounts/01890000-0000-7000-8000-000000000000";
  EXPECT_EQ(Ask("PATCH", nobody, R"({"owner": "Bob"})").status, 404);
  EXPECT_EQ(Ask("DELETE", nobody).status, 404);
  EXPECT_EQ(Book("01890000-0000-7000-8000-000000000000", 1).status, 422);
}

TEST_P(Hooks, StatementsOfEndpointsRunThemToo) {
  const std::string from = NewAccount("Ada");
  const std::string to = NewAccount("Bob");
  const auto transfer = [&](int amount) {
    return Ask("POST", "/transfer", R"({"fromId": ")" + from + R"(", "toId": ")" + to + R"(", "amount": )" + std::to_string(amount) + "}");
  };
  EXPECT_EQ(transfer(5).status, 409);  // the second entry is refused, so the first is undone
  EXPECT_EQ(BalanceOf(to), 0);
  EXPECT_EQ(EntriesOf(to), 0);
  ASSERT_EQ(Book(from, 8, "gift").status, 201);
  EXPECT_EQ(transfer(5).status, 201);
  EXPECT_EQ(BalanceOf(from), 3);
  EXPECT_EQ(BalanceOf(to), 5);
  EXPECT_EQ(Ask("POST", "/accounts/" + from + "/undo", R"({"note": "gift"})").json.at("undone"), 1);
  EXPECT_EQ(BalanceOf(from), -5);
}

TEST_P(Hooks, AnUpdateOfManyRunsThemForEach) {
  const std::string first = NewAccount("Eve");
  const std::string second = NewAccount("Eve");
  NewAccount("Bob");
  EXPECT_EQ(Ask("POST", "/close", R"({"owner": "Eve"})").json.at("closed"), 2);
  EXPECT_EQ(Ask("GET", "/changes").json.at("total"), 2);
  EXPECT_EQ(Ask("GET", "/changes?account=" + second).json.at("data").at(0).at("what"), "closed");
  EXPECT_EQ(Ask("PATCH", "/accounts/" + first, R"({"owner": "Mallory"})").status, 423);
  EXPECT_EQ(Book(first, 1).status, 423);
}

TEST_P(Hooks, AnExceptionUndoesItsRequestAndNoOther) {
  const std::string account = NewAccount();
  const auto broken = Book(account, 5, "break");
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.body.find("the hook broke"), std::string::npos) << broken.body;
  EXPECT_EQ(EntriesOf(account), 0);
  std::atomic<int> made = 0;
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      ServiceClient client(process_->port());
      for (int i = 0; i < 25; ++i) {
        const bool breaks = (thread + i) % 2 == 0;
        const auto answer = client.Ask("POST", "/api/entries", EntryOf(account, 1, breaks ? "break" : "fine"));
        if (answer.status == (breaks ? 500 : 201)) ++(breaks ? failed : made);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 100);
  EXPECT_EQ(failed, 100);
  EXPECT_EQ(EntriesOf(account), 100);
  EXPECT_EQ(BalanceOf(account), 100);
  EXPECT_TRUE(process_->IsRunning());
  process_->Stop();  // the log is whole then
  const std::string log = process_->Log();
  const size_t line = log.find("the hook broke");
  ASSERT_NE(line, std::string::npos) << log;
  EXPECT_NE(log.substr(line, log.find('\n', line) - line).find("requestId") + log.substr(log.rfind('\n', line) + 1).find("requestId"), std::string::npos);
}

// Two take the last of an account at once: the row that a hook reads is not locked by reading, so the sample would need
// a lock of its own on PostgreSQL; an update locks its row, and of 50 changes none is lost.
TEST_P(Hooks, UpdatesOfOneRowStandInLine) {
  const std::string account = NewAccount();
  ASSERT_EQ(Ask("PATCH", "/accounts/" + account, R"({"owner": "0"})").status, 200);
  std::vector<std::thread> threads;
  std::atomic<int> fine = 0;
  for (int thread = 0; thread < 5; ++thread) {
    threads.emplace_back([&, thread] {
      ServiceClient client(process_->port());
      for (int i = 1; i <= 10; ++i)
        if (client.Ask("PATCH", "/api/accounts/" + account, R"({"owner": ")" + std::to_string(thread * 100 + i) + R"("})").status == 200) ++fine;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(fine, 50);
  EXPECT_EQ(Ask("GET", "/changes?account=" + account).json.at("total"), 51);  // each hook saw another row before
}

TEST_P(Hooks, WhatAFunctionReturnsIsAValue) {
  const std::string account = NewAccount();
  ASSERT_EQ(Book(account, 20'000).status, 201);
  const auto pay = [&](int amount, const std::string& rest = "") {
    return Ask("POST", "/accounts/" + account + "/payouts", R"({"amount": )" + std::to_string(amount) + R"(, "reference": "539007547034")" + rest + "}");
  };
  const auto paid = pay(500);
  ASSERT_EQ(paid.status, 201) << paid.body;
  EXPECT_EQ(paid.json.at("fee"), 5);
  EXPECT_EQ(paid.json.at("entry").at("note"), "RF18539007547034");
  EXPECT_EQ(BalanceOf(account), 19'495);
  EXPECT_EQ(pay(500, R"(, "express": true)").json.at("fee"), 10);
  EXPECT_EQ(pay(500, R"(, "express": null)").json.at("fee"), 5);
  EXPECT_EQ(EntriesOf(account), 7);
}

TEST_P(Hooks, ARefusalOfAFunctionIsTheAnswer) {
  const std::string account = NewAccount();
  ASSERT_EQ(Book(account, 20'000).status, 201);
  const std::string path = "/accounts/" + account + "/payouts";
  ASSERT_EQ(Ask("POST", path, R"({"amount": 9000, "reference": "1"})").status, 201);  // with the fee of 90
  const auto refused = Ask("POST", path, R"({"amount": 911, "reference": "1"})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.json.at("code"), "enough_for_today");
  EXPECT_EQ(refused.json.at("errors").at(0).at("path"), "amount") << refused.body;
  EXPECT_EQ(Ask("POST", path, R"({"amount": 1, "reference": "a"})").json.at("code"), "not_a_reference");
  EXPECT_EQ(Ask("POST", "/accounts/01890000-0000-7000-8000-000000000000/payouts", R"({"amount": 1, "reference": "1"})").status, 404);
  EXPECT_EQ(BalanceOf(account), 10'910);
  EXPECT_EQ(EntriesOf(account), 3);
}

// Its statements are those of one function, which answers too.
TEST_P(Hooks, TheBodyOfAnEndpointIsCpp) {
  const std::string account = NewAccount();
  const std::string path = "/accounts/" + account + "/import";
  const auto booked = Ask("POST", path, R"({"lines": "30;rent\n-8;lunch\n"})");
  ASSERT_EQ(booked.status, 201) << booked.body;
  EXPECT_EQ(booked.json.at("data"), (nlohmann::json{{"booked", 2}, {"total", 22}}));
  EXPECT_EQ(BalanceOf(account), 22);
  const auto refused = Ask("POST", path, R"({"lines": "1;good\nlunch;8"})");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.json.at("code"), "not_a_line");
  const auto broken = Ask("POST", path, R"({"lines": "1;good\n2;break\n3;late"})");
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.body.find("the import broke"), std::string::npos) << broken.body;
  EXPECT_EQ(EntriesOf(account), 2);  // what was inserted before is undone
  EXPECT_EQ(BalanceOf(account), 22);
  process_->Stop();
  EXPECT_NE(process_->Log().find("the import broke"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(All, Hooks, testing::Values("sqlite", "postgres"), [](const auto& parameter) { return parameter.param; });

// A project whose stubs nobody touched.
class HookFiles : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Write(R"("min": 1, "max": 80)").code, 0); }
  auto project() const -> std::string { return folder_.path() + "/project"; }
  auto Stub() const -> std::string { return project() + "/custom/hooks/class-before-create.cpp"; }

  // A model with a name that C++ keeps for itself, and labels that would end a comment.
  auto Write(const std::string& rules, const std::string& hooks = R"("beforeCreate", "afterDelete")", const std::string& more = "") -> test::Outcome {
    test::WriteFile(folder_.path() + "/app.json", R"({"ingot": 1, "app": {"name": "con", "auth": "none"}, "models": [{"name": "Class", "label": "*/ int main() {} //",
      "description": "\n#error", "fields": [{"name": "default", "type": "string", "label": "\n// ingot:end", )" + rules + "}" + more + R"(], "hooks": [)" + hooks + "]}]}");
    return test::GenerateProject(folder_.path() + "/app.json", project());
  }
  auto Compiles() const -> test::Outcome {
    return RunCommand(project(), "for unit in custom/hooks/*.cpp; do c++ -std=c++20 -Wall -Wextra -Werror -fsyntax-only -Isrc -Iruntime/include $unit || exit 1; done");
  }
  TemporaryFolder folder_;
};

TEST_F(HookFiles, HoldNoTextOfTheDefinition) {
  for (const auto& [path, text] : test::FilesOf(project() + "/custom", "")) {
    EXPECT_EQ(text.find("main"), std::string::npos) << path;
    EXPECT_EQ(text.find("#error"), std::string::npos) << path;
  }
  const auto compiled = Compiles();
  EXPECT_EQ(compiled.code, 0) << compiled.output;
}

TEST_F(HookFiles, AreNeverTouchedAgain) {
  test::WriteFile(Stub(), test::ReadFile(Stub()) + "// mine\n");
  const std::string mine = test::ReadFile(Stub());
  const auto same = Write(R"("min": 1, "max": 80)");
  EXPECT_NE(same.output.find(" 0 files written, 0 deleted"), std::string::npos) << same.output;
  const auto longer = Write(R"("min": 1, "max": 90)");  // what the hook is given is the same
  EXPECT_EQ(longer.output.find("warning"), std::string::npos) << longer.output;
  EXPECT_EQ(test::ReadFile(Stub()), mine);
  std::filesystem::remove(Stub());
  ASSERT_EQ(Write(R"("min": 1, "max": 90)").code, 0);
  EXPECT_EQ(test::ReadFile(Stub()) + "// mine\n", mine);
}

TEST_F(HookFiles, AreFoundStaleAndGetAPatch) {
  test::WriteFile(Stub(), "// before\n" + test::ReadFile(Stub()) + "// mine\n");
  const std::string mine = test::ReadFile(Stub());
  const auto stale = Write(R"("min": 1, "max": 80)", R"("beforeCreate", "afterDelete")", R"(, {"name": "operator", "type": "int"})");
  EXPECT_EQ(stale.code, 0) << stale.output;
  EXPECT_NE(stale.output.find("ING0963"), std::string::npos) << stale.output;
  EXPECT_NE(stale.output.find("void custom::hooks::beforeCreateClass(ingot::rt::HookContext& context, app::Class::Input& input)"), std::string::npos) << stale.output;
  EXPECT_EQ(test::ReadFile(Stub()), mine);
  const auto patched = RunCommand(project(), "patch -p1 < custom/hooks/class-before-create.patch && git apply custom/hooks/class-after-delete.patch");
  ASSERT_EQ(patched.code, 0) << patched.output;
  const std::string now = test::ReadFile(Stub());
  EXPECT_TRUE(now.starts_with("// before\n// ingot:hook Class.beforeCreate ")) << now;
  EXPECT_TRUE(now.ends_with("// mine\n"));
  EXPECT_NE(now.find("ingot::rt::Input<std::int64_t> operator_"), std::string::npos) << now;
  const auto fresh = Write(R"("min": 1, "max": 80)", R"("beforeCreate", "afterDelete")", R"(, {"name": "operator", "type": "int"})");
  EXPECT_EQ(fresh.output.find("warning"), std::string::npos) << fresh.output;
  EXPECT_FALSE(std::filesystem::exists(project() + "/custom/hooks/class-before-create.patch"));
  const auto compiled = Compiles();
  EXPECT_EQ(compiled.code, 0) << compiled.output;
}

TEST_F(HookFiles, WithoutABlockGetOne) {
  const std::string bare = "#include \"hooks/class.hpp\"\nvoid custom::hooks::beforeCreateClass(ingot::rt::HookContext&, app::Class::Input&) {}";
  test::WriteFile(Stub(), bare);  // no line feed at the end either
  EXPECT_NE(Write(R"("min": 1, "max": 80)").output.find("ING0963"), std::string::npos);
  const auto patched = RunCommand(project(), "patch -p1 < custom/hooks/class-before-create.patch");
  ASSERT_EQ(patched.code, 0) << patched.output;
  EXPECT_TRUE(test::ReadFile(Stub()).ends_with(bare));
  EXPECT_EQ(Write(R"("min": 1, "max": 80)").output.find("warning"), std::string::npos);
}

TEST_F(HookFiles, StayWhenTheirHookGoes) {
  const std::string stub = test::ReadFile(Stub());
  for (int run = 0; run < 2; ++run) {
    const auto gone = Write(R"("min": 1, "max": 80)", R"("afterDelete")");
    EXPECT_EQ(gone.code, 0);
    EXPECT_NE(gone.output.find("ING0964"), std::string::npos) << gone.output;
    EXPECT_EQ(test::ReadFile(Stub()), stub);
  }
  EXPECT_NE(Compiles().code, 0);  // it says so at the place
  std::filesystem::remove(Stub());
  EXPECT_EQ(Write(R"("min": 1, "max": 80)", R"("afterDelete")").output.find("warning"), std::string::npos);
}

TEST_F(HookFiles, OfAnotherSignatureDoNotCompile) {
  std::string text = test::ReadFile(Stub());
  const std::string parameter = "[[maybe_unused]] app::Class::Input& input)";
  const size_t place = text.find(parameter);
  ASSERT_NE(place, std::string::npos) << text;
  test::WriteFile(Stub(), text.replace(place, parameter.size(), "const app::Class::Input&)"));
  const auto compiled = Compiles();
  EXPECT_NE(compiled.code, 0);
  EXPECT_NE(compiled.output.find("class-before-create.cpp"), std::string::npos) << compiled.output;
}

}  // namespace
}  // namespace ingot
