// Any bytes as the two texts of a migration, divided by a NUL: they are refused, or become steps whose statements lie in the texts.
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "store/migration-script.hpp"

namespace {

using namespace ingot::rt;

void check(const store::MigrationScript& script, const store::MigrationStep& step, std::string_view text) {
  const auto inside = [&](std::string_view part) { return part.empty() || (part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size()); };
  if (!inside(step.sql)) std::abort();
  for (const std::string& statement : store::statementsOf(step.sql)) {
    if (statement.empty()) std::abort();
  }
  for (const store::MigrationQuestion& question : step.questions) (void)store::sqlOf(question, script);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = text.find('\0');
  const MigrationText both{text.substr(0, end), end == std::string_view::npos ? std::string_view() : text.substr(end + 1)};
  try {
    const store::MigrationScript script = store::readScript("0001_fuzzed", both);
    for (const store::MigrationStep& step : script.up) check(script, step, both.up);
    for (const store::MigrationStep& step : script.down) check(script, step, both.down);
    if (script.expanding() > static_cast<int>(script.up.size())) std::abort();
  } catch (const std::runtime_error&) {
  }
  return 0;
}
