#include "codegen/compare/compare.h"

#include "codegen/compare/document.h"
#include "codegen/compare/gather.h"
#include "codegen/compare/guards.h"
#include "codegen/compare/operation_parts.h"
#include "codegen/compare/operations.h"

namespace ingot::codegen::compare {
namespace {

auto Read(std::string_view text, const char* which) -> tl::expected<Json, std::string> {
  Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return tl::unexpected(std::string("the ") + which + " document is no JSON");
  if (!TextAt(document, "openapi").starts_with("3.1")) return tl::unexpected(std::string("the ") + which + " document is no OpenAPI 3.1");
  return document;
}

auto ServersOf(const Json& document) -> std::string {
  std::string servers;
  for (const Json& server : ElementsAt(document, "servers")) servers += (servers.empty() ? "`" : ", `") + TextAt(server, "url") + "`";
  return servers.empty() ? "`/`" : servers;
}

auto Shown(const std::string& prefix) -> std::string { return "`" + (prefix.empty() ? "/" : prefix) + "`"; }

void AddPlaces(const Json& before, const Json& after, const Pairing& pairing, Gather& gather) {
  if (pairing.moved) gather.Add(Rule::kPrefixChanged, "paths begin with " + Shown(pairing.moved->to) + ", before with " + Shown(pairing.moved->from));
  if (ServersOf(before) != ServersOf(after)) gather.Add(Rule::kPrefixChanged, "the API is served at " + ServersOf(after) + ", before at " + ServersOf(before));
}

}  // namespace

auto Compare(std::string_view before_text, std::string_view after_text) -> tl::expected<std::vector<Finding>, std::string> {
  const auto before = Read(before_text, "former");
  if (!before) return tl::unexpected(before.error());
  const auto after = Read(after_text, "new");
  if (!after) return tl::unexpected(after.error());
  const std::vector<Operation> old_operations = OperationsOf(*before);
  const std::vector<Operation> new_operations = OperationsOf(*after);
  const Pairing pairing = PairUp(old_operations, new_operations);
  Gather gather;
  AddPlaces(*before, *after, pairing, gather);
  CompareSchemes(*before, *after, gather);
  for (const Operation* operation : pairing.removed) gather.Add(*operation, "", {Rule::kOperationRemoved, "", "the operation is gone", operation->Name()});
  for (const Operation* operation : pairing.added) gather.Add(*operation, "", {Rule::kOperationAdded, "", "the operation is new", operation->Name()});
  OperationParts parts(*before, *after, gather);
  for (const Pairing::Pair& pair : pairing.pairs) parts.Compare(*pair.before, *pair.after);
  return gather.Finish();
}

}  // namespace ingot::codegen::compare
