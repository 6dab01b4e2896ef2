#include "compiler/driver/console.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "compiler/diagnostics/render.h"

namespace ingot::driver {
namespace {

auto MayUseColor() -> bool {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return isatty(STDERR_FILENO) == 1 && (no_color == nullptr || *no_color == '\0') && !dumb;
}

void Write(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

}  // namespace

void PrintData(std::string_view text) {
  Write(stdout, text);
  std::fflush(stdout);
}

void PrintNotice(std::string_view text) {
  Write(stderr, "ingot: ");
  Write(stderr, text);
  Write(stderr, "\n");
}

void PrintFindings(const diag::Findings& findings, const diag::Locator& locator, Format format) {
  if (format == Format::kJson) return PrintData(diag::RenderJson(findings, locator));
  Write(stderr, diag::RenderConsole(findings, locator, {.color = MayUseColor()}));
}

}  // namespace ingot::driver
