// The endpoint releaseLock: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/release-lock.hpp"

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/outbox.hpp>

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

constexpr rt::Statement kDeleteLocks{
    "DELETE FROM locks WHERE project_id = $1",
    "DELETE FROM locks WHERE project_id = $1::uuid"};

}  // namespace

rt::Response releaseLock(rt::Context& context, rt::Request& request) {
  const rt::Timestamp now = context.now();
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    const auto project = rt::pathRow<Project>(session, kProjectTable, "Project", *input.project);

    session.stampCascades();
    const auto released = session.execute(kDeleteLocks, rt::Params(*input.project), &kLockTable);

    if (!(released > std::int64_t{0})) throw rt::Failure(404, "not_found", "the project is not locked");

    {
      rt::JsonWriter json;
      json.beginObject();
      rt::writeMember(json, "projectId", project.id);
      json.endObject();
      rt::putEvent(session, now, "lockReleased", std::move(json));
    }

    return rt::Response(204);
  });
}

}  // namespace app
