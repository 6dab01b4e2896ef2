// The record that makes a run all or nothing: everything new lies beside the output in `.ingot/staged`, the
// journal names every rename and removal that is left, and whoever finds a journal carries it out. It is
// written, durably, after the staged files and before the first rename.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/plan/sync_report.h"
#include "compiler/source/file_store.h"

namespace ingot::codegen {

inline constexpr std::string_view kStagedFolder = ".ingot/staged";
inline constexpr std::string_view kJournalPath = ".ingot/pending.json";

struct Move {
  std::string staged;  // name inside kStagedFolder
  std::string path;
  std::string was;  // SHA-256 of what may be replaced; empty for nothing
  std::string is;   // SHA-256 of what is staged
};

struct Removal {
  std::string path;
  std::string was;
};

struct Journal {
  std::vector<Move> moves;  // the manifest last
  std::vector<Removal> removals;
};

auto PrintJournal(const Journal& journal) -> std::string;
auto ParseJournal(std::string_view text) -> tl::expected<Journal, std::string>;

// Carries a journal out, from wherever it was left, and removes it. What is done already is passed over.
auto Apply(const Journal& journal, source::FileStore& store) -> tl::expected<void, SyncRefusal>;

// Finishes what an interrupted run left: carries its journal out, or removes what it had staged. Files that
// were edited since are named instead, and stay.
auto Recover(source::FileStore& store) -> tl::expected<void, SyncRefusal>;

// Gives a run up before its first rename. A journal that cannot be removed stays, with what was staged:
// `unfinished`.
auto Abandon(source::FileStore& store, SyncRefusal refusal) -> SyncRefusal;

// Removes what was staged, unless a journal needs it; what cannot be removed is left to the next run.
void CleanUp(source::FileStore& store);

}  // namespace ingot::codegen
