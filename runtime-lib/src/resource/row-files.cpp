// The files of rows over HTTP: `/things/{thing}/attachment`.
#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

#include <ingot/rt/resource.hpp>

#include "file/headers.hpp"
#include "file/ledger.hpp"
#include "file/upload.hpp"
#include "resource/answers.hpp"
#include "resource/entity-tag.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

std::string fileTag(const File& file) { return '"' + file.sha256 + '"'; }

// The SELECT of one column of one row.
class FileOfRow : public RowMatch {
 public:
  explicit FileOfRow(const Table& table) : RowMatch(table) {}
  // False when there is no such row. `toChange`: nobody else changes the row until the transaction ends.
  bool run(Session& session, std::string_view column, bool toChange, std::optional<File>& file) const {
    std::string sql = "SELECT " + std::string(column) + " FROM " + std::string(table_.name) + conditions_;
    if (toChange && session.dialect() == Dialect::postgres) sql += " FOR UPDATE";
    bool found = false;
    session.run(sql, params_, [&](const Row& row) {
      found = true;
      row.read(file);
    });
    return found;
  }
};

// What a client demands of the file that is there before it is changed.
struct FileGuard {
  std::string_view match;  // If-Match; empty: nothing
  bool none = false;       // If-None-Match: *

  explicit FileGuard(const Request& request) : match(request.header("If-Match")) {
    const std::string_view header = request.header("If-None-Match");
    if (!header.empty() && header != "*")
      throw badRequest({{"If-None-Match", "unreadable", "may be * here: there must be no file yet; a change is guarded with If-Match"}});
    none = !header.empty();
  }
  void check(const std::optional<File>& file) const {
    if (none && file) throw preconditionFailed();
    if (match.empty()) return;
    // RFC 9110: If-Match compares strongly
    if (!file || match.find("W/") != std::string_view::npos || !namesTag(match, fileTag(*file))) throw preconditionFailed();
  }
};

std::shared_ptr<file::Access> accessOf(Context& context) {
  auto access = context.files();
  if (!access) throw std::logic_error("the application does not say that it has files");
  return access;
}

}  // namespace

std::optional<File> Resource::fileOf(Session& session, const Request& request, const FileSpec& spec, bool toChange) const {
  if (spec_.parents.size() > 1) requireParents(session, request);
  FileOfRow select(spec_.list.rows.table);
  narrow(select, request, {request.pathParameter<Uuid>(spec_.parameter), std::nullopt});
  std::optional<File> file;
  if (!select.run(session, spec.column, toChange, file)) throw notFound(spec_.name);
  return file;
}

// In the transaction in which the row was seen: it is there.
void Resource::setFile(Session& session, const Request& request, const FileSpec& spec, const File* file, Timestamp now) const {
  const Table& table = spec_.list.rows.table;
  Update update(table);
  update.set(spec.column, file != nullptr ? std::optional(format(*file)) : std::nullopt);
  const bool timestamps = std::any_of(table.columns.begin(), table.columns.end(), [](const Column& each) { return each.field == "updatedAt"; });
  if (timestamps) update.set("updated_at", now);
  narrow(update, request, {request.pathParameter<Uuid>(spec_.parameter), std::nullopt});
  if (!update.run(session, [](const Row&) {})) throw notFound(spec_.name);
}

Response Resource::getFile(Context& context, const Request& request, const FileSpec& spec) const {
  const auto file = context.read([&](Session& session) { return fileOf(session, request, spec, false); });
  if (!file) throw notFound(spec.field);
  if (const std::string_view known = request.header("If-None-Match"); !known.empty() && namesTag(known, fileTag(*file))) {
    Response unchanged(304);
    unchanged.header("ETag", fileTag(*file));
    return unchanged;
  }
  return file::send(request, accessOf(context), *file);
}

Response Resource::putFile(Context& context, const Request& request, const FileSpec& spec) const {
  const FileGuard guard(request);
  File file;
  file.type = file::acceptedType(request, spec.accept);
  file.name = file::nameOf(request, spec.field);
  // Nobody sends a large body in vain.
  context.read([&](Session& session) { guard.check(fileOf(session, request, spec, false)); });
  const auto access = accessOf(context);
  file::receive(context, request, *access, spec, file);
  bool isNew = false;
  bool late = false;
  std::exception_ptr failure;
  try {
    context.write([&](Session& session) {
      const auto before = fileOf(session, request, spec, true);
      guard.check(before);
      isNew = !before;
      file.uploadedAt = session.now();
      setFile(session, request, spec, &file, file.uploadedAt);
      late = !file::settle(session, file.key, file.uploadedAt);
      if (late) throw Failure(503, "timeout", "the upload took too long");
    });
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    file::abandon(context, file, late);
    std::rethrow_exception(failure);
  }
  JsonWriter json;
  json.value(file);
  Response response(isNew ? 201 : 200, "application/json", json.take());
  if (isNew) response.header("Location", std::string(request.path));
  response.header("ETag", fileTag(file));
  return response;
}

Response Resource::removeFile(Context& context, const Request& request, const FileSpec& spec) const {
  const FileGuard guard(request);
  context.write([&](Session& session) {
    const auto file = fileOf(session, request, spec, true);
    guard.check(file);
    if (!file) throw notFound(spec.field);
    setFile(session, request, spec, nullptr, session.now());
  });
  return Response(204);
}

}  // namespace ingot::rt
