// Any bytes as a definition: it is reported, or it becomes files.
#include <cstdlib>
#include <string>

#include "compiler/check/check.h"
#include "compiler/diagnostics/render.h"
#include "compiler/driver/pipeline.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/source/memory_file_store.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace ingot;
  source::SourceMap sources;
  sources.Add("app.json", std::string(reinterpret_cast<const char*>(data), size));
  diag::CollectingSink sink;
  const auto tree = frontend::ParseJson(sources, sink);
  if (!tree) {
    if (sink.ok()) std::abort();
    (void)diag::RenderConsole(sink.Collected(), sources, {});
    return 0;
  }
  const auto app = check::Check(tree->root(), sink);
  if (app.has_value() != sink.ok()) std::abort();
  (void)diag::RenderConsole(sink.Collected(), sources, {});
  if (!app) return 0;
  source::MemoryFileStore output;
  if (!driver::Generate(*app, output, {}, sink)) std::abort();
  return 0;
}
