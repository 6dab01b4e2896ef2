#include "compiler/driver/pull_folder.h"

#include "compiler/ast/value.h"
#include "compiler/base/sha256.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/json/parse.h"

namespace ingot::driver {
namespace {

using ast::Value;

constexpr diag::Message<std::string> kInTheWay{diag::Code::PulledFileInTheWay, diag::Severity::kError, "{0}"};

auto ParseText(std::string text) -> std::optional<Value> {
  source::SourceMap sources;
  diag::CollectingSink unused;
  const auto tree = frontend::ParseJson(sources, sources.Add("", std::move(text)), unused);
  return tree ? std::optional(ast::ToValue(tree->root())) : std::nullopt;
}

auto IsDefinition(const std::string& bytes) -> bool {
  const auto value = ParseText(bytes);
  return value && value->Find("ingot") != nullptr;
}

class Folder {
 public:
  Folder(source::FileStore& store, const std::map<std::string, std::string>& before, bool force, diag::Sink& diagnostics)
      : store_(store), before_(before), force_(force), emitter_(diagnostics) {}

  void Want(const std::string& path, std::string_view bytes) {
    wanted_.emplace(path, bytes);
    const auto there = Look(path);
    if (!there) {
      writes_.push_back(path);
    } else if (*there == bytes) {
      ++report.unchanged;
    } else {
      if (!IsOurs(path, *there) && !IsDefinition(*there)) {
        emitter_.Emit({}, kInTheWay, "`" + path + "` is no definition, and stands where one would be written")
            .Help("move it, or pull into another folder");
      } else if (!IsOurs(path, *there) && !force_) {
        Edited(path, "overwritten");
      }
      writes_.push_back(path);
    }
  }

  void RemoveTheRest() {
    for (const auto& [path, sha] : before_) {
      if (wanted_.contains(path)) continue;
      const auto there = Look(path);
      if (!there) continue;
      if (!IsOurs(path, *there) && !force_) Edited(path, "removed");
      removals_.push_back(path);
    }
  }

  auto Write() -> source::Result<void> {
    for (const std::string& path : writes_) {
      if (const auto made = MakeFolderOf(path); !made) return made;
      if (auto written = store_.Write(path, wanted_.at(path)); !written) return written;
    }
    for (const std::string& path : removals_) {
      if (auto removed = store_.Remove(path); !removed) return removed;
      const size_t slash = path.rfind('/');
      if (slash != std::string::npos) static_cast<void>(store_.Remove(path.substr(0, slash)));  // refused unless it is empty
    }
    report.written = writes_;
    report.deleted = removals_;
    return {};
  }

  auto failed() const -> bool { return failed_; }
  PullReport report;

 private:
  // The bytes of a file; nothing when there is none.
  auto Look(const std::string& path) -> std::optional<std::string> {
    const auto entry = store_.Look(path);
    if (entry && entry->kind == source::EntryKind::kAbsent) return std::nullopt;
    if (!entry && entry.error().failure == source::FileFailure::kNotAFolder) {
      emitter_.Emit({}, kInTheWay, "a file stands where the folder of `" + path + "` would be").Help("move it, or pull into another folder");
      return std::nullopt;
    }
    auto bytes = store_.Read(path, source::kMostSourceBytes);
    if (bytes) return *std::move(bytes);
    const source::FileFailure failure = bytes.error().failure;
    failed_ = failed_ || failure == source::FileFailure::kDenied || failure == source::FileFailure::kOther;
    emitter_.Emit({}, kInTheWay, bytes.error().Describe("read")).Help("move it, or pull into another folder");
    return std::nullopt;
  }

  auto IsOurs(const std::string& path, const std::string& bytes) const -> bool {
    const auto found = before_.find(path);
    return found != before_.end() && found->second == Sha256Hex(bytes);
  }

  void Edited(const std::string& path, std::string_view fate) {
    emitter_.Emit({}, kInTheWay, "`" + path + "` was not written by a pull as it is now, and would be " + std::string(fate))
        .Help("push what you changed, or move the file")
        .Help("let it be {}: `--force`", fate);
  }

  auto MakeFolderOf(const std::string& path) -> source::Result<void> {
    const size_t slash = path.rfind('/');
    return slash == std::string::npos ? source::Result<void>() : store_.MakeFolders(path.substr(0, slash));
  }

  source::FileStore& store_;
  const std::map<std::string, std::string>& before_;
  bool force_;
  diag::Emitter emitter_;
  std::map<std::string, std::string> wanted_;
  std::vector<std::string> writes_;
  std::vector<std::string> removals_;
  bool failed_ = false;
};

}  // namespace

auto ReadPullState(const source::FileStore& store) -> tl::expected<std::optional<PullState>, std::string> {
  if (!store.Exists(kPullStatePath)) return std::nullopt;
  auto bytes = store.Read(kPullStatePath, source::kMostSourceBytes);
  if (!bytes) return tl::unexpected(bytes.error().Describe("read"));
  const auto value = ParseText(*std::move(bytes));
  if (!value || value->TextOf("application").empty() || value->TextOf("definition").empty()) {
    return tl::unexpected("`" + std::string(kPullStatePath) + "` is not what a pull wrote: delete it, and pull again");
  }
  PullState state{std::string(value->TextOf("application")), std::string(value->TextOf("app")), std::string(value->TextOf("definition")), {}};
  if (const Value* files = value->Find("files"); files != nullptr && files->IsObject()) {
    for (const ast::ValueMember& file : files->members) {
      if (source::IsPlainPath(file.key) && file.key.ends_with(".json")) state.files.emplace(file.key, file.value.text);
    }
  }
  return state;
}

auto WritePullState(source::FileStore& store, const PullState& state) -> source::Result<void> {
  Value value = Value::Object();
  value.Add("application", Value::Text(state.application));
  value.Add("app", Value::Text(state.app));
  value.Add("definition", Value::Text(state.definition));
  Value& files = value.Add("files", Value::Object());
  for (const auto& [path, sha] : state.files) files.Add(path, Value::Text(sha));
  return store.Write(kPullStatePath, ast::Print(value));
}

auto WritePulled(source::FileStore& store, const source::SourceMap& documents, PullState state, bool force, diag::Sink& diagnostics)
    -> tl::expected<PullReport, PullFailure> {
  diag::Emitter emitter(diagnostics);
  const auto refuse = [&](const std::string& text, PullFailure failure) {
    emitter.Emit({}, kInTheWay, text);
    return tl::unexpected(failure);
  };
  if (const auto locked = store.Lock(); !locked) return refuse(locked.error().Describe("lock"), PullFailure::kEnvironment);
  const auto before = ReadPullState(store);
  if (!before) return refuse(before.error(), PullFailure::kRefused);
  const auto files = *before ? (*before)->files : std::map<std::string, std::string>();
  const size_t errors = diagnostics.errors();
  Folder folder(store, files, force, diagnostics);
  for (const SourceId document : documents.Ids()) {
    folder.Want(std::string(documents.Name(document)), documents.Text(document));
    state.files.emplace(documents.Name(document), Sha256Hex(documents.Text(document)));
  }
  folder.RemoveTheRest();
  if (diagnostics.errors() != errors) return tl::unexpected(folder.failed() ? PullFailure::kEnvironment : PullFailure::kRefused);
  if (const auto written = folder.Write(); !written) return refuse(written.error().Describe("write"), PullFailure::kEnvironment);
  if (const auto written = WritePullState(store, state); !written) return refuse(written.error().Describe("write"), PullFailure::kEnvironment);
  return folder.report;
}

}  // namespace ingot::driver
