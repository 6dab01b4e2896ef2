// `ingot.manifest.json`: which files of an output folder are ours, and what they held when they were written.
// It says nothing of when, where or on which machine.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "codegen/plan/file_set.h"

namespace ingot::codegen {

// What the files were made from and by.
struct Identity {
  int edition = 1;
  std::string compiler;    // release version
  std::string definition;  // SHA-256 of the canonical definition
};

struct ManifestEntry {
  std::string sha256;
  FileKind kind = FileKind::kGenerated;  // never kVendored
  std::string template_name;
  Origin origin;
  std::string fingerprint = {};  // of a file that is its user's, see custom_file.h
  friend auto operator==(const ManifestEntry&, const ManifestEntry&) -> bool = default;
};

// A tree of files that are ours, held as one hash.
struct VendoredTree {
  std::string folder;
  std::string sha256;
  friend auto operator==(const VendoredTree&, const VendoredTree&) -> bool = default;
};

struct Manifest {
  Identity identity;
  std::optional<VendoredTree> vendored;
  std::map<std::string, ManifestEntry> files;  // by path

  auto Find(std::string_view path) const -> const ManifestEntry*;
};

auto KindName(FileKind kind) -> std::string_view;

// One hash over the paths (inside the tree) and the contents' hashes of a tree's files.
auto TreeHash(const std::map<std::string, std::string>& hash_by_path) -> std::string;

// Canonical: the same manifest, the same bytes.
auto PrintManifest(const Manifest& manifest) -> std::string;

struct ManifestFault {
  bool newer = false;  // written by a newer Ingot
  std::string what;
};
auto ParseManifest(std::string_view text) -> tl::expected<Manifest, ManifestFault>;

}  // namespace ingot::codegen
