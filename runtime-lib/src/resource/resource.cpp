#include <ingot/rt/resource.hpp>

#include <algorithm>
#include <vector>

#include "resource/answers.hpp"
#include "resource/entity-tag.hpp"
#include "resource/list-query.hpp"
#include "resource/related.hpp"
#include "resource/single-row.hpp"
#include "store/constraints.hpp"

namespace ingot::rt {
namespace {

constexpr std::string_view kJson = "application/json";

// What is asked before the statement that changes something only words the answer: constraints guard the rest.
constexpr WriteOptions kOneStatement{.oneStatement = true};

// The rows of one statement, each an object without its end: relations may follow.
struct OpenObjects {
  std::vector<RowKeys> keys;
  std::vector<std::string> texts;

  void add(const Row& row, const RowFormat& format, AnswerBudget& budget) {
    JsonWriter json;
    json.beginObject();
    format.writeJson(row, json, keys.emplace_back());
    budget.spend(json.text().size());
    texts.push_back(json.take());
  }
};

std::vector<RelatedRows> fetchRelated(Session& session, const Context& context, const Includes& includes,
                                      const OpenObjects& objects, AnswerBudget& budget) {
  std::vector<RelatedRows> related;
  for (const Relation* relation : includes)
    related.emplace_back(session, *relation, objects.keys, context.api().maxPageSize, budget);
  return related;
}

// `{data, page, limit, total}`
void beginPage(JsonWriter& json) {
  json.beginObject();
  json.name("data");
  json.beginArray();
}

void endPage(JsonWriter& json, const ListQuery& query, std::int64_t total) {
  json.endArray();
  json.member("page", query.page());
  json.member("limit", query.limit());
  json.member("total", total);
  json.endObject();
}

// Reads the rows of the page and returns the total. Both come with one statement, as the list was at one moment; only a page
// behind the last row has none that could tell the total.
std::int64_t fetchPage(Session& session, const ListQuery& query, RowReader reader) {
  std::int64_t total = 0;
  const int column = query.totalColumn();
  session.run(query.pageSql(session.dialect()), query.pageParams(session.dialect()), [&](const Row& row) {
    total = row.integer(column);
    reader(row);
  });
  if (total == 0 && query.page() > 1)
    session.run(query.countSql(session.dialect()), query.params(session.dialect()), [&](const Row& row) { row.read(total); });
  return total;
}

void writeRow(const Row& row, const RowFormat& format, JsonWriter& json, RowKeys& keys, AnswerBudget& budget) {
  const std::size_t before = json.text().size();
  json.beginObject();
  format.writeJson(row, json, keys);
  json.endObject();
  budget.spend(json.text().size() - before);
}

std::int64_t writePlainRows(Session& session, const ListQuery& query, const RowFormat& format, JsonWriter& json,
                            AnswerBudget& budget) {
  RowKeys keys;
  return fetchPage(session, query, [&](const Row& row) { writeRow(row, format, json, keys, budget); });
}

std::int64_t writeRowsWithRelations(Session& session, const Context& context, const ListQuery& query,
                                    const RowFormat& format, JsonWriter& json, AnswerBudget& budget) {
  OpenObjects objects;
  const std::int64_t total = fetchPage(session, query, [&](const Row& row) { objects.add(row, format, budget); });
  const auto related = fetchRelated(session, context, query.includes(), objects, budget);
  for (std::size_t i = 0; i < objects.keys.size(); ++i) {
    json.resumeObject(objects.texts[i]);
    for (const RelatedRows& each : related) each.write(json, objects.keys[i], budget);
    json.endObject();
  }
  return total;
}

bool exists(Session& session, const std::string& sql, const Params& params) {
  bool found = false;
  session.run(sql, params, [&](const Row&) { found = true; });
  return found;
}

// One page; `require` throws when what the list belongs to is not there, and is told how many rows there are.
Response answerPage(Context& context, const Request& request, const ListQuery& query, const RowFormat& rows,
                    FunctionRef<void(Session&, std::int64_t)> require) {
  JsonWriter json;
  context.read([&](Session& session) {
    AnswerBudget budget(context.maxAnswerBytes());
    beginPage(json);
    const std::int64_t total = query.includes().empty()
                                   ? writePlainRows(session, query, rows, json, budget)
                                   : writeRowsWithRelations(session, context, query, rows, json, budget);
    require(session, total);
    endPage(json, query, total);
  }, ReadCost::list);
  std::string tag = weakTag(json.text());
  return taggedResponse(request, std::move(tag), json.take());
}

}  // namespace

Response Resource::list(Context& context, const Request& request) const {
  ListQuery query(context, request, spec_.list);
  if (!spec_.parents.empty()) query.where(spec_.parentColumn, parentOf(request));
  return answerPage(context, request, query, spec_.list.rows, [&](Session& session, std::int64_t total) {
    // Rows that are there have a parent; whose child that is, has to be asked.
    if (total == 0 || spec_.parents.size() > 1) requireParents(session, request);
  });
}

Response Resource::listLinked(Context& context, const Request& request, const Resource& owner, const Link& link) const {
  ListQuery query(context, request, spec_.list);
  query.linked(link.pairs.name, link.near, link.far, request.pathParameter<Uuid>(owner.spec_.parameter));
  return answerPage(context, request, query, spec_.list.rows, [&](Session& session, std::int64_t total) {
    if (total == 0 || !owner.spec_.parents.empty()) owner.requireRow(session, request);
  });
}

Response Resource::link(Context& context, const Request& request, const Link& link) const {
  refusePreconditions(request);
  const auto near = request.pathParameter<Uuid>(spec_.parameter);
  const auto far = request.pathParameter<Uuid>(link.parameter);
  std::string sql = "INSERT INTO " + std::string(link.pairs.name) + " (id, ";
  sql.append(link.near).append(", ").append(link.far).append(", row_version) VALUES ($1, $2, $3, 1) ON CONFLICT (");
  sql.append(link.near).append(", ").append(link.far).append(") DO NOTHING");
  context.write([&](Session& session) {
    requireRow(session, request);
    if (!exists(session, "SELECT 1 FROM " + std::string(link.others) + " WHERE id = $1", Params(far))) throw notFound(link.name);
    try {
      session.run(sql, Params(newUuid(), near, far), [](const Row&) {}, &link.pairs);
    } catch (const Failure& failure) {
      // One of the two was deleted just now.
      if (failure.status() != 422) throw;
      const bool farIsGone = !failure.problems().empty() && failure.problems().front().path == store::fieldOf(link.far, &link.pairs);
      throw notFound(farIsGone ? link.name : spec_.name);
    }
  }, kOneStatement);
  return Response(204);
}

Response Resource::unlink(Context& context, const Request& request, const Link& link) const {
  refusePreconditions(request);
  Delete removal(link.pairs);
  removal.where(link.near, request.pathParameter<Uuid>(spec_.parameter));
  removal.where(link.far, request.pathParameter<Uuid>(link.parameter));
  context.write([&](Session& session) {
    requireRow(session, request);
    if (!removal.run(session)) throw notFound(link.name);
  }, kOneStatement);
  return Response(204);
}

Response Resource::get(Context& context, const Request& request) const {
  const Target target{request.pathParameter<Uuid>(spec_.parameter), std::nullopt};
  const Includes includes = readIncludes(request, spec_.list.relations);
  SingleRow single(spec_.list.rows, includes);
  context.read([&](Session& session) {
    if (spec_.parents.size() > 1) requireParents(session, request);
    const auto narrowed = [&](RowMatch& match) { narrow(match, request, target); };
    if (!single.fetch(session, narrowed, context.api().maxPageSize, AnswerBudget(context.maxAnswerBytes())))
      throw notFound(spec_.name);
  });
  std::string body = single.take();
  std::string tag = includes.empty() ? tagOf(single.version()) : weakTag(body);
  return taggedResponse(request, std::move(tag), std::move(body));
}

Response Resource::remove(Context& context, const Request& request) const {
  const Target target = targetOf(request);
  Delete removal(spec_.list.rows.table);
  narrow(removal, request, target);
  context.write([&](Session& session) {
    session.stampCascades();
    if (spec_.parents.size() > 1) requireParents(session, request);
    if (!removal.run(session)) refuse(session, request, target);
  }, kOneStatement);
  return Response(204);
}

// Only the page and its size are asked for.
Response Resource::listRevisions(Context& context, const Request& request) const {
  const RowFormat& versions = *spec_.versions;
  const ListQuery query(context, request, {versions});
  const std::string from = " FROM " + std::string(versions.table.name) + " WHERE id = $1";
  const Params id(request.pathParameter<Uuid>(spec_.parameter));
  JsonWriter json;
  context.read([&](Session& session) {
    requireRow(session, request);
    std::int64_t total = 0;
    session.run("SELECT count(*)" + from, id, [&](const Row& row) { row.read(total); });
    Params page = id;
    page.add(query.limit());
    page.add(query.offset());
    AnswerBudget budget(context.maxAnswerBytes());
    beginPage(json);
    RowKeys keys;
    session.run("SELECT " + std::string(versions.table.list) + from + " ORDER BY row_version DESC LIMIT $2 OFFSET $3", page,
                [&](const Row& row) { writeRow(row, versions, json, keys, budget); });
    endPage(json, query, total);
  }, ReadCost::list);
  std::string tag = weakTag(json.text());
  return taggedResponse(request, std::move(tag), json.take());
}

Response Resource::getRevision(Context& context, const Request& request) const {
  const auto id = request.pathParameter<Uuid>(spec_.parameter);
  const auto number = request.pathParameter<std::int64_t>("revision_number");
  const Includes includes = readIncludes(request, {});
  SingleRow single(*spec_.versions, includes);
  context.read([&](Session& session) {
    requireRow(session, request);
    const auto narrowed = [&](RowMatch& match) {
      match.where("id", id);
      match.where("row_version", number);
    };
    if (!single.fetch(session, narrowed, 0, AnswerBudget(context.maxAnswerBytes()))) throw notFound("revision");
  });
  std::string tag = tagOf(single.version());
  return taggedResponse(request, std::move(tag), single.take());
}

void Resource::insert(Context& context, const Request& request, FunctionRef<void(Session&)> insertRow, Around around) const {
  context.write([&](Session& session) {
    requireParents(session, request);
    insertRow(session);
  }, around == Around::hooks ? WriteOptions{} : kOneStatement);
}

void Resource::lock(Session& session, const Request& request, const Target& target, RowReader read) const {
  if (spec_.parents.size() > 1) requireParents(session, request);
  Select select(spec_.list.rows.table);
  narrow(select, request, target);
  select.lock();
  if (!select.run(session, read)) refuse(session, request, target);
}

void Resource::update(Context& context, const Request& request, const Target& target,
                      FunctionRef<Update(Session&)> make, RowReader read) const {
  context.write([&](Session& session) {
    if (spec_.parents.size() > 1) requireParents(session, request);
    Update update = make(session);
    narrow(update, request, target);
    if (!update.run(session, read)) refuse(session, request, target);
  }, kOneStatement);
}

// The first statement is a change, so that of two that come at once the second finds nothing.
void Resource::takeBack(Context& context, const Request& request, RowReader read) const {
  refusePreconditions(request);
  const DeletedRows& deleted = *spec_.deleted;
  const Table& table = spec_.list.rows.table;
  const auto id = request.pathParameter<Uuid>(spec_.parameter);
  const bool timed = std::any_of(table.columns.begin(), table.columns.end(), [](const Column& each) { return each.name == "updated_at"; });
  context.write([&](Session& session) {
    requireParents(session, request);
    Params params;
    std::string sql = "UPDATE " + std::string(deleted.table) + " SET row_version = row_version + 1";
    if (timed) {
      sql += ", updated_at = $1";
      params.add(session.now());
    }
    sql += " WHERE id = $" + format(static_cast<std::int64_t>(params.size() + 1));
    params.add(id);
    if (!spec_.parents.empty()) {
      sql.append(" AND ").append(spec_.parentColumn) += " = $" + format(static_cast<std::int64_t>(params.size() + 1));
      params.add(parentOf(request));
    }
    if (session.run(sql, params, [](const Row&) {}) == 0) throw notFound(spec_.name);
    requireReferences(session, id);
    session.run(deleted.takeBack.in(session.dialect()), Params(id), read, &table);
    session.run("DELETE FROM " + std::string(deleted.table) + " WHERE id = $1", Params(id), [](const Row&) {});
  });
}

void Resource::requireReferences(Session& session, const Uuid& id) const {
  std::vector<Problem> problems;
  for (const Column& column : spec_.list.rows.table.columns) {
    if (column.references.empty()) continue;
    std::string sql = "SELECT 1 FROM " + std::string(spec_.deleted->table) + " d WHERE d.id = $1 AND d.";
    sql.append(column.name).append(" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ").append(column.references);
    sql.append(" t WHERE t.id = d.").append(column.name).append(")");
    if (exists(session, sql, Params(id))) problems.push_back(store::missingReference(column.field));
  }
  if (!problems.empty()) throw invalid(std::move(problems));
}

Uuid Resource::parentOf(const Request& request) const {
  return request.pathParameter<Uuid>(spec_.parents.front().parameter);
}

Resource::Target Resource::targetOf(const Request& request) const {
  const auto id = request.pathParameter<Uuid>(spec_.parameter);
  return {id, ifMatch(request)};
}

void Resource::narrow(RowMatch& match, const Request& request, const Target& target) const {
  match.where("id", target.id);
  if (!spec_.parents.empty()) match.where(spec_.parentColumn, parentOf(request));
  if (target.version) match.where("row_version", *target.version);
}

// The row must be there, and where the URL says.
void Resource::requireRow(Session& session, const Request& request) const {
  if (spec_.parents.size() > 1) requireParents(session, request);
  Select select(spec_.list.rows.table);
  narrow(select, request, {request.pathParameter<Uuid>(spec_.parameter), std::nullopt});
  if (!select.run(session, [](const Row&) {})) throw notFound(spec_.name);
}

// The nearest parent must be there; with more of them, each must belong to the next, and the last is there
// because a row refers to it.
void Resource::requireParents(Session& session, const Request& request) const {
  const auto& parents = spec_.parents;
  const std::size_t asked = std::max<std::size_t>(parents.size(), 2) - 1;
  for (std::size_t i = 0; i < std::min(asked, parents.size()); ++i) {
    std::string sql = "SELECT 1 FROM " + std::string(parents[i].table) + " WHERE id = $1";
    Params params(request.pathParameter<Uuid>(parents[i].parameter));
    if (i + 1 < parents.size()) {
      sql.append(" AND ").append(parents[i].under).append(" = $2");
      params.add(request.pathParameter<Uuid>(parents[i + 1].parameter));
    }
    if (!exists(session, sql, params)) throw notFound(parents[i].name);
  }
}

// Why no row was changed: there is another version than the one that was demanded, or there was none. One that is there now may have been
// restored since.
void Resource::refuse(Session& session, const Request& request, const Target& target) const {
  if (!target.version) throw notFound(spec_.name);
  Select select(spec_.list.rows.table);
  narrow(select, request, {target.id, std::nullopt});
  if (select.run(session, [](const Row&) {})) throw preconditionFailed();
  throw notFound(spec_.name);
}

std::string Resource::tagOf(std::int64_t version) const { return rowTag(version, spec_.list.rows.revision); }

Response Resource::created(const Request& request, const Uuid& id, std::string tag, std::string body) {
  std::string location(request.path);
  if (!location.ends_with('/')) location += '/';
  Response response(201, kJson, std::move(body));
  response.header("Location", location + format(id)).header("ETag", std::move(tag));
  return response;
}

Response Resource::changed(std::string tag, std::string body) {
  Response response(200, kJson, std::move(body));
  response.header("ETag", std::move(tag));
  return response;
}

}  // namespace ingot::rt
