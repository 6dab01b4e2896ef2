// One file of the output that is decided but not rendered yet.
//
//   plan.Add(FromTemplate<templates::SrcModelsModelHpp>(std::move(view), "models.Doc"));
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace ingot::codegen {

enum class FileKind : std::uint8_t {
  kGenerated,   // ours: replaced when it differs
  kOnce,        // the user's: written when absent, never touched again
  kAppendOnly,  // history, such as a migration: never rewritten, never deleted
  kVendored,    // ours, and one of a tree that the manifest holds as one hash
};

struct PlannedFile {
  std::string path;
  std::string origin;         // logical path of what it comes from: models.Doc
  std::string template_name;  // src/models/model.hpp
  FileKind kind = FileKind::kGenerated;
  std::function<std::string()> render;
  bool executable = false;
  std::string fingerprint = {};  // of a file that is its user's: the signature that it was written for
};

// Keeps the view until the file is rendered.
template <typename Template>
auto FromTemplate(typename Template::View view, std::string origin) -> PlannedFile {
  std::string path = Template::PathOf(view);
  return {.path = std::move(path),
          .origin = std::move(origin),
          .template_name = std::string(Template::kName),
          .kind = Template::kKind,
          .render = [view = std::move(view)] { return Template::Render(view); },
          .executable = false};
}

// A file whose bytes are known already and live as long as the program, such as an embedded one.
auto FromBytes(std::string path, std::string origin, FileKind kind, std::string_view bytes) -> PlannedFile;

}  // namespace ingot::codegen
