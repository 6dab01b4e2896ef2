// Small words for the tests of Synchronise.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codegen/plan/synchronise.h"
#include "compiler/source/memory_file_store.h"

namespace ingot::codegen {

inline auto Text(std::string path, std::string bytes, FileKind kind = FileKind::kGenerated) -> OutputFile {
  return {.path = std::move(path),
          .bytes = std::move(bytes),
          .origin = "app",
          .template_name = "t",
          .kind = kind};
}

inline auto SetOf(std::vector<OutputFile> files) -> FileSet {
  FileSet set;
  for (OutputFile& file : files) EXPECT_TRUE(set.Add(std::move(file)));
  return set;
}

inline const Identity kIdentity{1, "0.1.0", "d0"};

inline auto Sync(source::FileStore& store, const FileSet& wanted, const Identity& identity = kIdentity)
    -> tl::expected<SyncReport, SyncRefusal> {
  auto output = OpenOutput(store);
  if (!output) return tl::unexpected(std::move(output.error()));
  return Synchronise(wanted, identity, *output);
}

inline auto Sentences(const tl::expected<SyncReport, SyncRefusal>& result) -> std::vector<std::string> {
  std::vector<std::string> sentences;
  if (result) return sentences;
  for (const SyncProblem& problem : result.error().problems) sentences.push_back(problem.Describe());
  return sentences;
}

// Every file but the manifest.
inline auto Outputs(const source::MemoryFileStore& store) -> std::map<std::string, std::string> {
  auto files = store.Files();
  files.erase(std::string(kManifestPath));
  return files;
}

}  // namespace ingot::codegen
