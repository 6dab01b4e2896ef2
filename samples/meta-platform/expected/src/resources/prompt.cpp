// The resource of Prompt: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/prompt.hpp"

#include <ingot/rt/resource.hpp>

#include "models/application.hpp"
#include "models/prompt.hpp"
#include "models/prompt-version.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"applicationId", "application_id", rt::FilterKind::uuid},
    {"name", "name", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"application", rt::Relation::Kind::one, kApplicationRows, 0, "application_id"},
    {"versions", rt::Relation::Kind::many, kPromptVersionRows, 0, "prompt_id"},
};

constexpr rt::Resource kResource({
    .name = "Prompt",
    .parameter = "prompt",
    .list = {
        .rows = kPromptRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listPrompts(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createPrompt(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Prompt>(context, request, rt::Write::create);
  return kResource.create<Prompt>(context, request, input);
}

rt::Response getPrompt(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replacePrompt(rt::Context& context, rt::Request& request) {
  return kResource.change<Prompt>(context, request, rt::Write::replace);
}

rt::Response patchPrompt(rt::Context& context, rt::Request& request) {
  return kResource.change<Prompt>(context, request, rt::Write::patch);
}

rt::Response deletePrompt(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
