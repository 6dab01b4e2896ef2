// The endpoint acquireLock: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/acquire-lock.hpp"

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/expr.hpp>
#include <ingot/rt/outbox.hpp>

#include "models/lock.hpp"
#include "models/project.hpp"

namespace app {
namespace {

namespace expr = ingot::rt::expr;

struct Input {
  rt::Input<rt::Uuid> project;
  struct RequestBody {
    rt::Input<std::string> lockedBy;
    rt::Input<std::string> reason;
    rt::Input<std::int64_t> minutes;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.project = request.pathParameter<rt::Uuid>("project");
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(request.jsonBody(), checks);
  body.field("lockedBy", input.body.lockedBy);
  body.field("reason", input.body.reason);
  body.field("minutes", input.body.minutes);
  body.finish();
  checks.required("lockedBy", input.body.lockedBy);
  checks.minLength("lockedBy", input.body.lockedBy, 1);
  checks.maxLength("lockedBy", input.body.lockedBy, 120);
  checks.maxLength("reason", input.body.reason, 500);
  input.body.minutes.orDefault(30);
  checks.notNull("minutes", input.body.minutes);
  checks.min("minutes", input.body.minutes, 1);
  checks.max("minutes", input.body.minutes, 480);
  checks.finish();
  return input;
}

constexpr rt::Statement kDeleteLocks{
    "DELETE FROM locks WHERE project_id = $1 AND expires_at <= $2",
    "DELETE FROM locks WHERE project_id = $1::uuid AND expires_at <= $2::timestamptz"};

constexpr rt::Statement kCondition{
    "SELECT NOT EXISTS (SELECT 1 FROM locks AS r1 WHERE r1.project_id = $1)",
    "SELECT NOT EXISTS (SELECT 1 FROM locks AS r1 WHERE r1.project_id = $1::uuid)"};

}  // namespace

rt::Response acquireLock(rt::Context& context, rt::Request& request) {
  const rt::Timestamp now = context.now();
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    const auto project = rt::pathRow<Project>(session, kProjectTable, "Project", *input.project);

    session.stampCascades();
    session.execute(kDeleteLocks, rt::Params(*input.project, now), &kLockTable);

    if (!rt::valueOf<bool>(session, kCondition, rt::Params(*input.project))) throw rt::Failure(409, "locked", "the project is locked");

    Lock::Input newLock;
    newLock.projectId.set(*input.project);
    newLock.lockedBy.set(*input.body.lockedBy);
    newLock.reason.orResult(input.body.reason.optional());
    newLock.expiresAt.orResult(expr::add(now, expr::minutes(*input.body.minutes)));
    const auto lock = rt::createRow<Lock>(session, std::move(newLock), now);

    {
      rt::JsonWriter json;
      json.beginObject();
      rt::writeMember(json, "expiresAt", lock.expiresAt);
      rt::writeMember(json, "lockedBy", lock.lockedBy);
      rt::writeMember(json, "projectId", project.id);
      json.endObject();
      rt::putEvent(session, now, "lockAcquired", std::move(json));
    }

    return rt::answer(context, request, 201, lock);
  });
}

}  // namespace app
