// Naughty strings the whole way: a definition full of them is compiled, its service runs, and gives each back unchanged.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "tests/emitted/naughty_definition.h"
#include "tests/emitted/naughty_strings.h"
#include "tests/emitted/service_client.h"
#include "tests/emitted/service_process.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"

namespace ingot {
namespace {

using nlohmann::json;
using test::Answer;
using test::NaughtyString;
using test::PercentEncoded;
using test::Quoted;

const std::string kIngot = INGOT_BINARY_DIR "/bin/ingot";
const std::string kSamples = "/api/samples";

// Which of the texts `check` takes as a pattern.
auto GoodPatterns(const std::vector<std::string>& texts, const std::string& folder) -> std::vector<std::string> {
  constexpr size_t kAtOnce = 150;  // findings that are shown: 200
  std::vector<std::string> good;
  for (size_t first = 0; first < texts.size(); first += kAtOnce) {
    const size_t end = std::min(first + kAtOnce, texts.size());
    std::string definition = R"({"ingot": 1, "app": {"name": "patterns", "auth": "none"}, "models": [{"name": "Main", "fields": [)";
    for (size_t i = first; i < end; ++i) {
      definition += (i == first ? "\n" : ",\n") + std::string(R"({"name": "p)") + std::to_string(i) + R"(", "type": "string", "pattern": )" + test::JsonLiteral(texts[i]) + "}";
    }
    test::WriteFile(folder + "/patterns.json", definition + "]}]}");
    const auto outcome = test::RunCommand(folder, Quoted(kIngot) + " check patterns.json --format json");
    const json findings = json::parse(outcome.output, nullptr, false);
    EXPECT_TRUE(findings.is_object()) << outcome.output;
    std::set<size_t> refused;
    for (const json& finding : findings["diagnostics"]) {
      EXPECT_TRUE(finding["code"] == "ING0410" || finding["code"] == "ING0411") << finding;
      refused.insert(finding["line"].get<size_t>() - 2 + first);
    }
    for (size_t i = first; i < end; ++i) {
      if (!refused.contains(i)) good.push_back(texts[i]);
    }
  }
  return good;
}

// Generates, builds and tests the project of `definition`; true when all of it is well.
auto BuildAndTest(const std::string& definition, const std::string& folder) -> bool {
  const auto checked = test::RunCommand("/", Quoted(kIngot) + " check " + Quoted(definition));
  EXPECT_EQ(checked.code, 0) << checked.output;
  const auto built = test::MakeProject(definition, folder, test::ProjectParts::kServiceAndTests);
  EXPECT_EQ(built.code, 0) << built.output;
  EXPECT_EQ(built.output.find("warning:"), std::string::npos) << built.output;
  if (built.code != 0) return false;
  const auto tested = test::RunCommand(folder, "build/release/service-tests --gtest_brief=1");
  EXPECT_EQ(tested.code, 0) << tested.output;
  return true;
}

// What a row holds that was made of nothing.
void ExpectDefaults(test::ServiceClient& client, const nlohmann::ordered_json& defaults) {
  for (const auto& [path, members] : defaults.items()) {
    const Answer made = client.Ask("POST", "/api/" + path, "{}");
    ASSERT_EQ(made.status, 201) << path << made.body;
    const Answer got = client.Ask("GET", "/api/" + path + "/" + made.json["id"].get<std::string>());
    for (const auto& [name, value] : members.items()) EXPECT_EQ(got.json[name], json(value)) << path << " " << name;
  }
}

// A refusal that names `place`.
auto Names(const Answer& answer, const std::string& place) -> bool {
  if (answer.status < 400 || answer.status > 499 || !answer.json.contains("errors")) return false;
  return std::ranges::any_of(answer.json["errors"], [&](const json& error) { return error["path"] == place; });
}

// How a service names what it does not know: cut after some characters, controls made visible.
auto IsShown(const std::string& shown, const std::string& text) -> bool {
  std::string visible = text;
  for (char& c : visible) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) c = '?';
  }
  constexpr size_t kFewest = 60;
  return shown == visible || (shown.ends_with("...") && test::Length(shown) >= kFewest && visible.starts_with(shown.substr(0, shown.size() - 3)));
}

auto NamesUnknown(const Answer& answer, const std::string& text) -> bool {
  if (answer.status < 400 || answer.status > 499 || !answer.json.contains("errors")) return false;
  return std::ranges::any_of(answer.json["errors"], [&](const json& error) { return IsShown(error["path"], text); });
}

class Trial {
 public:
  Trial(test::ServiceClient& client, const NaughtyString& string) : client_(client), literal_(string.literal), text_(string.text.value_or("")) {
    whole_ = string.text.has_value();
    holds_nul_ = text_.find('\0') != std::string::npos;
  }

  void Run() {
    Members();
    if (!whole_) return;
    if (!holds_nul_) Stored();
    UnknownMember();
    Query();
    Path();
  }

 private:
  // Every field that takes a string: unchanged, or refused by name.
  void Members() {
    for (const char* name : {"text", "email", "url", "slug", "json", "uuid", "date", "timestamp", "duration", "bigint", "decimal", "word", "code", "colour", "flag", "count"}) {
      const Answer answer = client_.Ask("POST", kSamples, std::string("{\"") + name + "\": " + literal_ + "}");
      if (!whole_) {
        EXPECT_EQ(answer.status, 400) << name;
        continue;
      }
      const bool taken = answer.status == 201;
      EXPECT_TRUE(taken || Names(answer, name)) << name << " " << answer.status << " " << answer.body;
      const std::string_view field = name;
      const bool free = field == "text" || field == "json" || field == "word" || field == "code";
      EXPECT_EQ(taken, free ? !holds_nul_ : taken) << name << " " << answer.body;
      const bool canonical = field == "uuid" || field == "date" || field == "timestamp" || field == "duration" || field == "bigint" || field == "decimal";
      EXPECT_TRUE(!taken || canonical || answer.json[name] == text_) << name << " " << answer.body;
    }
  }

  void Stored() {
    const std::string changed = "{\"word\": " + literal_ + ", \"text\": " + literal_ + ", \"json\": {" + literal_ + ": [" + literal_ + "]}}";
    const Answer made = client_.Ask("POST", kSamples, "{\"word\": \"before\"}");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path = kSamples + "/" + made.json["id"].get<std::string>();
    EXPECT_EQ(client_.Ask("PATCH", path, changed).status, 200);
    const Answer got = client_.Ask("GET", path);
    EXPECT_EQ(got.json["word"], text_);
    EXPECT_EQ(got.json["text"], text_);
    EXPECT_EQ(got.json["json"], json({{text_, {text_}}}));
    const Answer second = client_.Ask("PATCH", path, "{\"code\": " + literal_ + "}");
    EXPECT_EQ(second.status, 409) << second.body;
    EXPECT_TRUE(Names(second, "code")) << second.body;
    for (const char* field : {"word", "text", "code"}) Found(field, field == std::string_view("code") ? 1 : 2);
    EXPECT_EQ(client_.Ask("DELETE", path).status, 204);
  }

  void Found(const std::string& field, size_t rows) {
    const Answer list = client_.Ask("GET", kSamples + "?" + field + "=" + PercentEncoded(text_) + "&sort=-word");
    if (list.status == 414) return;
    ASSERT_EQ(list.status, 200) << field << list.body;
    EXPECT_EQ(list.json["total"], rows) << field;
    for (const json& row : list.json["data"]) EXPECT_EQ(row[field], text_);
  }

  void UnknownMember() {
    const Answer answer = client_.Ask("POST", kSamples, "{" + literal_ + ": 1}");
    EXPECT_TRUE(NamesUnknown(answer, text_)) << answer.status << " " << answer.body;
  }

  void Query() {
    const std::string encoded = PercentEncoded(text_);
    const Answer unknown = client_.Ask("GET", kSamples + "?" + encoded + "=1");
    EXPECT_TRUE(NamesUnknown(unknown, text_) || unknown.status == 414 || holds_nul_) << unknown.status << " " << unknown.body;
    for (const char* name : {"sort", "include", "page", "limit", "colour", "uuid", "date", "bigint", "flag", "word[gte]"}) {
      const Answer answer = client_.Ask("GET", kSamples + "?" + name + "=" + encoded);
      const bool fine = answer.status == 200 || answer.status == 414 || Names(answer, name) || (holds_nul_ && answer.status == 400);
      EXPECT_TRUE(fine) << name << " " << answer.status << " " << answer.body;
    }
    const Answer operation = client_.Ask("GET", kSamples + "?word[" + encoded + "]=1");
    EXPECT_TRUE(operation.status == 400 || operation.status == 414) << operation.status << " " << operation.body;
  }

  void Path() {
    const std::string encoded = PercentEncoded(text_);
    for (const std::string& path : {kSamples + "/x" + encoded, kSamples + "/" + encoded + "x", "/" + encoded + "x/samples", "/api/x" + encoded}) {
      for (const char* method : {"GET", "DELETE"}) {
        const Answer answer = client_.Ask(method, path);
        EXPECT_TRUE(answer.status >= 400 && answer.status <= 499) << method << " " << path << " " << answer.status;
      }
    }
  }

  test::ServiceClient& client_;
  std::string literal_;
  std::string text_;
  bool whole_ = false;
  bool holds_nul_ = false;
};

// Bytes that are no HTTP, in every part of a head: refused or understood, never fatal.
void SendRaw(uint16_t port, const std::string& text) {
  const std::string tail = "Host: localhost\r\nConnection: close\r\n\r\n";
  const std::string body = "Content-Type: application/json\r\nContent-Length: 2\r\n" + tail + "{}";
  std::vector<std::string> requests{"GET " + kSamples + "/" + text + " HTTP/1.1\r\n" + tail, "GET " + kSamples + "?word=" + text + " HTTP/1.1\r\n" + tail,
                                    text + " / HTTP/1.1\r\n" + tail, "GET /healthz HTTP/1.1\r\n" + text + ": x\r\n" + tail};
  for (const char* name : {"If-None-Match", "Accept", "X-Request-Id", "Authorization", "Cookie", "Origin"}) {
    requests.push_back("GET " + kSamples + "?limit=1 HTTP/1.1\r\n" + name + ": " + text + "\r\n" + tail);
  }
  for (const char* name : {"If-Match", "Content-Type", "Content-Encoding", "Expect"}) {
    requests.push_back("POST " + kSamples + " HTTP/1.1\r\n" + name + ": " + text + "\r\n" + body);
  }
  for (const std::string& request : requests) {
    const auto reply = test::AskRaw(port, request);
    EXPECT_TRUE(reply.status < 500 || reply.status == 501) << request.substr(0, 200) << reply.body;
  }
}

// The list in order of a text is in the order of code points, which UTF-8 keeps.
void ExpectOrder(test::ServiceClient& client) {
  std::vector<std::string> words;
  for (int page = 1;; ++page) {
    const Answer list = client.Ask("GET", kSamples + "?sort=word&limit=100&page=" + std::to_string(page));
    ASSERT_EQ(list.status, 200) << list.body;
    for (const json& row : list.json["data"]) {
      if (row["word"].is_string()) words.push_back(row["word"]);
    }
    if (list.json["data"].empty()) break;
  }
  EXPECT_GT(words.size(), 50U);
  EXPECT_TRUE(std::ranges::is_sorted(words));
}

void ExpectCleanLog(const std::string& log) {
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(json::parse(line, nullptr, false).is_object()) << line;
    EXPECT_EQ(line.find("\"level\":\"error\""), std::string::npos) << line;
  }
}

TEST(NaughtyProject, KeepsEveryString) {
  test::TemporaryFolder folder;
  const auto texts = test::NaughtyTexts();
  const auto project = test::MakeNaughtyProject(texts, GoodPatterns(texts, folder.path()));
  test::WriteFile(folder.path() + "/app.json", project.definition.dump());
  ASSERT_TRUE(BuildAndTest(folder.path() + "/app.json", folder.path() + "/out"));
  test::ServiceProcess service(folder.path() + "/out/build/release/service", folder.path());
  ASSERT_NE(service.port(), 0) << service.Log();
  test::ServiceClient client(service.port());
  ExpectDefaults(client, project.defaults);
  for (const NaughtyString& string : test::NaughtyStrings()) {
    SCOPED_TRACE(string.literal.substr(0, 200));
    Trial(client, string).Run();
    if (string.text) SendRaw(service.port(), *string.text);
    ASSERT_TRUE(service.IsRunning()) << service.Log();
  }
  ExpectOrder(client);
  EXPECT_EQ(client.Ask("GET", "/readyz").status, 200);
  EXPECT_EQ(service.Stop(), 0);
  ExpectCleanLog(service.Log());
}

}  // namespace
}  // namespace ingot
