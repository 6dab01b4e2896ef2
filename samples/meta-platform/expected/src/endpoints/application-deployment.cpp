// The endpoint applicationDeployment: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/application-deployment.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/application.hpp"
#include "models/deployment.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> application;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.application = request.pathParameter<rt::Uuid>("application");
  rt::QueryReader query(request, checks);
  query.finish();
  checks.finish();
  return input;
}

constexpr rt::Statement kFindDeployment{
    "SELECT id, application_id, release_id, machine, address, fence, created_at, updated_at, "
    "row_version FROM deployments WHERE application_id = $1",
    "SELECT id, application_id, release_id, machine, address, fence, created_at, updated_at, "
    "row_version FROM deployments WHERE application_id = $1::uuid"};

}  // namespace

rt::Response applicationDeployment(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kApplicationTable, "Application", *input.application);

    const auto deployment = session.first<Deployment>(kFindDeployment, rt::Params(*input.application));
    if (!deployment) throw rt::Failure(404, "not_found", "the application is not deployed");

    return rt::answer(context, request, 200, *deployment);
  });
}

}  // namespace app
