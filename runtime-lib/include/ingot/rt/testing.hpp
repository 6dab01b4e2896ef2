// For the tests of a service: the whole service in this process on a free port with an empty database, and a client.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ingot/rt/database.hpp>
#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/password.hpp>
#include <ingot/rt/secret.hpp>
#include <ingot/rt/service.hpp>

namespace ingot::rt::testing {

// A JSON object under construction; members keep their order. Values are JSON texts.
class Body {
 public:
  Body() = default;
  Body(std::initializer_list<std::pair<std::string, std::string>> members) : members_(members) {}
  // A copy in which `name` has this JSON text.
  [[nodiscard]] Body with(std::string_view name, std::string json) const;
  [[nodiscard]] Body without(std::string_view name) const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& members() const { return members_; }

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

// The JSON text of a string value.
[[nodiscard]] std::string quoted(std::string_view text);
[[nodiscard]] std::string quoted(const Uuid& id);
// `unit` repeated `count` times, as the JSON text of a string.
[[nodiscard]] std::string repeated(std::string_view unit, std::size_t count);
// An array of so many times the same value, from the JSON text of one.
[[nodiscard]] std::string listed(const std::string& json, std::size_t count = 1);
// A password as a row holds it, hashed as cheaply as can be.
[[nodiscard]] Password hashedPassword(const std::string& plain);
// So many bytes, all zero, as the JSON text of a string in base64.
[[nodiscard]] std::string zeros(std::size_t count);

struct Reply {
  int status = 0;
  std::string body;
  std::multimap<std::string, std::string> headers;  // names in lower case

  [[nodiscard]] std::string header(const std::string& name) const;
  // The JSON text at a path of member names and positions, "errors.0.code"; "(absent)" when there is none.
  [[nodiscard]] std::string at(std::string_view path) const;
};

// Succeeds when the answer has this status and names this problem, whatever the shape of the app's errors.
[[nodiscard]] ::testing::AssertionResult hasProblem(const Reply& reply, int status, std::string_view path, std::string_view code);
// Succeeds when the problem named is the only one.
[[nodiscard]] ::testing::AssertionResult hasOnlyProblem(const Reply& reply, int status, std::string_view path, std::string_view code);

// Succeeds when the answer is 200 and holds every member of `body` with its value.
[[nodiscard]] ::testing::AssertionResult holds(const Reply& reply, const Body& body);

// Succeeds when the answer is a list of exactly these rows, told by their ids, in this order.
[[nodiscard]] ::testing::AssertionResult lists(const Reply& reply, const std::vector<Reply>& rows);

// The JSON text of a time for a token, so many seconds from now.
[[nodiscard]] std::string secondsFromNow(std::int64_t seconds);

// A JSON Web Token that the service under test takes: with `claims` in place of those that make it so, and another secret or
// header when they are given.
struct TokenParts {
  Body claims = {};
  std::string secret = {};  // empty: the service's own
  Body header = {};         // in place of the usual members
};

// A fixture: one service per test, on SQLite in a temporary folder that goes with it; on a schema of PostgreSQL that goes with
// it when SERVICE_TEST_DATABASE_URL names a server. In an app that knows its callers every request has
// a good token, unless it brings an `Authorization` of its own; an empty one sends none.
class ServiceTest : public ::testing::Test {
 protected:
  explicit ServiceTest(const Application& application);
  ~ServiceTest() override;

  Reply get(const std::string& path, const std::vector<std::pair<std::string, std::string>>& headers = {});
  Reply post(const std::string& path, const Body& body);
  Reply put(const std::string& path, const Body& body, const std::vector<std::pair<std::string, std::string>>& headers = {});
  Reply patch(const std::string& path, const Body& body, const std::vector<std::pair<std::string, std::string>>& headers = {});
  Reply del(const std::string& path, const std::vector<std::pair<std::string, std::string>>& headers = {});
  Reply send(const std::string& method, const std::string& path, const std::string& body,
             const std::vector<std::pair<std::string, std::string>>& headers);

  // The status that tells of values that break rules, in the app's shape of errors.
  [[nodiscard]] int invalid() const;

  // Succeeds when this JSON text in `field` is the only problem of a new row, of a patch and of a replacement; the rest is as
  // in `valid`. Leaves no row behind.
  [[nodiscard]] ::testing::AssertionResult refuses(const std::string& path, const Body& valid, const std::string& field, const std::string& json,
                                                   std::string_view code);

  // Succeeds when no answer tells what `field` holds: of a new row, a patch with `other`, a replacement, a list, or an error. The
  // file of the database does not hold it either.
  [[nodiscard]] ::testing::AssertionResult conceals(const std::string& path, const Body& valid, const std::string& field, const std::string& other);
  // Succeeds when a row keeps what was sent as a secret, a patch replaces it, and it opens for its own row only.
  [[nodiscard]] ::testing::AssertionResult seals(const std::string& path, const Body& valid, const std::string& field, const std::string& other,
                                                 const SecretColumn& column);
  // Succeeds when `select` gives, for the id of a row, the hash of the password that was sent, and after a patch of the other.
  [[nodiscard]] ::testing::AssertionResult hashes(const std::string& path, const Body& valid, const std::string& field, const std::string& other,
                                                  std::string_view select);

  // Succeeds when a row keeps a file of this type at `segment` under its own path: what was sent comes back, whole and in part, a
  // second one takes its place, guards hold, it goes again; and when another type than `type` and a larger one are refused.
  [[nodiscard]] ::testing::AssertionResult keepsFile(const std::string& path, const Body& valid, const std::string& field, const std::string& segment,
                                                     const std::string& type, std::int64_t most);

  // How many rows of a list have this value, a JSON text, in the filter `name`; the status, negated, when it refuses.
  std::int64_t total(const std::string& path, std::string_view name, const std::string& json);

  [[nodiscard]] std::string token(const TokenParts& parts = {}) const;
  // Whether every route that is not open to anyone answers 401 to this `Authorization`, and nothing else of it.
  [[nodiscard]] ::testing::AssertionResult everyRouteRefuses(const std::string& authorization);
  // Whether none of them does.
  [[nodiscard]] ::testing::AssertionResult noRouteRefuses(const std::string& authorization);

  // Runs `work` in a transaction beside the service, for rows that no route makes.
  void write(FunctionRef<void(Session&)> work);

 private:
  Reply call(const Route& route, const std::string& authorization);
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace ingot::rt::testing
