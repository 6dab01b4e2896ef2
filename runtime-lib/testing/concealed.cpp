// What the fixture asks of fields that are only written: secrets and passwords.
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include <ingot/rt/testing.hpp>

#include "running.hpp"

namespace ingot::rt::testing {
namespace {

using ::testing::AssertionFailure;
using ::testing::AssertionResult;
using ::testing::AssertionSuccess;

// A shorter text stands somewhere by chance.
constexpr std::size_t kTelling = 6;

std::string member(const Body& body, const std::string& name) {
  for (const auto& [each, json] : body.members()) {
    if (each == name) return textOf(json);
  }
  return {};
}

bool tells(const std::string& where, const std::string& text) { return text.size() >= kTelling && where.find(text) != std::string::npos; }

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The files of a database in a folder; nothing of a server's.
bool filesTell(const std::string& url, const std::string& text) {
  constexpr std::string_view kScheme = "sqlite:";
  if (url.rfind(kScheme, 0) != 0) return false;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(url.substr(kScheme.size())).parent_path())) {
    if (entry.is_regular_file() && tells(content(entry.path()), text)) return true;
  }
  return false;
}

Uuid idOf(const Reply& reply) {
  Uuid id;
  if (!parse(textOf(reply.at("id")), id)) ADD_FAILURE() << "no row: " << reply.body;
  return id;
}

}  // namespace

std::string textOf(const std::string& json) {
  simdjson::dom::parser parser;
  std::string_view text;
  if (parser.parse(json).get(text) == simdjson::SUCCESS) return std::string(text);
  return json;
}

Password hashedPassword(const std::string& plain) {
  constexpr int kLeastCost = 4;
  return Password::ofHash(bcryptHash(plain, kLeastCost));
}

AssertionResult ServiceTest::conceals(const std::string& path, const Body& valid, const std::string& field, const std::string& other) {
  const Reply created = post(path, valid);
  if (created.status != 201) return AssertionFailure() << "no row: " << created.body;
  const std::string location = created.header("location");
  std::vector<Reply> replies{created, get(location), get(path), patch(location, Body{{field, other}})};
  if (replies.back().status != 200) return AssertionFailure() << "PATCH: " << replies.back().body;
  replies.push_back(get(location));
  replies.push_back(patch(location, Body{{field, other}, {"no such field", other}}));
  replies.push_back(patch(location, Body{{field, "[" + other + "]"}}));
  replies.push_back(send("PATCH", location, "{\"" + field + "\": " + other + "x}", {}));
  replies.push_back(get(path + "?" + field + "=1"));
  replies.push_back(get(path + "?sort=" + field));
  for (std::size_t i = 6; i < replies.size(); ++i) {
    if (replies[i].status / 100 != 4) return AssertionFailure() << "not refused: " << replies[i].body;
  }
  replies.push_back(put(location, valid));
  for (const Reply& reply : replies) {
    for (const std::string& text : {member(valid, field), textOf(other)}) {
      if (tells(reply.body, text)) return AssertionFailure() << "an answer tells it: " << reply.body;
      for (const auto& [name, value] : reply.headers) {
        if (tells(value, text)) return AssertionFailure() << "a header tells it: " << name;
      }
      if (filesTell(running_->config.databaseUrl, text)) return AssertionFailure() << "the database's file tells it";
    }
    if (reply.at(field) != "(absent)" || reply.at("data.0." + field) != "(absent)") return AssertionFailure() << "an answer has it: " << reply.body;
  }
  del(location);
  return AssertionSuccess();
}

AssertionResult ServiceTest::seals(const std::string& path, const Body& valid, const std::string& field, const std::string& other,
                                   const SecretColumn& column) {
  const Reply created = post(path, valid);
  const Uuid id = idOf(created);
  const auto held = [&] {
    std::string text = "(none)";
    write([&](Session& session) {
      if (const auto secret = readSecret(session, column, id)) text = secret->reveal();
    });
    return text;
  };
  if (held() != member(valid, field)) return AssertionFailure() << "the row does not keep the secret";
  if (patch(created.header("location"), Body{}).status != 200 || held() != member(valid, field)) return AssertionFailure() << "another patch changes it";
  if (patch(created.header("location"), Body{{field, other}}).status != 200 || held() != textOf(other)) return AssertionFailure() << "a patch does not replace it";
  const Uuid stranger = newUuid();
  const std::string table(column.table);
  write([&](Session& session) { session.execute(Statement{"UPDATE " + table + " SET id = $1 WHERE id = $2"}, Params(stranger, id)); });
  bool opens = true;
  write([&](Session& session) {
    try {
      (void)readSecret(session, column, stranger);
    } catch (const std::runtime_error&) {
      opens = false;
    }
    session.execute(Statement{"DELETE FROM " + table + " WHERE id = $1"}, Params(stranger));
  });
  return opens ? AssertionFailure() << "it opens for another row" : AssertionSuccess();
}

AssertionResult ServiceTest::hashes(const std::string& path, const Body& valid, const std::string& field, const std::string& other, std::string_view select) {
  const Reply created = post(path, valid);
  const Uuid id = idOf(created);
  const auto held = [&] {
    std::string hash;
    write([&](Session& session) { session.run(select, Params(id), [&](const Row& row) { row.read(hash); }); });
    return hash;
  };
  if (held().rfind("$2b$", 0) != 0 || !bcryptMatches(member(valid, field), held())) return AssertionFailure() << "not its hash: " << held();
  if (bcryptMatches(textOf(other), held()) != (member(valid, field) == textOf(other))) return AssertionFailure() << "another password matches";
  const Reply patched = patch(created.header("location"), Body{{field, other}});
  if (patched.status != 200 || !bcryptMatches(textOf(other), held())) return AssertionFailure() << "a patch does not replace it: " << patched.body;
  del(created.header("location"));
  return AssertionSuccess();
}

}  // namespace ingot::rt::testing
