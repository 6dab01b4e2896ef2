// The endpoint extendLock: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/extend-lock.hpp"

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/expr.hpp>

#include "models/lock.hpp"
#include "models/project.hpp"

namespace app {
namespace {

namespace expr = ingot::rt::expr;

struct Input {
  rt::Input<rt::Uuid> project;
  struct RequestBody {
    rt::Input<std::int64_t> minutes;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.project = request.pathParameter<rt::Uuid>("project");
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(rt::optionalJsonBody(request), checks);
  body.field("minutes", input.body.minutes);
  body.finish();
  input.body.minutes.orDefault(30);
  checks.notNull("minutes", input.body.minutes);
  checks.min("minutes", input.body.minutes, 1);
  checks.max("minutes", input.body.minutes, 480);
  checks.finish();
  return input;
}

constexpr rt::Statement kUpdateLock{
    "UPDATE locks SET expires_at = $1, updated_at = $2, row_version = row_version + 1 WHERE "
    "project_id = $3 AND expires_at > $4 RETURNING id, project_id, locked_by, reason, expires_at, "
    "created_at, updated_at, row_version",
    "UPDATE locks SET expires_at = $1, updated_at = $2, row_version = row_version + 1 WHERE "
    "project_id = $3::uuid AND expires_at > $4::timestamptz RETURNING id, project_id, locked_by, "
    "reason, expires_at, created_at, updated_at, row_version"};

constexpr std::string_view kChangedByUpdateLock[] = {"expires_at", "updated_at"};

}  // namespace

rt::Response extendLock(rt::Context& context, rt::Request& request) {
  const rt::Timestamp now = context.now();
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    rt::requireRow(session, kProjectTable, "Project", *input.project);

    Lock::Input changedLock;
    changedLock.expiresAt.orResult(expr::add(now, expr::minutes(*input.body.minutes)));
    rt::checkChanges(changedLock);
    const auto lock = session.first<Lock>(kUpdateLock, rt::Params(changedLock.expiresAt, session.now(), *input.project, now), &kLockTable, kChangedByUpdateLock);
    if (!lock) throw rt::Failure(404, "not_found", "the project is not locked");

    return rt::answer(context, request, 200, *lock);
  });
}

}  // namespace app
