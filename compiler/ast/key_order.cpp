#include "compiler/ast/key_order.h"

#include <algorithm>
#include <array>

namespace ingot::ast {
namespace {

// What something is and is called, then what it holds, then what is said of it. No kind of object has keys that want another order among them.
constexpr auto kKeys = std::to_array<std::string_view>({
    "ingot", "app", "enums", "types", "models", "functions", "endpoints",                                       // a document
    "let", "first", "all", "require", "create", "update", "upsert", "delete", "return", "emit", "call", "run",  // a statement
    "each", "in", "name", "header", "version", "status", "code", "key", "value", "method", "type", "model", "enum", "path", "under", "id",
    "renamedFrom", "splitFrom", "mergedFrom", "label", "description", "auth", "api", "jwt", "algorithm", "issuer", "audience", "typ", "prefix",
    "pageSize", "maxPageSize", "errors", "timestamps", "softDelete", "values", "fields", "required", "unique", "secret", "default", "defaultExpr",
    "computed", "stored", "min", "max", "minItems", "maxItems", "pattern", "format", "example", "accept", "onDelete", "inverse", "indexes", "checks",
    "expr", "search", "links", "hooks", "resource", "filter", "sort", "params", "query", "headers", "body", "isolation", "by", "where", "set", "with",
    "order", "limit", "do", "as", "when", "else", "returns", "message",
});

}  // namespace

auto KeyPlace(std::string_view key) -> size_t { return static_cast<size_t>(std::ranges::find(kKeys, key) - kKeys.begin()); }

}  // namespace ingot::ast
