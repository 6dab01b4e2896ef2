// Projects that tests make of definitions and build, on the runtime that was built once before.
#pragma once

#include <string>

#include "tests/support/command.h"

namespace ingot::test {

// Makes the project of the definition at `path` in `folder`.
auto GenerateProject(const std::string& path, const std::string& folder) -> Outcome;

enum class ProjectParts { kService, kServiceAndTests };

// Builds the project in `folder`, `build/release/service` in it; a warning of the C++ compiler is an error.
auto BuildProject(const std::string& folder, ProjectParts parts) -> Outcome;

// Both.
auto MakeProject(const std::string& path, const std::string& folder, ProjectParts parts) -> Outcome;

}  // namespace ingot::test
