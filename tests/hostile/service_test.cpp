// All hostile texts at once: the project is compiled without a warning, runs on both databases, and gives each text back unchanged.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <set>

#include "tests/emitted/service_client.h"
#include "tests/emitted/service_database.h"
#include "tests/emitted/service_process.h"
#include "tests/hostile/packed.h"
#include "tests/hostile/project.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"

namespace ingot::test::hostile {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kSecret = "sesame-of-the-build-host";
constexpr size_t kStatements = 48;

// The secret is the build's alone: the service starts without it.
auto Build(const std::string& folder) -> Outcome {
  ::setenv("INGOT_SECRET_CANARY", kSecret.c_str(), 1);
  auto built = MakeProject(folder + "/app.json", folder + "/out", ProjectParts::kServiceAndTests);
  ::unsetenv("INGOT_SECRET_CANARY");
  return built.code != 0 ? built : RunCommand(folder, "out/build/release/service-tests --gtest_brief=1");
}

class HostileService : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    packed_ = Pack();
    WriteFile(folder_->path() + "/app.json", packed_.definition);
    const Outcome built = Build(folder_->path());
    ASSERT_EQ(built.code, 0) << built.output;
    ASSERT_EQ(built.output.find("warning:"), std::string::npos) << built.output;
  }
  static void TearDownTestSuite() {
    ExpectNoTrace();
    folder_.reset();
  }

  // No file was made by a payload, and the secret of the build host is nowhere.
  static void ExpectNoTrace() {
    for (const std::string& root : {folder_->path(), fs::current_path().string()}) {
      for (const auto& entry : fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied)) {
        if (root != folder_->path() && entry.path().string().find("/hostile") == std::string::npos) continue;
        EXPECT_EQ(entry.path().filename().string().find("INGOTCANARY"), std::string::npos) << entry.path();
      }
    }
    const Outcome found = RunCommand(folder_->path(), "grep -rl " + kSecret + " . | head");
    EXPECT_EQ(found.output, "");
  }

  static std::unique_ptr<TemporaryFolder> folder_;
  static Packed packed_;
};

std::unique_ptr<TemporaryFolder> HostileService::folder_;
Packed HostileService::packed_;

// The same models with nothing in them.
auto Harmless(const std::string& definition) -> std::string {
  auto harmless = nlohmann::ordered_json::parse(definition);
  return nlohmann::ordered_json{{"ingot", 1}, {"app", {{"name", harmless["app"]["name"]}, {"auth", "none"}}}, {"models", {{{"name", "Main"}, {"fields", {{{"name", "x"}, {"type", "int"}}}}}}}}.dump();
}

void ExpectDefaults(ServiceClient& client, const Packed& packed) {
  for (const auto& [path, members] : packed.defaults.items()) {
    const Answer made = client.Ask("POST", "/api/" + path, "{}");
    ASSERT_EQ(made.status, 201) << path << made.body;
    const Answer got = client.Ask("GET", "/api/" + path + "/" + made.json["id"].get<std::string>());
    for (const auto& [name, value] : members.items()) EXPECT_EQ(got.json[name], json(value)) << path << " " << name;
  }
}

// Each text as the message of an error, which a comparison with the same text in the request brings about.
void ExpectMessages(ServiceClient& client, const Packed& packed) {
  for (size_t i = 0; i < packed.messages.size(); ++i) {
    const std::string path = "/api/refusals/" + std::to_string(i / kStatements) + "/" + std::to_string(i) + "?text=";
    const Answer refused = client.Ask("GET", path + PercentEncoded(packed.messages[i]));
    EXPECT_EQ(refused.status, 418) << packed.messages[i] << refused.body;
    EXPECT_EQ(refused.json.value("detail", ""), packed.messages[i]) << refused.body;
    const Answer taken = client.Ask("GET", path + PercentEncoded(packed.messages[i] + "x"));
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.json.value("text", ""), packed.messages[i] + "x");
  }
}

void Collect(const json& node, std::set<std::string>& texts) {
  if (node.is_string()) texts.insert(node.get<std::string>());
  if (node.is_structured()) {
    for (const json& item : node) Collect(item, texts);
  }
}

// Every text is in the description of the API as it is: a value of an enum, a default, a label.
void ExpectDescription(ServiceClient& client, const Packed& packed) {
  const Answer described = client.Ask("GET", "/openapi.json");
  ASSERT_EQ(described.status, 200);
  EXPECT_EQ(described.body.find("</script"), std::string::npos);
  std::set<std::string> texts;
  Collect(described.json, texts);
  std::string all;
  for (const std::string& text : texts) all += text + "\n";
  for (const std::string& text : packed.texts) {
    const bool whole = text.size() <= 100;
    EXPECT_TRUE(whole ? texts.contains(text) : all.find(text) != std::string::npos) << text;
  }
  const Answer page = client.Ask("GET", "/docs");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body.find("INGOTCANARY"), std::string::npos);
}

// A row holds each text, is found by it, and keeps it.
void ExpectRows(ServiceClient& client, const Packed& packed) {
  for (const std::string& text : packed.texts) {
    const Answer made = client.Ask("POST", "/api/samples", json{{"word", text}, {"text", text}, {"json", {{text, text}}}}.dump());
    ASSERT_EQ(made.status, 201) << made.body;
    const Answer got = client.Ask("GET", "/api/samples/" + made.json["id"].get<std::string>());
    for (const char* name : {"word", "text"}) EXPECT_EQ(got.json[name], text);
    EXPECT_EQ(got.json["json"], json({{text, text}}));
    const Answer found = client.Ask("GET", "/api/samples?word=" + PercentEncoded(text));
    EXPECT_EQ(found.json["total"], 1) << text;
  }
}

// Dockerfile, YAML, JSON and CMake say what they say without hostile texts.
TEST_F(HostileService, IsReadByForeignPrograms) {
  const auto write = [](const std::string& name, const std::string& definition) {
    const Compiled compiled = Compile(definition, nullptr);
    ASSERT_TRUE(compiled.files) << compiled.console;
    for (const auto& [path, text] : *compiled.files) WriteFile(folder_->path() + "/" + name + "/" + path, text);
  };
  write("harmless", Harmless(packed_.definition));
  write("hostile", packed_.definition);
  const auto read = RunCommand(folder_->path(), "python3 " + Quoted(INGOT_SOURCE_DIR "/tests/hostile/foreign.py") + " hostile harmless");
  EXPECT_EQ(read.code, 0) << read.output;
  // It can say no.
  WriteFile(folder_->path() + "/hostile/Dockerfile", ReadFile(folder_->path() + "/harmless/Dockerfile") + "RUN touch INGOTCANARY\n");
  WriteFile(folder_->path() + "/hostile/compose.yaml", ReadFile(folder_->path() + "/harmless/compose.yaml") + "INGOTCANARY: no\n");
  WriteFile(folder_->path() + "/hostile/src/x.cpp", "// INGOTCANARY\n");
  const auto broken = RunCommand(folder_->path(), "python3 " + Quoted(INGOT_SOURCE_DIR "/tests/hostile/foreign.py") + " hostile harmless");
  for (const char* path : {"Dockerfile: ", "compose.yaml: ", "src/x.cpp: "}) EXPECT_NE(broken.output.find(path), std::string::npos) << broken.output;
}

class HostileServiceOn : public HostileService, public testing::WithParamInterface<std::string> {};

TEST_P(HostileServiceOn, GivesEveryTextBack) {
  const bool on_postgres = GetParam() == "postgres";
  if (const auto missing = ServiceDatabase::Missing(on_postgres); !missing.empty()) GTEST_SKIP() << missing;
  TemporaryFolder folder;
  const ServiceDatabase database(on_postgres, folder.path());
  ServiceProcess service(folder_->path() + "/out/build/release/service", folder.path(), database.url(), {"OUTBOX_URLS=keeper=none"});
  ASSERT_NE(service.port(), 0) << service.Log();
  ServiceClient client(service.port());
  ExpectDefaults(client, packed_);
  ExpectMessages(client, packed_);
  ExpectDescription(client, packed_);
  ExpectRows(client, packed_);
  EXPECT_EQ(service.Stop(), 0);
  const auto tables = database.Run(on_postgres ? "SELECT relname FROM pg_class WHERE relname ILIKE '%canary%'" : "SELECT name FROM sqlite_master WHERE name LIKE '%canary%'");
  EXPECT_EQ(tables.code, 0) << tables.output;
  EXPECT_EQ(tables.output, "");
}

INSTANTIATE_TEST_SUITE_P(Databases, HostileServiceOn, testing::Values("sqlite", "postgres"), [](const auto& test) { return test.param; });

}  // namespace
}  // namespace ingot::test::hostile
