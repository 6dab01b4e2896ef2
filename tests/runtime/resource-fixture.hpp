// Resources over the tables of store-fixture.hpp, in a context without a service.
#pragma once

#include <ingot/rt/resource.hpp>
#include <ingot/rt/testing.hpp>

#include "store-fixture.hpp"

namespace ingot::rt::store {

inline void writeMembers(JsonWriter& json, const Doc& doc) {
  json.member("id", doc.id);
  json.member("projectId", doc.projectId);
  json.member("fileName", doc.fileName);
  json.member("size", doc.size);
}

struct Project {
  struct Input {
    rt::Input<std::string> name;
  };
  Uuid id;
  std::string name;
  std::int64_t rowVersion = 0;
};
inline void readRow(const Row& row, Project& project) { row.read(project.id, project.name, project.rowVersion); }
inline void writeMembers(JsonWriter& json, const Project& project) {
  json.member("id", project.id);
  json.member("name", project.name);
}
inline void readBody(ObjectReader& body, Project::Input& input) {
  body.field("name", input.name);
  body.finish();
}
inline void fillDefaults(Project::Input&, Write, Timestamp) {}
inline void check(const Project::Input& input, Checks& checks) { checks.required("name", input.name); }
inline Project insertRow(Session& session, const Project::Input& input) {
  constexpr Statement kInsert{"INSERT INTO projects (id, name, row_version) VALUES ($1, $2, $3) RETURNING id, name, row_version"};
  return session.first<Project>(kInsert, Params(newUuid(), input.name, std::int64_t{1}), &kProjects).value();
}
inline Update updateOf(Session&, const Uuid&, const Project::Input& input) {
  Update update(kProjects);
  update.set("name", input.name);
  return update;
}

inline constexpr RowFormat kDocRows{kDocs, "d0c", writeJson<Doc, &Doc::projectId, &Doc::reviewerId>};
inline constexpr RowFormat kProjectRows{kProjects, "abcd", writeJson<Project>};
inline constexpr Relation kDocRelations[] = {
    {"project", Relation::Kind::one, kProjectRows, 0, "project_id"},
    {"reviewer", Relation::Kind::one, kProjectRows, 1, "reviewer_id"},
};
inline constexpr Relation kProjectRelations[] = {
    {"docs", Relation::Kind::many, kDocRows, 0, "project_id"},
    {"reviews", Relation::Kind::many, kDocRows, 1, "reviewer_id"},
    {"review", Relation::Kind::single, kDocRows, 1, "reviewer_id"},
};

// The JSON text at a path, "data.0.id".
inline std::string at(const std::string& body, std::string_view path) {
  testing::Reply reply;
  reply.body = body;
  return reply.at(path);
}

class StoreContext final : public Context {
 public:
  [[nodiscard]] const Caller& caller() const override { return caller_; }
  [[nodiscard]] Timestamp now() const override { return {}; }
  [[nodiscard]] Timestamp deadline() const override { return {}; }
  [[nodiscard]] std::string_view requestId() const override { return {}; }
  [[nodiscard]] const ApiSettings& api() const override { return api_; }
  [[nodiscard]] std::size_t maxAnswerBytes() const override { return budget; }
  void log(LogLevel, std::string_view) override {}

  std::size_t budget = 1 << 20;
  Database* database = nullptr;

 protected:
  void runRead(FunctionRef<void(Session&)> work, ReadCost) override { database->read(work); }
  void runWrite(FunctionRef<void(Session&)> work, const WriteOptions&) override { writeNow(*database, work); }

 private:
  Caller caller_;
  ApiSettings api_{.pageSize = 2, .maxPageSize = 10};
};

// A body that is there already.
class TextBody final : public BodyReader {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}
  std::size_t read(std::span<char>) override { return 0; }
  [[nodiscard]] std::string readAll(std::size_t) override { return text_; }

 private:
  std::string text_;
};

class ResourceTest : public StoreTest {
 protected:
  ResourceTest() { context_.database = database_.get(); }

  static Request get(std::string_view path, std::string_view query = {}) {
    Request request;
    request.path = path;
    request.queryString = query;
    return request;
  }
  static Request about(Method method, std::string_view parameter, const Uuid& id) {
    Request request;
    request.method = method;
    request.path = "/rows";
    request.pathParameters.emplace_back(parameter, format(id));
    return request;
  }
  static Request withBody(Request request, TextBody& body) {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = &body;
    request.bodyLimit = 1 << 20;
    return request;
  }
  static std::string headerOf(const Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers()) {
      if (each == name) return value;
    }
    return "(absent)";
  }

  StoreContext context_;
};

}  // namespace ingot::rt::store
