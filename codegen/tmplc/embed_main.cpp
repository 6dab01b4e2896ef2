// embed: puts files, byte for byte, into the binary as a table of C++.
//
//   embed NAMESPACE FUNCTION OUT-FOLDER HEADER FOLDER FILE...
//
// Files are named inside FOLDER and stand in the table in the order of their names.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "codegen/tmplc/files.h"
#include "codegen/tmplc/generate.h"

namespace ingot::tmplc {
namespace {

auto PrintEmbedHeader(const std::string& space, const std::string& function) -> std::string {
  return "// Made by embed: files of the source tree, byte for byte, in the order of their paths.\n#pragma "
         "once\n\n"
         "#include <span>\n\n#include \"codegen/text/embedded_file.h\"\n\nnamespace " +
         space + " {\n\nauto " + function +
         "() -> std::span<const codegen::EmbeddedFile>;\n\n}  // namespace " + space + "\n";
}

auto PrintEntry(const std::string& file, const std::string& bytes) -> std::string {
  return "    {" + QuoteForCpp(file, "") + ",\n     {" + QuoteForCpp(bytes, "      ") + ", " +
         std::to_string(bytes.size()) + "}},\n";
}

auto Run(std::vector<std::string> arguments) -> int {
  if (arguments.size() < 6) {
    std::cerr << "usage: embed NAMESPACE FUNCTION OUT-FOLDER HEADER FOLDER FILE...\n";
    return 2;
  }
  const std::string& space = arguments[0];
  const std::string& function = arguments[1];
  const std::string& header = arguments[3];
  std::sort(arguments.begin() + 5, arguments.end());
  std::string text =
      "// Made by embed.\n#include \"" + header + "\"\n\nnamespace " + space + " {\nnamespace {\n\n";
  text += "constexpr codegen::EmbeddedFile kFiles[] = {\n";
  for (auto file = arguments.begin() + 5; file != arguments.end(); ++file) {
    const auto bytes = ReadWhole(arguments[4] + "/" + *file);
    if (!bytes) {
      std::cerr << *file << ": error: cannot read\n";
      return 1;
    }
    text += PrintEntry(*file, *bytes);
  }
  text += "};\n\n}  // namespace\n\nauto " + function +
          "() -> std::span<const codegen::EmbeddedFile> { return kFiles; }\n\n}  // namespace " + space +
          "\n";
  const std::string stem = arguments[2] + "/" + header.substr(0, header.size() - 2);
  return WriteIfChanged(stem + ".h", PrintEmbedHeader(space, function)) && WriteIfChanged(stem + ".cpp", text)
             ? 0
             : 1;
}

}  // namespace
}  // namespace ingot::tmplc

auto main(int argc, char** argv) -> int { return ingot::tmplc::Run({argv + 1, argv + argc}); }
