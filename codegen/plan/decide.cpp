#include "codegen/plan/decide.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "codegen/plan/disk_state.h"
#include "compiler/base/sha256.h"

namespace ingot::codegen {
namespace {

using source::EntryKind;

// The longest folder that holds every vendored file.
auto VendoredFolder(const FileSet& wanted) -> std::optional<std::string> {
  std::optional<std::string> common;
  for (const auto& [path, file] : wanted.Files()) {
    if (file.kind != FileKind::kVendored) continue;
    std::string folder = path.substr(0, path.rfind('/') + 1);
    if (!common) common = folder;
    const auto differ = std::ranges::mismatch(*common, folder).in1;
    const std::string shared(common->begin(), differ);
    common = shared.substr(0, shared.rfind('/') + 1);
  }
  if (common && common->ends_with('/')) common->pop_back();
  return common;
}

auto VendoredTreeOf(const FileSet& wanted) -> std::optional<VendoredTree> {
  const auto folder = VendoredFolder(wanted);
  if (!folder || folder->empty()) return std::nullopt;
  std::map<std::string, std::string> hashes;
  for (const auto& [path, file] : wanted.Files()) {
    if (file.kind == FileKind::kVendored)
      hashes.emplace(path.substr(folder->size() + 1), Sha256Hex(file.bytes));
  }
  return VendoredTree{*folder, TreeHash(hashes)};
}

// A vendored file outside any folder is held like a generated one.
auto ListedKind(FileKind kind) -> FileKind {
  return kind == FileKind::kVendored ? FileKind::kGenerated : kind;
}

class Decider {
 public:
  Decider(const FileSet& wanted, const std::optional<Manifest>& previous, const source::FileStore& store)
      : wanted_(wanted), previous_(previous), store_(store) {}

  auto Run(const Identity& identity) -> tl::expected<Decision, SyncRefusal> {
    decision_.next.identity = identity;
    decision_.next.vendored = VendoredTreeOf(wanted_);
    if (previous_) {
      for (const auto& [path, entry] : previous_->files) DecideGone(path, entry);
      if (previous_->vendored) DecideVendored(*previous_->vendored);
    } else {
      RefuseForeignFolder();
    }
    for (const auto& [path, file] : wanted_.Files()) DecideWanted(file);
    if (!refusal_.problems.empty()) return tl::unexpected(std::move(refusal_));
    return std::move(decision_);
  }

 private:
  void Report(Obstacle obstacle, std::string_view path) {
    refusal_.problems.push_back({obstacle, std::string(path), {}});
  }
  void Report(std::string_view path, const source::FileError& error) {
    refusal_.problems.push_back(Refuse(path, "read", error).problems.front());
  }

  auto IsRemoved(std::string_view path) const -> bool {
    return std::ranges::any_of(decision_.removals,
                               [&](const Removal& removal) { return removal.path == path; });
  }

  // A file stands where a folder will: fine when that file goes.
  auto FileOnTheWayGoes(std::string_view path) const -> bool {
    return std::ranges::any_of(decision_.removals,
                               [&](const Removal& removal) { return path.starts_with(removal.path + "/"); });
  }

  // A folder stands where a file will: fine when it holds nothing but what goes.
  auto FolderGoes(const std::string& path) const -> bool {
    const auto held = ListBelow(store_, path);
    return held && !held->empty() &&
           std::ranges::all_of(*held, [&](const auto& file) { return IsRemoved(file); });
  }

  auto Look(const std::string& path) -> std::optional<DiskState> {
    auto state = StateOf(store_, path);
    if (state) return std::move(*state);
    if (state.error().failure != source::FileFailure::kNotAFolder) {
      Report(path, state.error());
    } else if (FileOnTheWayGoes(path)) {
      return DiskState{};
    } else {
      Report(Obstacle::kForeign, path);
    }
    return std::nullopt;
  }

  // Without a manifest, an output folder holds nothing but a repository.
  void RefuseForeignFolder() {
    constexpr std::size_t kMostNames = 20;
    const auto files = ListBelow(store_, "", {".git", kWorkFolder});
    if (!files) return Report("", files.error());
    for (const std::string& path : *files) {
      if (refusal_.problems.size() < kMostNames) Report(Obstacle::kNotEmpty, path);
    }
  }

  // A file of ours that is not wanted any more.
  void DecideGone(const std::string& path, const ManifestEntry& entry) {
    if (wanted_.Find(path) != nullptr) return;
    const auto state = Look(path);
    if (!state) return;
    if (entry.kind == FileKind::kOnce) {  // its user's: it stays, and is named as long as it does
      if (state->kind != EntryKind::kFile) return;
      decision_.next.files.emplace(path, entry);
      decision_.left.push_back(path);
      return;
    }
    const bool history = entry.kind == FileKind::kAppendOnly;
    if (history) decision_.next.files.emplace(path, entry);
    if (state->kind == EntryKind::kAbsent) {
      if (history) Report(Obstacle::kHistoryMissing, path);
    } else if (state->sha256 != entry.sha256) {
      Report(Obstacle::kEdited, path);
    } else if (!history) {
      decision_.removals.push_back({path, entry.sha256});
    }
  }

  // The vendored tree as it was: whole, or each file that differs from what is wanted is named.
  void DecideVendored(const VendoredTree& tree) {
    const auto files = ListBelow(store_, tree.folder);
    if (!files) return Report(tree.folder, files.error());
    std::map<std::string, std::string> inside;
    std::map<std::string, std::string> whole;
    for (const std::string& path : *files) {
      if (previous_->Find(path) != nullptr) continue;
      const auto state = Look(path);
      if (!state) return;
      inside.emplace(path.substr(tree.folder.size() + 1), state->sha256);
      whole.emplace(path, state->sha256);
    }
    const bool pristine = TreeHash(inside) == tree.sha256;
    for (const auto& [path, hash] : whole) {
      const OutputFile* file = wanted_.Find(path);
      if (pristine && file != nullptr) {
        vendored_.emplace(path, hash);
      } else if (pristine) {
        decision_.removals.push_back({path, hash});
      } else if (file == nullptr) {
        Report(Obstacle::kForeign, path);
      } else if (Sha256Hex(file->bytes) != hash) {
        Report(Obstacle::kEdited, path);
      }
    }
  }

  void DecideWanted(const OutputFile& file) {
    const std::string hash = Sha256Hex(file.bytes);
    if (file.kind != FileKind::kVendored || !decision_.next.vendored) {
      decision_.next.files.emplace(
          file.path, ManifestEntry{hash, ListedKind(file.kind), file.template_name, file.origin, file.fingerprint});
    }
    auto state = Look(file.path);
    if (!state) return;
    if (state->kind == EntryKind::kFolder && FolderGoes(file.path)) state->kind = EntryKind::kAbsent;
    if (state->kind == EntryKind::kAbsent) {
      decision_.writes.push_back({&file, {}});
    } else if (state->kind != EntryKind::kFile) {
      Report(Obstacle::kForeign, file.path);
    } else if (state->sha256 == hash || file.kind == FileKind::kOnce) {
      ++decision_.unchanged;
    } else {
      DecideReplaced(file, state->sha256);
    }
  }

  // Something else stands at the path: replaced only when it is what we wrote, and no history.
  void DecideReplaced(const OutputFile& file, const std::string& on_disk) {
    const ManifestEntry* entry = previous_ ? previous_->Find(file.path) : nullptr;
    const auto vendored = vendored_.find(file.path);
    const std::string ours = vendored != vendored_.end() ? vendored->second
                             : entry != nullptr          ? entry->sha256
                                                         : "";
    const bool history =
        file.kind == FileKind::kAppendOnly || (entry != nullptr && entry->kind == FileKind::kAppendOnly);
    if (ours.empty() || (entry != nullptr && entry->kind == FileKind::kOnce)) {
      ReportOnce(Obstacle::kForeign, file.path);
    } else if (ours != on_disk) {
      ReportOnce(Obstacle::kEdited, file.path);
    } else if (history) {
      ReportOnce(Obstacle::kHistoryChanged, file.path);
    } else {
      decision_.writes.push_back({&file, on_disk});
    }
  }

  void ReportOnce(Obstacle obstacle, const std::string& path) {
    const bool named =
        std::ranges::any_of(refusal_.problems, [&](const auto& problem) { return problem.path == path; });
    if (!named) Report(obstacle, path);
  }

  const FileSet& wanted_;
  const std::optional<Manifest>& previous_;
  const source::FileStore& store_;
  Decision decision_;
  SyncRefusal refusal_;
  std::map<std::string, std::string> vendored_;  // hashes of the vendored files that are as we wrote them
};

}  // namespace

auto Decide(const FileSet& wanted, const Identity& identity, const std::optional<Manifest>& previous,
            const source::FileStore& store) -> tl::expected<Decision, SyncRefusal> {
  return Decider(wanted, previous, store).Run(identity);
}

}  // namespace ingot::codegen
