// tmplc: turns the templates of one folder into typed C++.
//
//   tmplc NAMESPACE VIEWS-HEADER OUT-FOLDER HEADER SHOWN-FOLDER FOLDER TEMPLATE...
//
// Templates are named inside FOLDER; messages show them inside SHOWN-FOLDER. HEADER, as it is included, and
// one source for each template are written below OUT-FOLDER. A fault is a line `file:line: error: what`, and
// exit 1.
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "codegen/tmplc/files.h"
#include "codegen/tmplc/generate.h"
#include "codegen/tmplc/template.h"

namespace ingot::tmplc {
namespace {

constexpr std::string_view kExtension = ".tmpl";

auto Read(const std::string& folder, const std::string& shown, const std::string& file, NamedTemplate& item)
    -> bool {
  const auto text = ReadWhole(folder + "/" + file);
  if (!text) {
    std::cerr << folder << "/" << file << ": error: cannot read\n";
    return false;
  }
  item.path = file.ends_with(kExtension) ? file.substr(0, file.size() - kExtension.size()) : file;
  const auto faults = ReadTemplate(shown + "/" + file, *text, item.parsed);
  for (const Fault& fault : faults) {
    std::cerr << item.parsed.file << ":" << fault.line << ": error: " << fault.what << "\n";
  }
  return faults.empty();
}

auto ClaimName(const NamedTemplate& item, std::map<std::string, std::string>& owners) -> bool {
  const auto [owner, fresh] = owners.emplace(StructName(item.path), item.parsed.file);
  if (!fresh) {
    std::cerr << item.parsed.file << ":1: error: the name " << owner->first << " is taken by "
              << owner->second << "\n";
  }
  return fresh;
}

auto Run(const std::vector<std::string>& arguments) -> int {
  if (arguments.size() < 6) {
    std::cerr << "usage: tmplc NAMESPACE VIEWS-HEADER OUT-FOLDER HEADER SHOWN-FOLDER FOLDER TEMPLATE...\n";
    return 2;
  }
  const Library library{.space = arguments[0], .views = arguments[1], .header = arguments[3]};
  const std::string& out = arguments[2];
  std::vector<NamedTemplate> templates;
  std::map<std::string, std::string> owners;
  bool fine = true;
  for (std::size_t i = 6; i < arguments.size(); ++i) {
    NamedTemplate item;
    fine = Read(arguments[5], arguments[4], arguments[i], item) && fine;
    fine = ClaimName(item, owners) && fine;
    templates.push_back(std::move(item));
  }
  if (!fine || !WriteIfChanged(out + "/" + library.header, PrintHeader(library, templates))) return 1;
  const std::string sources = out + "/" + library.header.substr(0, library.header.rfind('/')) + "/templates/";
  for (const NamedTemplate& item : templates) {
    if (!WriteIfChanged(sources + item.path + ".cpp", PrintSource(library, item))) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace ingot::tmplc

auto main(int argc, char** argv) -> int { return ingot::tmplc::Run({argv + 1, argv + argc}); }
