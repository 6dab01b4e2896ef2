#include "compiler/source/load.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/emitter.h"
#include "compiler/source/disk_file_store.h"

namespace ingot::source {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view> kFileNotFound{Code::FileNotFound, Severity::kError,
                                                        "there is no file or folder `{0}`"};
constexpr diag::Message<std::string_view, std::string_view> kFileUnreadable{
    Code::FileUnreadable, Severity::kError, "cannot read `{0}`: {1}"};
constexpr diag::Message<std::string_view> kNotAJsonFile{Code::NotAJsonFile, Severity::kError,
                                                        "`{0}` is not a `.json` file"};
constexpr diag::Message<std::string_view> kNoDefinitionFiles{Code::NoDefinitionFiles, Severity::kError,
                                                             "the folder `{0}` holds no `.json` file"};
constexpr diag::Message<uint64_t, uint64_t> kDefinitionTooLarge{
    Code::DefinitionTooLarge, Severity::kError, "the definition has {0} bytes; the limit is {1}"};
constexpr diag::Message<size_t> kTooManyFiles{Code::TooManyFiles, Severity::kError,
                                              "the folder holds more than {0} files and folders"};
constexpr diag::Message<std::string_view> kSymbolicLink{Code::SymbolicLinkInSources, Severity::kError,
                                                        "`{0}` is a symbolic link, which is not followed"};
constexpr diag::Message<std::string_view> kOutputFolder{
    Code::OutputFolderAsSource, Severity::kError,
    "`{0}` is the output of `ingot generate`, not a definition"};

constexpr size_t kMostEntries = 20'000;
constexpr size_t kMostFolderDepth = 32;

struct Found {
  std::string path;
  uint64_t size = 0;
};

auto IsJsonName(std::string_view name) -> bool { return name.ends_with(".json") && name.size() > 5; }

auto IsLeftOut(const Entry& entry) -> bool {
  return entry.name.starts_with('.') || (entry.kind == EntryKind::kFolder && entry.name == "node_modules");
}

auto HoldsBuiltProject(const std::vector<Entry>& entries) -> bool {
  return std::ranges::any_of(entries, [](const Entry& entry) {
    return entry.name == kManifestName || entry.name == "CMakeCache.txt";
  });
}

// Walks the folders of a definition and lists its files.
class Finder {
 public:
  // `folder` is what the user typed for the store's root: empty or ending in `/`.
  Finder(const FileStore& store, std::string_view folder, diag::Sink& diagnostics)
      : store_(store), folder_(folder), emitter_(diagnostics) {}

  void FindAll() {
    const size_t errors_before = emitter_.sink().errors();
    FindBelow("", 0);
    std::ranges::sort(found_, {}, &Found::path);
    if (found_.empty() && emitter_.sink().errors() == errors_before) {
      emitter_.Emit({}, kNoDefinitionFiles, Shown(""))
          .Help(
              "write a definition that begins with `{{\"ingot\": 1, \"app\": {{ ... }}}}`, or name another "
              "folder");
    }
  }

  void FindOne(std::string_view file) {
    if (!IsJsonName(file)) {
      emitter_.Emit({}, kNotAJsonFile, Shown(file)).Help("name a `.json` file, or a folder of them");
      return;
    }
    const auto entry = store_.Look(file);
    if (!entry) return Unreadable(file, entry.error());
    if (entry->kind == EntryKind::kAbsent) {
      emitter_.Emit({}, kFileNotFound, Shown(file));
      return;
    }
    found_.push_back({std::string(file), entry->size});
  }

  auto found() const -> const std::vector<Found>& { return found_; }

  void Unreadable(std::string_view path, const FileError& error) {
    emitter_.Emit({}, kFileUnreadable, Shown(path), error.reason);
  }

 private:
  auto Shown(std::string_view path) const -> std::string {
    const std::string shown = folder_ + std::string(path);
    return shown.empty() ? "." : shown;
  }

  void FindBelow(const std::string& folder, size_t depth) {
    const auto entries = store_.List(folder);
    if (!entries) return Unreadable(folder, entries.error());
    if (HoldsBuiltProject(*entries)) {
      if (folder.empty())
        emitter_.Emit({}, kOutputFolder, Shown("")).Help("name the folder of the definition");
      return;
    }
    for (const Entry& entry : *entries) {
      if (IsLeftOut(entry)) continue;
      if (++seen_ > kMostEntries || depth > kMostFolderDepth) return TooMany();
      Visit(entry, JoinPath(folder, entry.name), depth);
    }
  }

  void Visit(const Entry& entry, const std::string& path, size_t depth) {
    switch (entry.kind) {
      case EntryKind::kFolder: return FindBelow(path, depth + 1);
      case EntryKind::kFile:
        if (IsJsonName(entry.name)) found_.push_back({path, entry.size});
        return;
      case EntryKind::kSymlink:
        if (IsJsonName(entry.name)) {
          emitter_.Emit({}, kSymbolicLink, Shown(path))
              .Help("put the file itself here, or name the link's target");
        }
        return;
      case EntryKind::kAbsent:
      case EntryKind::kOther: return;
    }
  }

  void TooMany() {
    if (std::exchange(said_too_many_, true)) return;
    emitter_.Emit({}, kTooManyFiles, kMostEntries).Help("keep the definition in a folder of its own");
  }

  const FileStore& store_;
  std::string folder_;
  diag::Emitter emitter_;
  std::vector<Found> found_;
  size_t seen_ = 0;
  bool said_too_many_ = false;
};

auto Load(const FileStore& store, std::string_view file, std::string folder, diag::Sink& diagnostics)
    -> std::optional<SourceMap> {
  const size_t errors_before = diagnostics.errors();
  Finder finder(store, folder, diagnostics);
  if (file.empty()) {
    finder.FindAll();
  } else {
    finder.FindOne(file);
  }
  uint64_t total = 0;
  for (const Found& found : finder.found()) total += found.size;
  if (total > kMostSourceBytes)
    diag::Emitter(diagnostics).Emit({}, kDefinitionTooLarge, total, kMostSourceBytes);
  if (diagnostics.errors() != errors_before) return std::nullopt;

  SourceMap sources;
  sources.SetFolder(std::move(folder));
  uint64_t room = kMostSourceBytes;
  for (const Found& found : finder.found()) {
    auto text = store.Read(found.path, room);
    if (!text) {
      finder.Unreadable(found.path, text.error());
      continue;
    }
    room -= text->size();
    sources.Add(found.path, std::move(*text));
  }
  if (diagnostics.errors() != errors_before) return std::nullopt;
  return sources;
}

}  // namespace

auto LoadSources(const FileStore& store, std::string_view file, diag::Sink& diagnostics)
    -> std::optional<SourceMap> {
  return Load(store, file, "", diagnostics);
}

auto LoadSources(const FileStore& store, std::string_view file, std::string folder, diag::Sink& diagnostics)
    -> std::optional<SourceMap> {
  return Load(store, file, std::move(folder), diagnostics);
}

auto LoadSources(std::string_view path, diag::Sink& diagnostics) -> std::optional<SourceMap> {
  const auto opened = OpenPath(path);
  if (!opened) {
    const FileError& error = opened.error();
    diag::Emitter emitter(diagnostics);
    if (error.failure == FileFailure::kNotFound) {
      emitter.Emit({}, kFileNotFound, path);
    } else {
      emitter.Emit({}, kFileUnreadable, path, error.reason);
    }
    return std::nullopt;
  }
  return Load(*opened->store, opened->file, opened->folder, diagnostics);
}

}  // namespace ingot::source
