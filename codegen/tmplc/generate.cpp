#include "codegen/tmplc/generate.h"

#include <cctype>
#include <cstddef>

namespace ingot::tmplc {
namespace {

auto AtLine(const Template& parsed, int line) -> std::string {
  return "#line " + std::to_string(line) + " " + QuoteForCpp(parsed.file, "") + "\n";
}

auto PrintFor(const Template& parsed, const Step& step) -> std::string {
  const std::string items = "items_of_" + step.variable;
  std::string text = "  {\n";
  if (!step.separator.empty()) {
    text += "  decltype(out)::Items " + items + "(out, " + QuoteForCpp(step.separator, "") + ");\n";
  }
  text += AtLine(parsed, step.line) + "  for (const auto& " + step.variable + " : " + step.text + ") {\n";
  if (!step.separator.empty()) text += "  const auto " + items + "_one = " + items + ".One();\n";
  return text;
}

auto PrintStep(const Template& parsed, const Step& step) -> std::string {
  switch (step.kind) {
    case StepKind::kText:
      return "  out.Raw(" + QuoteForCpp(step.text, "          ") + ");\n";
    case StepKind::kSlot:
      return AtLine(parsed, step.line) + "  out.Put<Position::" + std::string(step.at) + ">(" + step.text +
             ");\n";
    case StepKind::kFor:
      return PrintFor(parsed, step);
    case StepKind::kEndFor:
      return "  }\n  }\n";
    case StepKind::kIf:
      return AtLine(parsed, step.line) + "  if (" + (step.negated ? "!" : "") + "Flag(" + step.text +
             ")) {\n";
    case StepKind::kElse:
      return "  } else {\n";
    case StepKind::kEndIf:
      return "  }\n";
  }
  return {};
}

auto PrintFunction(const Template& parsed, std::string_view name, std::string_view language,
                   const std::vector<Step>& steps) -> std::string {
  std::string text = "auto " + std::string(name) + "([[maybe_unused]] const View& view) -> std::string {\n";
  text += "  TextOut<" + std::string(language) + "> out;\n";
  for (const Step& step : steps) text += PrintStep(parsed, step);
  return text + "  return std::move(out).Take();\n}\n";
}

auto PrintDeclaration(const NamedTemplate& item) -> std::string {
  const std::string name = StructName(item.path);
  return "struct " + name + " {\n" +                                                                 //
         AtLine(item.parsed, 1) +                                                                    //
         "  using View = " + item.parsed.view + ";\n" +                                              //
         "  static constexpr std::string_view kName = " + QuoteForCpp(item.path, "") + ";\n" +       //
         "  static constexpr FileKind kKind = FileKind::" + std::string(item.parsed.kind) + ";\n" +  //
         "  static auto PathOf(const View& view) -> std::string;\n" +                                //
         "  static auto Render(const View& view) -> std::string;\n" +                                //
         "};\n\n";
}

}  // namespace

auto QuoteForCpp(std::string_view text, std::string_view indent) -> std::string {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      quoted += {'\\', text[i]};
    } else if (byte == '\n') {
      quoted += "\\n";
      if (i + 1 < text.size()) quoted += "\"\n" + std::string(indent) + "\"";
    } else if (byte < 0x20 || byte > 0x7E || byte == '?') {
      const auto digit = [&](int shift) { return static_cast<char>('0' + ((byte >> shift) & 7)); };
      quoted += {'\\', digit(6), digit(3), digit(0)};
    } else {
      quoted += text[i];
    }
  }
  return quoted + '"';
}

auto StructName(std::string_view path) -> std::string {
  std::string name;
  bool starts = true;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) == 0) {
      starts = true;
      continue;
    }
    name += static_cast<char>(starts ? std::toupper(byte) : byte);
    starts = false;
  }
  return name;
}

auto PrintHeader(const Library& library, const std::vector<NamedTemplate>& templates) -> std::string {
  std::string text = "// Made by tmplc: what the templates of one folder need and give.\n#pragma once\n\n";
  text += "#include <array>\n#include <string>\n#include <string_view>\n\n";
  text += "#include \"" + library.views + "\"\n#include \"codegen/plan/planned_file.h\"\n\n";
  text += "namespace " + library.space + "::templates {\n\n";
  std::string names;
  for (const NamedTemplate& item : templates) {
    text += PrintDeclaration(item);
    names += (names.empty() ? "" : ", ") + StructName(item.path) + "::kName";
  }
  text += "// For the test that demands a use of each.\n";
  text += "inline constexpr std::array<std::string_view, " + std::to_string(templates.size()) + "> kAll{" +
          names + "};\n\n";
  return text + "}  // namespace " + library.space + "::templates\n";
}

auto PrintSource(const Library& library, const NamedTemplate& item) -> std::string {
  const std::string name = StructName(item.path);
  const Template& parsed = item.parsed;
  return "// Made by tmplc.\n#include \"" + library.header + "\"\n\n#include <utility>\n\n" +  //
         "#include \"codegen/text/text_out.h\"\n\n" +                                          //
         "namespace " + library.space + "::templates {\n\n" +                                  //
         PrintFunction(parsed, name + "::PathOf", "FilePath", parsed.path) + "\n" +            //
         PrintFunction(parsed, name + "::Render", parsed.syntax->type, parsed.body) +          //
         "\n}  // namespace " + library.space + "::templates\n";
}

}  // namespace ingot::tmplc
