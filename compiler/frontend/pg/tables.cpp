#include "compiler/frontend/pg/tables.h"

#include <algorithm>
#include <array>

namespace ingot::frontend::pg {
namespace {

using Words = std::string_view;

constexpr std::array kUsers{Words("id"), Words("name")};
constexpr std::array kApplications{Words("id"), Words("user_id"), Words("name"), Words("version"), Words("configuration")};
constexpr std::array kModels{Words("id"), Words("application_id"), Words("name"), Words("position"), Words("fields"), Words("options")};
constexpr std::array kRelationships{Words("id"),   Words("application_id"), Words("source_model_id"), Words("target_model_id"),
                                    Words("kind"), Words("name"),           Words("inverse"),         Words("on_delete")};
constexpr std::array kComponents{Words("id"), Words("application_id"), Words("kind"), Words("name"), Words("position"), Words("body")};
constexpr std::array kWorkflows{Words("id"), Words("application_id"), Words("name"), Words("definition")};
constexpr std::array kTables{Table{"users", kUsers},           Table{"applications", kApplications},
                             Table{"models", kModels},         Table{"relationships", kRelationships},
                             Table{"components", kComponents}, Table{"workflows", kWorkflows}};
constexpr std::array kKept{Words("created_at"), Words("updated_at"), Words("row_version")};

constexpr std::array kKinds{Words("enum"), Words("type"), Words("function"), Words("endpoint"), Words("view"),   Words("query"),  Words("error"),
                            Words("role"), Words("rule"), Words("event"),    Words("schedule"), Words("source"), Words("plugin"), Words("page")};
constexpr std::array kLists{Words("enums"),     Words("types"),   Words("functions"), Words("endpoints"), Words("views"),
                            Words("queries"),   Words("errors"),  Words("roles"),     Words("rules"),     Words("events"),
                            Words("schedules"), Words("sources"), Words("plugins"),   Words("pages")};
static_assert(kKinds.size() == kLists.size());

auto Other(std::span<const Words> from, std::span<const Words> to, Words word) -> Words {
  const auto found = std::ranges::find(from, word);
  return found == from.end() ? Words() : to[static_cast<size_t>(found - from.begin())];
}

}  // namespace

auto Tables() -> std::span<const Table> { return kTables; }
auto KeptColumns() -> std::span<const std::string_view> { return kKept; }
auto ListOfKind(std::string_view kind) -> std::string_view { return Other(kKinds, kLists, kind); }
auto KindOfList(std::string_view list) -> std::string_view { return Other(kLists, kKinds, list); }
auto Kinds() -> std::span<const std::string_view> { return kKinds; }

}  // namespace ingot::frontend::pg
