#include "compiler/driver/git.h"

#include <charconv>
#include <optional>
#include <vector>

#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/process.h"
#include "compiler/source/disk_file_store.h"
#include "compiler/source/source_map.h"

namespace ingot::driver {
namespace {

struct Blob {
  std::string path;  // from the root of the repository
  std::string mode;
  std::string hash;
  uint64_t size = 0;
};

auto Fail(ExitCode code, std::string text) { return tl::unexpected(GitFailure{code, std::move(text)}); }

auto FirstLine(const std::string& text) -> std::string { return diag::Visible(text.substr(0, text.find('\n'))); }

// Never asks, never fetches, speaks English. Words of the user's stand as arguments of their own behind `--end-of-options` or `--`.
auto Git(const std::string& folder, std::vector<std::string> words, const std::string& input = {}) -> Captured {
  std::vector<std::string> arguments{"git", "--no-pager", "--literal-pathspecs", "-C", folder.empty() ? "." : folder};
  arguments.insert(arguments.end(), words.begin(), words.end());
  // A hook of git runs with a GIT_DIR that is relative to another folder.
  return CaptureProgram(arguments, input,
                        {"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"});
}

// `100644 blob HASH    SIZE\tPATH`, each ended by a NUL.
auto ReadBlobs(const std::string& listing) -> std::vector<Blob> {
  std::vector<Blob> blobs;
  for (size_t begin = 0; begin < listing.size();) {
    const size_t end = std::min(listing.find('\0', begin), listing.size());
    const std::string line = listing.substr(begin, end - begin);
    begin = end + 1;
    const size_t tab = line.find('\t');
    const size_t type = line.find(' ');
    const size_t hash = line.find(' ', type + 1);
    const size_t size = line.find_first_not_of(' ', line.find(' ', hash + 1));
    if (tab == std::string::npos || hash == std::string::npos || size > tab) continue;
    if (line.substr(type + 1, hash - type - 1) != "blob") continue;
    Blob blob{line.substr(tab + 1), line.substr(0, type), line.substr(hash + 1, line.find(' ', hash + 1) - hash - 1), 0};
    std::from_chars(line.data() + size, line.data() + tab, blob.size);
    blobs.push_back(std::move(blob));
  }
  return blobs;
}

// A link is shown as one; of files that are no JSON the names are enough.
auto IsRead(const Blob& blob) -> bool { return blob.path.ends_with(".json") && blob.mode != "120000"; }

// The texts of what `git cat-file --batch` answers: `HASH blob SIZE\nTEXT\n` each.
auto ReadTexts(const std::string& answer, size_t count) -> std::optional<std::vector<std::string>> {
  std::vector<std::string> texts;
  size_t at = 0;
  while (texts.size() < count) {
    const size_t line = answer.find('\n', at);
    if (line == std::string::npos) return std::nullopt;
    const size_t word = answer.rfind(' ', line);
    size_t size = 0;
    const auto read = std::from_chars(answer.data() + word + 1, answer.data() + line, size);
    if (read.ptr != answer.data() + line || line + 1 + size >= answer.size()) return std::nullopt;
    texts.push_back(answer.substr(line + 1, size));
    at = line + 1 + size + 1;
  }
  return texts;
}

auto Plant(const std::string& folder, const std::string& prefix, const std::vector<Blob>& blobs, source::MemoryFileStore& store)
    -> tl::expected<void, GitFailure> {
  std::string hashes;
  uint64_t total = 0;
  size_t count = 0;
  for (const Blob& blob : blobs) {
    if (!IsRead(blob)) continue;
    hashes += blob.hash + "\n";
    total += blob.size;
    ++count;
  }
  if (total > source::kMostSourceBytes) return Fail(ExitCode::kFindings, "the former definition has " + std::to_string(total) + " bytes, which is too many");
  const Captured answer = Git(folder, {"cat-file", "--batch"}, hashes);
  const auto texts = ReadTexts(answer.output, count);
  if (answer.code != 0 || !texts) return Fail(ExitCode::kEnvironment, "git cannot read the former definition: " + FirstLine(answer.errors));
  size_t next = 0;
  for (const Blob& blob : blobs) {
    const std::string text = IsRead(blob) ? texts->at(next++) : std::string();
    const std::string path = blob.path.substr(prefix.size());
    if (!source::IsPlainPath(path)) continue;
    if (blob.mode == "120000") {
      store.PlantSymlink(path);
    } else {
      store.Plant(path, text);
    }
  }
  return {};
}

// The folder of the definition below the root of its repository: empty or ending in `/`.
auto PrefixOf(const std::string& folder, const std::string& path) -> tl::expected<std::string, GitFailure> {
  const Captured answer = Git(folder, {"rev-parse", "--show-prefix"});
  if (answer.code == 127) return Fail(ExitCode::kEnvironment, "git is not installed");
  if (answer.code != 0) {
    return Fail(ExitCode::kUsage, "`" + diag::Visible(path) + "` does not lie in a git repository that can be read: " + FirstLine(answer.errors));
  }
  return answer.output.substr(0, answer.output.find('\n'));
}

}  // namespace

auto ReadFromGit(const std::string& ref, const std::string& path) -> tl::expected<FormerFiles, GitFailure> {
  const std::string shown = "`" + diag::Visible(ref) + "`";
  if (ref.empty()) return Fail(ExitCode::kUsage, "`git:` needs the name of a commit behind it: `--against git:main`, for example");
  if (ref.starts_with('-')) return Fail(ExitCode::kUsage, shown + " is no name of a commit");
  const auto opened = source::OpenPath(path);
  if (!opened) return Fail(ExitCode::kFindings, opened.error().Describe("read"));
  const auto prefix = PrefixOf(opened->folder, path);
  if (!prefix) return tl::unexpected(prefix.error());
  const Captured commit = Git(opened->folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"});
  if (commit.code != 0) return Fail(ExitCode::kUsage, "the repository knows no commit " + shown + "; a shallow clone knows few");
  const std::string hash = commit.output.substr(0, commit.output.find('\n'));
  std::vector<std::string> words{"ls-tree", "-r", "-z", "-l", "--full-tree", hash, "--"};
  if (const std::string below = *prefix + opened->file; !below.empty()) words.push_back(below);
  const Captured listing = Git(opened->folder, words);
  if (listing.code != 0) return Fail(ExitCode::kEnvironment, "git cannot list " + shown + ": " + FirstLine(listing.errors));
  const auto blobs = ReadBlobs(listing.output);
  if (blobs.empty()) return Fail(ExitCode::kUsage, "at " + shown + " there is no `" + diag::Visible(*prefix + opened->file) + "`");
  FormerFiles files{std::make_unique<source::MemoryFileStore>(), opened->file, "git:" + ref + ":" + opened->folder};
  if (const auto planted = Plant(opened->folder, *prefix, blobs, *files.store); !planted) return tl::unexpected(planted.error());
  return files;
}

}  // namespace ingot::driver
