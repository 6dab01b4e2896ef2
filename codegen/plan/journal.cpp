#include "codegen/plan/journal.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "codegen/plan/disk_state.h"
#include "codegen/plan/file_set.h"
#include "codegen/text/json.h"
#include "codegen/text/path.h"
#include "compiler/base/names.h"

namespace ingot::codegen {
namespace {

using nlohmann::json;
using source::EntryKind;

auto Member(std::string_view key, std::string_view value) -> std::string {
  return std::string(JsonString::Quote(key).View()) + ": " + std::string(JsonString::Quote(value).View());
}

auto TextOf(const json& object, const char* key) -> std::optional<std::string> {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

auto IsStagedName(std::string_view name) -> bool {
  return !name.empty() && std::ranges::all_of(name, IsAsciiDigit);
}

auto ParseMove(const json& value) -> std::optional<Move> {
  auto staged = TextOf(value, "staged");
  auto path = TextOf(value, "path");
  auto was = TextOf(value, "was");
  auto is = TextOf(value, "is");
  if (!staged || !path || !was || !is || !IsStagedName(*staged) || !PathFault(*path).empty())
    return std::nullopt;
  return Move{std::move(*staged), std::move(*path), std::move(*was), std::move(*is)};
}

auto ParseRemoval(const json& value) -> std::optional<Removal> {
  auto path = TextOf(value, "path");
  auto was = TextOf(value, "was");
  if (!path || !was || !PathFault(*path).empty()) return std::nullopt;
  return Removal{std::move(*path), std::move(*was)};
}

auto StagedPath(const Move& move) -> std::string { return source::JoinPath(kStagedFolder, move.staged); }

auto ParentOf(std::string_view path) -> std::string_view {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

auto Unfinished(std::string_view path, std::string_view verb, const source::FileError& error) {
  SyncRefusal refusal = Refuse(path, verb, error);
  refusal.unfinished = true;
  return tl::unexpected(std::move(refusal));
}

// Removes a folder and those above it, as far as they hold nothing any more.
void Prune(std::string_view folder, source::FileStore& store) {
  for (; !folder.empty(); folder = ParentOf(folder)) {
    const auto entry = store.Look(folder);
    const bool is_folder = entry && entry->kind == EntryKind::kFolder;
    if (!is_folder || !store.Remove(folder)) return;  // one that holds something refuses
  }
}

// The folders of removed files, each once however many files it lost.
void PruneAll(const std::vector<Removal>& removals, source::FileStore& store) {
  std::set<std::string_view> folders;
  for (const Removal& removal : removals) folders.insert(ParentOf(removal.path));
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) Prune(*folder, store);
}

auto CarryOut(const Removal& removal, source::FileStore& store) -> tl::expected<void, SyncRefusal> {
  const auto entry = store.Look(removal.path);
  if (!entry || entry->kind != EntryKind::kFile) return {};  // removed already
  const auto removed = store.Remove(removal.path);
  if (!removed) return Unfinished(removal.path, "remove", removed.error());
  return {};
}

auto CarryOut(const Move& move, source::FileStore& store) -> tl::expected<void, SyncRefusal> {
  if (store.Rename(StagedPath(move), move.path)) return {};
  if (!store.Exists(StagedPath(move))) return {};  // moved already
  if (const auto made = store.MakeFolders(ParentOf(move.path)); !made)
    return Unfinished(move.path, "write", made.error());
  const auto renamed = store.Rename(StagedPath(move), move.path);
  if (!renamed) return Unfinished(move.path, "write", renamed.error());
  return {};
}

// Does a folder above the removed file become a file?
auto GivesWay(std::string_view path, const std::set<std::string_view>& new_files) -> bool {
  for (std::string_view folder = ParentOf(path); !folder.empty(); folder = ParentOf(folder)) {
    if (new_files.contains(folder)) return true;
  }
  return false;
}

// May `state` be what this move or removal replaces?
auto Replaceable(const DiskState& state, std::string_view was, std::string_view is) -> bool {
  if (state.kind == EntryKind::kAbsent || state.kind == EntryKind::kFolder) return true;
  return state.kind == EntryKind::kFile && !state.sha256.empty() &&
         (state.sha256 == was || state.sha256 == is);
}

void CheckTarget(const source::FileStore& store, const std::string& path, const std::string& was,
                 const std::string& is, SyncRefusal& refusal) {
  const auto state = StateOf(store, path);
  const bool on_the_way = !state && state.error().failure == source::FileFailure::kNotAFolder;
  if (on_the_way || (state && Replaceable(*state, was, is))) return;
  if (!state) {
    refusal.problems.push_back(Refuse(path, "read", state.error()).problems.front());
  } else {
    refusal.problems.push_back({was.empty() ? Obstacle::kForeign : Obstacle::kEdited, path, {}});
  }
}

// Between the interrupted run and now a user may have edited what would be replaced.
auto CheckAgain(const Journal& journal, const source::FileStore& store) -> SyncRefusal {
  SyncRefusal refusal{.problems = {}, .unfinished = true};
  for (const Removal& removal : journal.removals)
    CheckTarget(store, removal.path, removal.was, removal.was, refusal);
  for (const Move& move : journal.moves) {
    const auto staged = StateOf(store, StagedPath(move));
    if (staged && staged->kind == EntryKind::kAbsent) continue;  // moved already
    if (!staged || staged->sha256 != move.is) {
      refusal.problems.push_back(
          {Obstacle::kBadJournal, std::string(kJournalPath), "a staged file is damaged"});
    } else {
      CheckTarget(store, move.path, move.was, move.is, refusal);
    }
  }
  return refusal;
}

}  // namespace

auto PrintJournal(const Journal& journal) -> std::string {
  std::string text = "{\"moves\": [";
  for (const Move& move : journal.moves) {
    text += &move == &journal.moves.front() ? "\n" : ",\n";
    text += "{" + Member("staged", move.staged) + ", " + Member("path", move.path) + ", " +
            Member("was", move.was) + ", " + Member("is", move.is) + "}";
  }
  text += "],\n\"removals\": [";
  for (const Removal& removal : journal.removals) {
    text += &removal == &journal.removals.front() ? "\n" : ",\n";
    text += "{" + Member("path", removal.path) + ", " + Member("was", removal.was) + "}";
  }
  return text + "]}\n";
}

auto ParseJournal(std::string_view text) -> tl::expected<Journal, std::string> {
  const json document = json::parse(text, nullptr, false);
  if (!document.is_object() || !document.contains("moves") || !document.contains("removals")) {
    return tl::unexpected(std::string("it is no journal"));
  }
  Journal journal;
  for (const json& value : document["moves"]) {
    auto move = ParseMove(value);
    if (!move) return tl::unexpected(std::string("it has a move that is none"));
    journal.moves.push_back(std::move(*move));
  }
  for (const json& value : document["removals"]) {
    auto removal = ParseRemoval(value);
    if (!removal) return tl::unexpected(std::string("it has a removal that is none"));
    journal.removals.push_back(std::move(*removal));
  }
  return journal;
}

auto Apply(const Journal& journal, source::FileStore& store) -> tl::expected<void, SyncRefusal> {
  std::set<std::string_view> new_files;
  for (const Move& move : journal.moves) new_files.insert(move.path);
  for (const Removal& removal : journal.removals) {
    if (auto removed = CarryOut(removal, store); !removed) return removed;
    if (GivesWay(removal.path, new_files)) Prune(ParentOf(removal.path), store);
  }
  for (const Move& move : journal.moves) {
    if (auto moved = CarryOut(move, store); !moved) return moved;
  }
  PruneAll(journal.removals, store);
  if (const auto flushed = store.Flush(); !flushed) return Unfinished("", "flush", flushed.error());
  if (const auto gone = store.Remove(kJournalPath); !gone)
    return Unfinished(kJournalPath, "remove", gone.error());
  CleanUp(store);
  return {};
}

auto Recover(source::FileStore& store) -> tl::expected<void, SyncRefusal> {
  const auto entry = store.Look(kJournalPath);
  if (!entry) return tl::unexpected(Refuse(kJournalPath, "read", entry.error()));
  if (entry->kind == EntryKind::kAbsent) {
    CleanUp(store);
    return {};
  }
  const auto text = store.Read(kJournalPath, kLargestFile);
  if (!text) return tl::unexpected(Refuse(kJournalPath, "read", text.error()));
  const auto journal = ParseJournal(*text);
  if (!journal) {
    return tl::unexpected(Refuse({Obstacle::kBadJournal, std::string(kJournalPath), journal.error()}));
  }
  if (SyncRefusal refusal = CheckAgain(*journal, store); !refusal.problems.empty()) {
    return tl::unexpected(std::move(refusal));
  }
  return Apply(*journal, store);
}

auto Abandon(source::FileStore& store, SyncRefusal refusal) -> SyncRefusal {
  if (store.Exists(kJournalPath)) refusal.unfinished = !store.Remove(kJournalPath).has_value();
  CleanUp(store);
  return refusal;
}

void CleanUp(source::FileStore& store) {
  const auto here = store.List(kWorkFolder);
  if (!here || store.Exists(kJournalPath)) return;
  if (const auto staged = store.List(kStagedFolder)) {
    for (const source::Entry& entry : *staged) {
      if (entry.kind == EntryKind::kFile)
        static_cast<void>(store.Remove(source::JoinPath(kStagedFolder, entry.name)));
    }
    static_cast<void>(store.Remove(kStagedFolder));
  }
  for (const source::Entry& entry : *here) {
    if (source::IsTemporaryName(entry.name))
      static_cast<void>(store.Remove(source::JoinPath(kWorkFolder, entry.name)));
  }
  static_cast<void>(store.Remove(kWorkFolder));  // stays when someone else keeps something there
}

}  // namespace ingot::codegen
