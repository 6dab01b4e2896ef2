#include "codegen/compare/guards.h"

#include <algorithm>
#include <set>

namespace ingot::codegen::compare {
namespace {

// Each alternative as its schemes and scopes; none when the operation is open to everybody.
auto WaysOf(const Json& document, const Operation& operation) -> std::set<std::string> {
  const bool own = At(*operation.node, "security").is_array();
  std::set<std::string> ways;
  for (const Json& way : own ? ElementsAt(*operation.node, "security") : ElementsAt(document, "security")) {
    std::string text;
    for (const auto& [scheme, scopes] : way.is_object() ? way.get_ref<const Json::object_t&>() : Json::object_t{}) {
      text += (text.empty() ? "`" : " and `") + scheme + "`";
      for (const Json& scope : scopes) text += " " + scope.dump();
    }
    if (text.empty()) return {};
    ways.insert(text);
  }
  return ways;
}

auto Listed(const std::set<std::string>& ways) -> std::string {
  std::string text;
  for (const std::string& way : ways) text += (text.empty() ? "" : " or ") + way;
  return text;
}

auto Without(const std::set<std::string>& ways, const std::set<std::string>& others) -> std::set<std::string> {
  std::set<std::string> left;
  std::ranges::set_difference(ways, others, std::inserter(left, left.end()));
  return left;
}

}  // namespace

void CompareSchemes(const Json& before, const Json& after, Gather& gather) {
  const auto& schemes = MembersAt(At(before, "components"), "securitySchemes");
  const auto& now = MembersAt(At(after, "components"), "securitySchemes");
  for (const auto& [name, scheme] : schemes) {
    const auto found = now.find(name);
    if (found == now.end() || found->second == scheme) continue;
    std::string text = "what callers prove themselves with by `" + name + "` changed";
    if (const std::string words = TextAt(found->second, "description"); words != TextAt(scheme, "description")) text += ": " + words;
    gather.Add(Rule::kGuardChanged, text);
  }
}

auto CompareGuard(const Json& before, const Operation& old_operation, const Json& after, const Operation& new_operation, Gather& gather) -> bool {
  const auto was = WaysOf(before, old_operation);
  const auto is = WaysOf(after, new_operation);
  // A change of the whole API is one cause.
  const auto add = [&](Rule rule, const std::string& text) { gather.Add(new_operation, "", {rule, "", text, "guard"}); };
  if (was.empty() && !is.empty()) add(Rule::kGuardAdded, "asks for " + Listed(is) + ", before open to everybody");
  if (!was.empty() && is.empty()) add(Rule::kGuardRemoved, "is open to everybody, before " + Listed(was));
  if (was.empty() || is.empty()) return was.empty() != is.empty();
  if (const auto gone = Without(was, is); !gone.empty()) add(Rule::kGuardNarrowed, "does not take " + Listed(gone) + " any more");
  if (const auto more = Without(is, was); !more.empty()) add(Rule::kGuardWidened, "takes " + Listed(more) + " too");
  return false;
}

}  // namespace ingot::codegen::compare
