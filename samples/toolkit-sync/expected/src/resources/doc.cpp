// The handlers of Doc. Made by Ingot; changes belong in the definition.
#include "resources/doc.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/list.hpp>
#include <ingot/rt/related.hpp>
#include <ingot/rt/resource.hpp>

#include "models/doc.hpp"
#include "models/project.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"fileName", "file_name", rt::FilterKind::text},
    {"updatedAt", "updated_at", rt::FilterKind::timestamp},
};

constexpr rt::Sort kSorts[] = {
    {"fileName", "file_name"},
    {"updatedAt", "updated_at"},
};

constexpr std::string_view kIncludes[] = {
    "project",
};

constexpr rt::ListSpec kList{kSelectDocs, "SELECT count(*) FROM docs", kFilters, kSorts, kIncludes};

// Throws 404 unless the rows that the URL names are there and belong to each other.
void requireParents(rt::Session& session, const rt::Request& request) {
  const auto parent = findProject(session, request.pathParameter<rt::Uuid>("project"));
  if (!parent) throw rt::notFound("Project");
}

// Which row a request is about.
struct Key {
  rt::Uuid id;
  rt::Uuid projectId;

  explicit Key(const rt::Request& request)
      : id(request.pathParameter<rt::Uuid>("doc")), projectId(request.pathParameter<rt::Uuid>("project")) {
  }

  [[nodiscard]] std::optional<Doc> find(rt::Session& session) const {
    auto item = findDoc(session, id);
    if (item && item->projectId != projectId) item.reset();
    return item;
  }

  void narrow(rt::RowMatch& match, std::optional<std::int64_t> version) const {
    match.where("id", id);
    match.where("project_id", projectId);
    if (version) match.where("row_version", *version);
  }

  // Why no row was changed: there is another version of it, or there is none.
  [[noreturn]] void refuse(rt::Session& session) const {
    if (find(session)) throw rt::preconditionFailed();
    throw rt::notFound("Doc");
  }
};

// What `include=` adds to a page of rows: one statement for each relation, however many rows there are.
struct Related {
  rt::Includes includes;
  std::vector<Project> project;

  Related([[maybe_unused]] rt::Context& context, rt::Session& session, const rt::Includes& wanted, std::span<const Doc> items)
      : includes(wanted) {
    if (includes.has("project")) project = rt::fetchReferenced<Project>(session, kSelectProjects, items, &Doc::projectId);
  }

  void write(rt::JsonWriter& json, const Doc& item) const {
    writeDoc(json, item);
    if (includes.has("project")) rt::writeReferenced(json, "project", project, item.projectId, writeProject);
  }
};

Doc::Input inputOf(const rt::Request& request, rt::Context& context, rt::Write write) {
  rt::Checks checks(write);
  rt::ObjectReader body(request.jsonBody(), checks);
  Doc::Input input;
  readDoc(body, input);
  if (write != rt::Write::patch) fillDoc(input, context.now());
  checkDoc(input, checks);
  checks.finish();
  return input;
}

rt::Response change(rt::Context& context, const rt::Request& request, rt::Write write) {
  const Key key(request);
  const auto version = rt::ifMatch(request);
  const Doc::Input input = inputOf(request, context, write);
  rt::Update update = updateDoc(input, context.now());
  key.narrow(update, version);
  const Doc item = context.write([&](rt::Session& session) {
    auto changed = update.run<Doc>(session, kDocColumns);
    if (!changed) key.refuse(session);
    return *std::move(changed);
  });
  return rt::rowResponse(request, item.rowVersion, rt::objectOf(writeDoc, item));
}

}  // namespace

rt::Response listDocs(rt::Context& context, rt::Request& request) {
  rt::ListQuery query(context, request, kList);
  query.where("project_id", request.pathParameter<rt::Uuid>("project"));
  return context.read([&](rt::Session& session) {
    const auto page = rt::fetchPage<Doc>(session, query);
    if (page.total == 0) requireParents(session, request);
    const Related related(context, session, query.includes(), page.rows);
    return rt::pageResponse(request, query, page, [&](rt::JsonWriter& json, const Doc& item) { related.write(json, item); });
  });
}

rt::Response createDoc(rt::Context& context, rt::Request& request) {
  Doc::Input input = inputOf(request, context, rt::Write::create);
  input.projectId = request.pathParameter<rt::Uuid>("project");
  const Doc item = context.write([&](rt::Session& session) {
    requireParents(session, request);
    return insertDoc(session, input, context.now());
  });
  return rt::createdResponse(request, item.id, item.rowVersion, rt::objectOf(writeDoc, item));
}

rt::Response getDoc(rt::Context& context, rt::Request& request) {
  const Key key(request);
  const auto includes = rt::readIncludes(request, kIncludes);
  return context.read([&](rt::Session& session) {
    const auto item = key.find(session);
    if (!item) throw rt::notFound("Doc");
    if (includes.empty()) return rt::rowResponse(request, item->rowVersion, rt::objectOf(writeDoc, *item));
    const Related related(context, session, includes, {&*item, 1});
    rt::JsonWriter json;
    json.beginObject();
    related.write(json, *item);
    json.endObject();
    return rt::jsonResponse(std::move(json));
  });
}

rt::Response replaceDoc(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::replace);
}

rt::Response patchDoc(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::patch);
}

rt::Response deleteDoc(rt::Context& context, rt::Request& request) {
  const Key key(request);
  rt::Delete removal(kDocTable);
  key.narrow(removal, rt::ifMatch(request));
  context.write([&](rt::Session& session) {
    if (!removal.run(session)) key.refuse(session);
  });
  return rt::noContent();
}

}  // namespace app
