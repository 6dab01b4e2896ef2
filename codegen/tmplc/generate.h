// Prints a template as C++: one struct with a typed path and render function, each slot under its template's
// own line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codegen/tmplc/template.h"

namespace ingot::tmplc {

struct Library {
  std::string space;   // namespace of the views; the templates get one named `templates` inside
  std::string views;   // the header that declares the views, as it is included
  std::string header;  // the header that declares the templates, as it is included
};

struct NamedTemplate {
  std::string path;  // inside its folder, without `.tmpl`: src/models/model.hpp
  Template parsed;
};

// src/models/model.hpp -> SrcModelsModelHpp
auto StructName(std::string_view path) -> std::string;

auto PrintHeader(const Library& library, const std::vector<NamedTemplate>& templates) -> std::string;
auto PrintSource(const Library& library, const NamedTemplate& item) -> std::string;

// A C++ string literal, a line of it for each line of `text`.
auto QuoteForCpp(std::string_view text, std::string_view indent) -> std::string;

}  // namespace ingot::tmplc
