// The endpoint latestDocs: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/latest-docs.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/doc.hpp"
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

constexpr rt::Statement kFindDocs{
    "SELECT id, project_id, file_name, content, hash, created_at, updated_at, row_version FROM "
    "docs WHERE project_id = $1 ORDER BY file_name, id LIMIT 1000",
    "SELECT id, project_id, file_name, content, hash, created_at, updated_at, row_version FROM "
    "docs WHERE project_id = $1::uuid ORDER BY file_name, id LIMIT 1000"};

}  // namespace

rt::Response latestDocs(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kProjectTable, "Project", *input.project);

    const auto docs = rt::allRows<Doc>(session, kFindDocs, rt::Params(*input.project), context.maxAnswerBytes());

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "data", docs);
    json.endObject();
    return rt::answer(context, request, 200, std::move(json));
  });
}

}  // namespace app
