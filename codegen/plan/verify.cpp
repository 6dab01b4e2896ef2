#include "codegen/plan/verify.h"

#include <algorithm>
#include <array>
#include <optional>

#include "codegen/plan/disk_state.h"
#include "codegen/plan/manifest.h"
#include "codegen/plan/synchronise.h"

namespace ingot::codegen {
namespace {

using source::EntryKind;

// What is its user's, of a build, or of a service that runs there: the emitted .gitignore, the user's own folder, the
// repository, and the folder of a run of ours.
constexpr std::array kLeftAlone{"build/", "data/", "secrets/", "custom/", ".git/", ".ingot/"};
constexpr std::array kLeftAloneFiles{".env", ".git"};

auto IsLeftAlone(const std::string& path) -> bool {
  return std::ranges::any_of(kLeftAlone, [&](const char* folder) { return path.starts_with(folder); }) ||
         std::ranges::any_of(kLeftAloneFiles, [&](const char* file) { return path == file; });
}

class Verifier {
 public:
  Verifier(const Manifest& manifest, const source::FileStore& store, const std::map<std::string, std::string>& known)
      : manifest_(manifest), store_(store), known_(known) {}

  auto Run() -> tl::expected<VerifyReport, SyncRefusal> {
    for (const auto& [path, entry] : manifest_.files) VerifyListed(path, entry);
    VerifyOthers();
    if (refusal_) return tl::unexpected(*std::move(refusal_));
    std::ranges::sort(report_.files, {}, &DeviatingFile::path);
    return std::move(report_);
  }

 private:
  void Tell(const std::string& path, Deviation deviation) { report_.files.push_back({path, deviation}); }

  auto Look(const std::string& path) -> std::optional<DiskState> {
    auto state = StateOf(store_, path);
    if (state) return std::move(*state);
    if (state.error().failure == source::FileFailure::kNotAFolder) return DiskState{};  // a file stands on the way
    if (!refusal_) refusal_ = Refuse(path, "read", state.error());
    return std::nullopt;
  }

  void VerifyListed(const std::string& path, const ManifestEntry& entry) {
    const auto state = Look(path);
    if (!state) return;
    if (state->kind == EntryKind::kAbsent) return Tell(path, Deviation::kMissing);
    const bool kept = state->kind == EntryKind::kFile && (entry.kind == FileKind::kOnce || state->sha256 == entry.sha256);
    if (!kept) return Tell(path, Deviation::kEdited);
    ++report_.verified;
  }

  void VerifyOthers() {
    const auto files = ListBelow(store_, "", {"build", "data", ".git"});
    if (!files) {
      refusal_ = Refuse("", "read", files.error());
      return;
    }
    const std::string tree = manifest_.vendored ? manifest_.vendored->folder + "/" : "";
    std::map<std::string, std::string> inside;
    for (const std::string& path : *files) {
      if (path == kManifestPath || manifest_.Find(path) != nullptr) continue;
      if (!tree.empty() && path.starts_with(tree)) {
        const auto state = Look(path);
        if (!state) return;
        inside.emplace(path.substr(tree.size()), state->sha256);
      } else if (!IsLeftAlone(path)) {
        Tell(path, Deviation::kForeign);
      }
    }
    if (manifest_.vendored) VerifyTree(*manifest_.vendored, inside);
  }

  // The manifest holds a tree as one hash. Its files are named when we know what they were.
  void VerifyTree(const VendoredTree& tree, const std::map<std::string, std::string>& inside) {
    if (TreeHash(inside) == tree.sha256) {
      report_.verified += inside.size();
      return;
    }
    if (inside.empty()) return Tell(tree.folder, Deviation::kMissing);
    std::map<std::string, std::string> wanted;
    for (const auto& [path, hash] : known_) {
      if (path.starts_with(tree.folder + "/")) wanted.emplace(path.substr(tree.folder.size() + 1), hash);
    }
    if (TreeHash(wanted) != tree.sha256) return Tell(tree.folder, Deviation::kEdited);
    for (const auto& [path, hash] : wanted) {
      const auto found = inside.find(path);
      if (found == inside.end()) {
        Tell(tree.folder + "/" + path, Deviation::kMissing);
      } else if (found->second != hash) {
        Tell(tree.folder + "/" + path, Deviation::kEdited);
      } else {
        ++report_.verified;
      }
    }
    for (const auto& [path, hash] : inside) {
      if (!wanted.contains(path)) Tell(tree.folder + "/" + path, Deviation::kForeign);
    }
  }

  const Manifest& manifest_;
  const source::FileStore& store_;
  const std::map<std::string, std::string>& known_;
  VerifyReport report_;
  std::optional<SyncRefusal> refusal_;
};

}  // namespace

auto DeviationName(Deviation deviation) -> std::string_view {
  switch (deviation) {
    case Deviation::kEdited: return "edited";
    case Deviation::kMissing: return "missing";
    case Deviation::kForeign: return "foreign";
  }
  return "";
}

auto Verify(const source::FileStore& store, const std::map<std::string, std::string>& vendored) -> tl::expected<VerifyReport, SyncRefusal> {
  auto manifest = ReadManifest(store);
  if (!manifest) return tl::unexpected(std::move(manifest.error()));
  if (!*manifest) return VerifyReport{{{std::string(kManifestPath), Deviation::kMissing}}, 0};
  return Verifier(**manifest, store, vendored).Run();
}

}  // namespace ingot::codegen
