// Any bytes as the snapshot of a schema: it is refused, or the next migration starts from it and leaves one that can be read.
#include <cstdlib>
#include <string>
#include <string_view>

#include "codegen/targets/sql-migration/snapshot.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/driver/pipeline.h"

namespace {

using namespace ingot;

constexpr std::string_view kDefinition = R"json({ "ingot": 1, "app": { "name": "shop", "auth": "none" }, "models": [
  { "name": "Customer", "fields": [ { "name": "name", "type": "string", "required": true, "default": "nobody" }, { "name": "email", "type": "email", "unique": true },
    { "name": "version", "type": "revision" } ], "resource": { "path": "customers" } },
  { "name": "Order", "softDelete": true, "fields": [ { "name": "customer", "type": "ref", "model": "Customer", "onDelete": "setNull" }, { "name": "total", "type": "decimal(8,2)" },
    { "name": "tags", "type": "string[]" } ], "checks": [ { "name": "positive", "expr": "total > 0" } ], "indexes": [["total"]] } ] })json";

auto TheApp() -> const ir::App& {
  static const ir::App app = [] {
    source::SourceMap sources;
    sources.Add("app.json", std::string(kDefinition));
    diag::CollectingSink sink;
    auto compilation = driver::Compile(std::move(sources), driver::Phase::kIr, sink);
    if (!compilation.app) std::abort();
    return *std::move(compilation.app);
  }();
  return app;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto schema = codegen::sql_migration::ReadSnapshot({reinterpret_cast<const char*>(data), size});
  if (!schema) return 0;
  diag::CollectingSink sink;
  const auto files = driver::Render(TheApp(), {*schema, schema->migration}, nullptr, nullptr, sink);
  if (files.has_value() != sink.ok()) std::abort();
  if (!files) return 0;
  if (!codegen::sql_migration::ReadSnapshot(files->Find("db/schema.snapshot.json")->bytes)) std::abort();
  return 0;
}
