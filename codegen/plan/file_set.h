// What is planned, and what it becomes: a Plan holds decided files, a FileSet holds their bytes, both without
// two owners of one path.
//
//   Plan plan;
//   if (const auto added = plan.Add(FromTemplate<...>(view, "models.Doc")); !added) ...
//   added.error().Describe() FileSet files = Render(plan);
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/plan/planned_file.h"

namespace ingot::codegen {

inline constexpr std::string_view kManifestPath = "ingot.manifest.json";
inline constexpr std::string_view kWorkFolder = ".ingot";

using Origin = std::string;

// Who owns which path. Paths that differ only in case are one path on macOS and Windows, and a path is never
// both a file and a folder.
class PathOwners {
 public:
  PathOwners();  // the manifest and the folder of an unfinished run are ours
  auto Claim(std::string_view path, const Origin& origin) -> tl::expected<void, Origin>;

 private:
  struct Owner {
    std::string spelling;
    bool is_folder = false;
    Origin origin;
  };
  auto FindRival(std::string_view path) const -> const Owner*;
  std::map<std::string, Owner> owners_;  // by path in lower case
};

struct PlanFault {
  std::string path;
  Origin origin;
  Origin owner;       // who planned the path before; empty when the path itself is bad
  std::string fault;  // what is wrong with the path; empty when it is taken
  auto Describe() const -> std::string;
};

class Plan {
 public:
  auto Add(PlannedFile file) -> tl::expected<void, PlanFault>;
  // All of them, up to the first fault.
  auto Add(std::vector<PlannedFile> files) -> tl::expected<void, PlanFault>;
  auto Files() const -> const std::vector<PlannedFile>& { return files_; }
  auto Files() -> std::vector<PlannedFile>& { return files_; }

 private:
  std::vector<PlannedFile> files_;
  PathOwners owners_;
};

struct OutputFile {
  std::string path;
  std::string bytes;
  Origin origin;
  std::string template_name;
  FileKind kind = FileKind::kGenerated;
  bool executable = false;
  std::string fingerprint = {};
};

class FileSet {
 public:
  // The error is the origin of the file that has this path already.
  auto Add(OutputFile file) -> tl::expected<void, Origin>;
  // By path, in the order of their bytes.
  auto Files() const -> const std::map<std::string, OutputFile>& { return files_; }
  auto Find(std::string_view path) const -> const OutputFile*;

 private:
  std::map<std::string, OutputFile> files_;
  PathOwners owners_;
};

// Total: a plan has no two files of one path.
auto Render(const Plan& plan) -> FileSet;

}  // namespace ingot::codegen
