#include "codegen/plan/file_set.h"

#include <utility>

#include "codegen/text/path.h"
#include "compiler/base/names.h"

namespace ingot::codegen {

PathOwners::PathOwners() {
  for (const std::string_view path : {kManifestPath, kWorkFolder}) {
    owners_.emplace(path, Owner{std::string(path), false, "ingot"});
  }
}

auto PathOwners::FindRival(std::string_view path) const -> const Owner* {
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const auto found = owners_.find(AsciiLower(path.substr(0, end)));
    const bool whole = end == std::string_view::npos;
    if (found != owners_.end()) {
      const Owner& owner = found->second;
      if (whole || !owner.is_folder || owner.spelling != path.substr(0, end)) return &owner;
    }
    if (whole) return nullptr;
  }
}

auto PathOwners::Claim(std::string_view path, const Origin& origin) -> tl::expected<void, Origin> {
  if (const Owner* rival = FindRival(path)) return tl::unexpected(rival->origin);
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const std::string part(path.substr(0, end));
    const bool whole = end == std::string_view::npos;
    owners_.try_emplace(AsciiLower(part), Owner{part, !whole, origin});
    if (whole) return {};
  }
}

auto PlanFault::Describe() const -> std::string {
  if (!fault.empty()) return "`" + path + "`, planned for `" + origin + "`, " + fault;
  return "`" + path + "` is planned for `" + owner + "` and for `" + origin + "`";
}

auto Plan::Add(PlannedFile file) -> tl::expected<void, PlanFault> {
  if (const auto fault = PathFault(file.path); !fault.empty()) {
    return tl::unexpected(PlanFault{file.path, file.origin, {}, std::string(fault)});
  }
  if (auto claimed = owners_.Claim(file.path, file.origin); !claimed) {
    return tl::unexpected(PlanFault{file.path, file.origin, std::move(claimed.error()), {}});
  }
  files_.push_back(std::move(file));
  return {};
}

auto Plan::Add(std::vector<PlannedFile> files) -> tl::expected<void, PlanFault> {
  for (PlannedFile& file : files) {
    if (auto added = Add(std::move(file)); !added) return added;
  }
  return {};
}

auto FileSet::Add(OutputFile file) -> tl::expected<void, Origin> {
  if (auto claimed = owners_.Claim(file.path, file.origin); !claimed) return claimed;
  std::string path = file.path;
  files_.emplace(std::move(path), std::move(file));
  return {};
}

auto FileSet::Find(std::string_view path) const -> const OutputFile* {
  const auto found = files_.find(std::string(path));
  return found == files_.end() ? nullptr : &found->second;
}

auto Render(const Plan& plan) -> FileSet {
  FileSet files;
  for (const PlannedFile& planned : plan.Files()) {
    const auto added = files.Add({.path = planned.path,
                                  .bytes = planned.render(),
                                  .origin = planned.origin,
                                  .template_name = planned.template_name,
                                  .kind = planned.kind,
                                  .executable = planned.executable,
                                  .fingerprint = planned.fingerprint});
    static_cast<void>(added);  // a plan has refused it already
  }
  return files;
}

}  // namespace ingot::codegen
