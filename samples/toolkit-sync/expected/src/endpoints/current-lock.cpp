// The endpoint currentLock: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/current-lock.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/lock.hpp"
#include "models/project.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> project;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.project = request.pathParameter<rt::Uuid>("project");
  rt::QueryReader query(request, checks);
  query.finish();
  checks.finish();
  return input;
}

constexpr rt::Statement kFindLock{
    "SELECT id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version "
    "FROM locks WHERE project_id = $1 AND expires_at > $2",
    "SELECT id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version "
    "FROM locks WHERE project_id = $1::uuid AND expires_at > $2::timestamptz"};

}  // namespace

rt::Response currentLock(rt::Context& context, rt::Request& request) {
  const rt::Timestamp now = context.now();
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kProjectTable, "Project", *input.project);

    const auto lock = session.first<Lock>(kFindLock, rt::Params(*input.project, now));
    if (!lock) throw rt::Failure(404, "not_found", "the project is not locked");

    return rt::answer(context, request, 200, *lock);
  });
}

}  // namespace app
