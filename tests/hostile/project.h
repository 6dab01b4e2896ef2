// The compiler in this process: a definition's findings, or the files of its project.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/collecting_sink.h"

namespace ingot::test::hostile {

using Files = std::map<std::string, std::string>;  // text by path

struct Compiled {
  diag::Findings findings;
  std::string console;         // what a person is shown
  std::string machine;         // what a program is told
  std::optional<Files> files;  // the whole project, without the runtime; none when the definition or its output was refused
  Files evolution;             // the migrations that lead from the project of another definition to it
};

// What generates evolutions: the schema of an earlier definition, and its migrations.
struct Earlier {
  std::string snapshot;
  std::string sqlite_up;
};

auto Compile(const std::string& definition, const Earlier* earlier) -> Compiled;

// Whether it has no errors.
auto Passes(const std::string& definition) -> bool;

// The same for a folder of files.
auto CompileFolder(const Files& sources) -> Compiled;

auto EarlierOf(const std::string& definition) -> Earlier;

}  // namespace ingot::test::hostile
