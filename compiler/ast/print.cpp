#include "compiler/ast/print.h"

#include <fmt/format.h>

#include "compiler/base/json_text.h"
#include "compiler/base/utf8.h"

namespace ingot::ast {
namespace {

constexpr size_t kMostColumns = 100;

auto IsContainer(Node node) -> bool { return node.IsArray() || node.IsObject(); }

auto HoldsContainer(Node node) -> bool {
  for (const Node item : node.Items()) {
    if (IsContainer(item)) return true;
  }
  for (const Member member : node.Members()) {
    if (IsContainer(member.value)) return true;
  }
  return false;
}

void AppendScalar(std::string& out, Node node) {
  switch (node.kind()) {
    case Kind::kNull: out += "null"; return;
    case Kind::kBool: out += node.boolean() ? "true" : "false"; return;
    case Kind::kNumber: out += node.text(); return;
    case Kind::kString: AppendJsonString(out, node.text()); return;
    case Kind::kArray:
    case Kind::kObject: return;
  }
}

// The container on one line; cut off, and so too long, soon after `most` bytes.
auto OneLine(Node node, size_t most) -> std::string {
  std::string line = node.IsArray() ? "[" : "{ ";
  std::string_view separator;
  for (const Node item : node.Items()) {
    line += separator;
    AppendScalar(line, item);
    separator = ", ";
    if (line.size() > most) return line;
  }
  for (const Member member : node.Members()) {
    line += separator;
    AppendJsonString(line, member.name());
    line += ": ";
    AppendScalar(line, member.value);
    separator = ", ";
    if (line.size() > most) return line;
  }
  return line + (node.IsArray() ? "]" : " }");
}

class Printer {
 public:
  // Recursion is bounded by the nesting that front ends accept.
  void Print(Node node, size_t depth, size_t column) {
    if (!IsContainer(node)) return AppendScalar(out_, node);
    if (node.size() == 0) {
      out_ += node.IsArray() ? "[]" : "{}";
      return;
    }
    if (!HoldsContainer(node)) {
      // A code point has at most four bytes, so a longer line cannot fit.
      const std::string line = OneLine(node, 4 * kMostColumns);
      if (column + CountCodePoints(line) <= kMostColumns) {
        out_ += line;
        return;
      }
    }
    PrintLines(node, depth);
  }

  auto Take() -> std::string { return std::move(out_); }

 private:
  void PrintLines(Node node, size_t depth) {
    out_ += node.IsArray() ? '[' : '{';
    std::string_view separator;
    const size_t indent = 2 * (depth + 1);
    const auto begin_line = [&] {
      out_ += separator;
      out_ += '\n';
      out_.append(indent, ' ');
      separator = ",";
    };
    for (const Node item : node.Items()) {
      begin_line();
      Print(item, depth + 1, indent + 1);
    }
    for (const Member member : node.Members()) {
      begin_line();
      const std::string key = JsonString(member.name()) + ": ";
      out_ += key;
      Print(member.value, depth + 1, indent + CountCodePoints(key) + 1);
    }
    out_ += '\n';
    out_.append(2 * depth, ' ');
    out_ += node.IsArray() ? ']' : '}';
  }

  std::string out_;
};

class SpanPrinter {
 public:
  void Print(Node node, size_t depth, std::string_view before) {
    out_.append(2 * depth, ' ');
    out_ += before;
    PrintHead(node);
    for (const Node item : node.Items()) Print(item, depth + 1, "");
    for (const Member member : node.Members()) {
      const std::string key = fmt::format("{} @{} = ", JsonString(member.name()), Place(member.key.span()));
      Print(member.value, depth + 1, key);
    }
  }

  auto Take() -> std::string { return std::move(out_); }

 private:
  void PrintHead(Node node) {
    if (node.IsArray() || node.IsObject()) {
      out_ += fmt::format("{} of {}", node.IsArray() ? "array" : "object", node.size());
    } else {
      AppendScalar(out_, node);
    }
    out_ += fmt::format(" @{}\n", Place(node.span()));
  }

  auto Place(Span span) -> std::string {
    const bool same = span.source == source_;
    source_ = span.source;
    const std::string range = fmt::format("{}..{}", span.begin, span.end);
    return same ? range : fmt::format("{}:{}", span.source.index(), range);
  }

  std::string out_;
  SourceId source_;
};

}  // namespace

auto Print(Node node) -> std::string {
  Printer printer;
  printer.Print(node, 0, 0);
  return printer.Take() + "\n";
}

auto PrintWithSpans(Node node) -> std::string {
  SpanPrinter printer;
  printer.Print(node, 0, "");
  return printer.Take();
}

}  // namespace ingot::ast
