// The resource of PromptVersion: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/prompt-version.hpp"

#include <ingot/rt/resource.hpp>

#include "models/prompt.hpp"
#include "models/prompt-version.hpp"

namespace app {
namespace {

constexpr rt::Sort kSorts[] = {
    {"number", "number"},
};

constexpr rt::Relation kRelations[] = {
    {"prompt", rt::Relation::Kind::one, kPromptRows, 0, "prompt_id"},
};

constexpr rt::Parent kParents[] = {
    {"Prompt", "prompt", "prompts", ""},
};

constexpr rt::Resource kResource({
    .name = "PromptVersion",
    .parameter = "promptVersion",
    .parentColumn = "prompt_id",
    .parents = kParents,
    .list = {
        .rows = kPromptVersionRows,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listPromptVersions(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createPromptVersion(rt::Context& context, rt::Request& request) {
  auto input = rt::readInput<PromptVersion>(context, request, rt::Write::create);
  input.promptId = kResource.parentOf(request);
  return kResource.create<PromptVersion>(context, request, input);
}

rt::Response getPromptVersion(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replacePromptVersion(rt::Context& context, rt::Request& request) {
  return kResource.change<PromptVersion>(context, request, rt::Write::replace);
}

rt::Response patchPromptVersion(rt::Context& context, rt::Request& request) {
  return kResource.change<PromptVersion>(context, request, rt::Write::patch);
}

rt::Response deletePromptVersion(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
