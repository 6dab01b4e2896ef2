#include "tests/emitted/files_project.h"

#include "tests/support/project.h"

namespace ingot::test {

auto FilesProject::Shared() -> const FilesProject& {
  static const FilesProject project;
  return project;
}

FilesProject::FilesProject() : built_(MakeProject(INGOT_SOURCE_DIR "/tests/emitted/files.json", folder_.path(), ProjectParts::kServiceAndTests)) {}

}  // namespace ingot::test
