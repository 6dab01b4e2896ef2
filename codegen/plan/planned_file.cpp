#include "codegen/plan/planned_file.h"

namespace ingot::codegen {

auto FromBytes(std::string path, std::string origin, FileKind kind, std::string_view bytes) -> PlannedFile {
  return {.path = std::move(path),
          .origin = std::move(origin),
          .template_name = {},
          .kind = kind,
          .render = [bytes] { return std::string(bytes); },
          .executable = false};
}

}  // namespace ingot::codegen
