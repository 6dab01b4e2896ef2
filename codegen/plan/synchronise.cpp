#include "codegen/plan/synchronise.h"

#include <set>
#include <utility>

#include "codegen/plan/decide.h"
#include "codegen/plan/disk_state.h"
#include "codegen/plan/journal.h"
#include "compiler/base/sha256.h"

namespace ingot::codegen {
namespace {

using source::EntryKind;
using source::FileFailure;

struct ManifestText {
  std::string bytes;
  std::optional<Manifest> manifest;
};

auto LoadManifest(const source::FileStore& store) -> tl::expected<ManifestText, SyncRefusal> {
  auto bytes = store.Read(kManifestPath, kLargestFile);
  if (!bytes && bytes.error().failure == FileFailure::kNotFound) return ManifestText{};
  if (!bytes) return tl::unexpected(Refuse(kManifestPath, "read", bytes.error()));
  auto manifest = ParseManifest(*bytes);
  if (manifest) return ManifestText{std::move(*bytes), std::move(*manifest)};
  const Obstacle obstacle = manifest.error().newer ? Obstacle::kNewerManifest : Obstacle::kBadManifest;
  return tl::unexpected(Refuse({obstacle, std::string(kManifestPath), manifest.error().what}));
}

// Writes new files beside the output and lists where they belong.
class Stage {
 public:
  explicit Stage(source::FileStore& store) : store_(store) {}

  auto Begin() -> source::Result<void> { return store_.MakeFolders(kStagedFolder); }

  // Durable only after a flush: one for all files is much cheaper than one each. Without a journal nobody takes
  // what lies here for anything, so a part of a file does no harm either.
  auto Add(const std::string& path, const std::string& bytes, std::string was, bool executable)
      -> source::Result<void> {
    std::string name = std::to_string(journal_.moves.size());
    const source::WriteOptions options{.executable = executable, .durable = false, .in_place = true};
    const auto written = store_.Write(source::JoinPath(kStagedFolder, name), bytes, options);
    journal_.moves.push_back({std::move(name), path, std::move(was), Sha256Hex(bytes)});
    return written;
  }

  // Folders are made before the journal, so that a full disk is met while the old output is whole.
  auto MakeFolders() -> source::Result<void> {
    std::set<std::string_view> folders;
    for (const Move& move : journal_.moves) {
      const std::size_t slash = move.path.rfind('/');
      if (slash != std::string::npos) folders.insert(std::string_view(move.path).substr(0, slash));
    }
    for (const std::string_view folder : folders) {
      const auto made = store_.MakeFolders(folder);
      const bool a_file_goes = !made && made.error().failure == FileFailure::kNotAFolder;
      if (!made && !a_file_goes) return made;
    }
    return {};
  }

  auto Commit(std::vector<Removal> removals) -> source::Result<void> {
    journal_.removals = std::move(removals);
    if (auto made = MakeFolders(); !made) return made;
    if (auto flushed = store_.Flush(); !flushed) return flushed;
    return store_.Write(kJournalPath, PrintJournal(journal_));
  }

  auto journal() const -> const Journal& { return journal_; }

 private:
  source::FileStore& store_;
  Journal journal_;
};

auto StageAll(Stage& stage, const Decision& decision, const std::string& manifest, const Output& output)
    -> source::Result<void> {
  if (auto begun = stage.Begin(); !begun) return begun;
  for (const Replacement& write : decision.writes) {
    const OutputFile& file = *write.file;
    if (auto added = stage.Add(file.path, file.bytes, write.was, file.executable); !added) return added;
  }
  if (manifest != output.manifest_bytes) {
    std::string was = output.manifest ? Sha256Hex(output.manifest_bytes) : std::string();
    if (auto added = stage.Add(std::string(kManifestPath), manifest, std::move(was), false); !added)
      return added;
  }
  return stage.Commit(decision.removals);
}

auto ReportOf(const Journal& journal, std::size_t unchanged) -> SyncReport {
  SyncReport report;
  for (const Move& move : journal.moves) report.written.push_back(move.path);
  for (const Removal& removal : journal.removals) report.deleted.push_back(removal.path);
  report.unchanged = unchanged;
  return report;
}

}  // namespace

auto OpenOutput(source::FileStore& store) -> tl::expected<Output, SyncRefusal> {
  if (const auto locked = store.Lock(); !locked) return tl::unexpected(Refuse("", "lock", locked.error()));
  if (auto recovered = Recover(store); !recovered) return tl::unexpected(std::move(recovered.error()));
  auto loaded = LoadManifest(store);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  return Output{&store, std::move(loaded->manifest), std::move(loaded->bytes)};
}

auto ReadManifest(const source::FileStore& store) -> tl::expected<std::optional<Manifest>, SyncRefusal> {
  auto loaded = LoadManifest(store);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  return std::move(loaded->manifest);
}

auto Synchronise(const FileSet& wanted, const Identity& identity, const Output& output)
    -> tl::expected<SyncReport, SyncRefusal> {
  auto decision = Decide(wanted, identity, output.manifest, *output.store);
  if (!decision) return tl::unexpected(std::move(decision.error()));
  const std::string manifest = PrintManifest(decision->next);
  if (decision->writes.empty() && decision->removals.empty() && manifest == output.manifest_bytes) {
    return SyncReport{{}, {}, decision->unchanged, std::move(decision->left)};
  }
  Stage stage(*output.store);
  if (const auto staged = StageAll(stage, *decision, manifest, output); !staged) {
    return tl::unexpected(Abandon(*output.store, Refuse("", "write", staged.error())));
  }
  if (auto applied = Apply(stage.journal(), *output.store); !applied)
    return tl::unexpected(std::move(applied.error()));
  SyncReport report = ReportOf(stage.journal(), decision->unchanged);
  report.left = std::move(decision->left);
  return report;
}

}  // namespace ingot::codegen
