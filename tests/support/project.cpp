#include "tests/support/project.h"

#ifndef INGOT_PROJECT_SETTINGS
#define INGOT_PROJECT_SETTINGS ""
#endif

namespace ingot::test {

auto GenerateProject(const std::string& path, const std::string& folder) -> Outcome {
  return RunCommand("/", Quoted(INGOT_BINARY_DIR "/bin/ingot") + " generate " + Quoted(path) + " --out " + Quoted(folder));
}

auto BuildProject(const std::string& folder, ProjectParts parts) -> Outcome {
  const std::string tests = parts == ProjectParts::kService ? "OFF" : "ON";
  return RunCommand(folder, "cmake --preset release --log-level=NOTICE -DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DSERVICE_TESTS=" + tests +
                                " -DINGOT_RUNTIME_PREBUILT=" + Quoted(INGOT_BINARY_DIR "/lib/ingot-runtime") + " " INGOT_PROJECT_SETTINGS " && cmake --build --preset release");
}

auto MakeProject(const std::string& path, const std::string& folder, ProjectParts parts) -> Outcome {
  auto generated = GenerateProject(path, folder);
  if (generated.code != 0) return generated;
  auto built = BuildProject(folder, parts);
  built.output.insert(0, generated.output);
  return built;
}

}  // namespace ingot::test
