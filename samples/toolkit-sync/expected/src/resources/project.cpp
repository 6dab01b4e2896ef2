// The handlers of Project. Made by Ingot; changes belong in the definition.
#include "resources/project.hpp"

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
    {"name", "name", rt::FilterKind::text},
    {"branch", "branch", rt::FilterKind::text},
    {"syncedAt", "synced_at", rt::FilterKind::timestamp},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr std::string_view kIncludes[] = {
    "docs",
};

constexpr rt::ListSpec kList{kSelectProjects, "SELECT count(*) FROM projects", kFilters, kSorts, kIncludes};

// Which row a request is about.
struct Key {
  rt::Uuid id;

  explicit Key(const rt::Request& request)
      : id(request.pathParameter<rt::Uuid>("project")) {
  }

  [[nodiscard]] std::optional<Project> find(rt::Session& session) const {
    return findProject(session, id);
  }

  void narrow(rt::RowMatch& match, std::optional<std::int64_t> version) const {
    match.where("id", id);
    if (version) match.where("row_version", *version);
  }

  // Why no row was changed: there is another version of it, or there is none.
  [[noreturn]] void refuse(rt::Session& session) const {
    if (find(session)) throw rt::preconditionFailed();
    throw rt::notFound("Project");
  }
};

// What `include=` adds to a page of rows: one statement for each relation, however many rows there are.
struct Related {
  rt::Includes includes;
  std::vector<Doc> docs;

  Related(rt::Context& context, rt::Session& session, const rt::Includes& wanted, std::span<const Project> items)
      : includes(wanted) {
    if (includes.has("docs")) docs = rt::fetchReferring<Doc>(session, kDocTable, kDocColumns, "project_id", items, context.api().maxPageSize);
  }

  void write(rt::JsonWriter& json, const Project& item) const {
    writeProject(json, item);
    if (includes.has("docs")) rt::writeReferring(json, "docs", docs, &Doc::projectId, item.id, writeDoc);
  }
};

Project::Input inputOf(const rt::Request& request, rt::Context& context, rt::Write write) {
  rt::Checks checks(write);
  rt::ObjectReader body(request.jsonBody(), checks);
  Project::Input input;
  readProject(body, input);
  if (write != rt::Write::patch) fillProject(input, context.now());
  checkProject(input, checks);
  checks.finish();
  return input;
}

rt::Response change(rt::Context& context, const rt::Request& request, rt::Write write) {
  const Key key(request);
  const auto version = rt::ifMatch(request);
  const Project::Input input = inputOf(request, context, write);
  rt::Update update = updateProject(input, context.now());
  key.narrow(update, version);
  const Project item = context.write([&](rt::Session& session) {
    auto changed = update.run<Project>(session, kProjectColumns);
    if (!changed) key.refuse(session);
    return *std::move(changed);
  });
  return rt::rowResponse(request, item.rowVersion, rt::objectOf(writeProject, item));
}

}  // namespace

rt::Response listProjects(rt::Context& context, rt::Request& request) {
  rt::ListQuery query(context, request, kList);
  return context.read([&](rt::Session& session) {
    const auto page = rt::fetchPage<Project>(session, query);
    const Related related(context, session, query.includes(), page.rows);
    return rt::pageResponse(request, query, page, [&](rt::JsonWriter& json, const Project& item) { related.write(json, item); });
  });
}

rt::Response createProject(rt::Context& context, rt::Request& request) {
  const Project::Input input = inputOf(request, context, rt::Write::create);
  const Project item = context.write([&](rt::Session& session) {
    return insertProject(session, input, context.now());
  });
  return rt::createdResponse(request, item.id, item.rowVersion, rt::objectOf(writeProject, item));
}

rt::Response getProject(rt::Context& context, rt::Request& request) {
  const Key key(request);
  const auto includes = rt::readIncludes(request, kIncludes);
  return context.read([&](rt::Session& session) {
    const auto item = key.find(session);
    if (!item) throw rt::notFound("Project");
    if (includes.empty()) return rt::rowResponse(request, item->rowVersion, rt::objectOf(writeProject, *item));
    const Related related(context, session, includes, {&*item, 1});
    rt::JsonWriter json;
    json.beginObject();
    related.write(json, *item);
    json.endObject();
    return rt::jsonResponse(std::move(json));
  });
}

rt::Response replaceProject(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::replace);
}

rt::Response patchProject(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::patch);
}

rt::Response deleteProject(rt::Context& context, rt::Request& request) {
  const Key key(request);
  rt::Delete removal(kProjectTable);
  key.narrow(removal, rt::ifMatch(request));
  context.write([&](rt::Session& session) {
    if (!removal.run(session)) key.refuse(session);
  });
  return rt::noContent();
}

}  // namespace app
