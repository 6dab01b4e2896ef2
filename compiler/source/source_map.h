// Holds the texts of one compilation and knows the line and column of every byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/diagnostics/locator.h"
#include "compiler/source/row_origin.h"

namespace ingot::source {

// Limit of one compilation: all texts together.
inline constexpr uint64_t kMostSourceBytes = 64ULL << 20;

class SourceMap : public diag::Locator {
 public:
  // `name` is the path relative to the compiled root; it is the same wherever the root lies.
  auto Add(std::string name, std::string text) -> SourceId;

  // A text whose parts come from rows; it is named as the file that would hold it. `rules` fit everything in it.
  auto AddRow(std::string name, std::string text, std::vector<RowRule> rules) -> SourceId;

  // The folder that names are relative to, as the user typed it: empty or ending in `/`. Shown places begin
  // with it, so that they lead to the file from where the user stands. Set before the first Add.
  void SetFolder(std::string folder) { folder_ = std::move(folder); }

  auto Name(SourceId source) const -> std::string_view;
  auto Text(SourceId source) const -> std::string_view;
  auto Ids() const -> std::vector<SourceId>;

  auto Locate(SourceId source, uint32_t offset) const -> diag::Place override;
  auto LocateRow(SourceId source, uint32_t offset) const -> std::optional<diag::RowPlace> override;

 private:
  // What precedes a block of kBlock bytes; so a place is found by looking at one block, however long its
  // line, and a text costs 12 bytes of table for each block of it.
  struct Mark {
    uint32_t lines = 0;
    uint32_t code_points = 0;
    uint32_t line_begin = 0;
  };
  static constexpr uint32_t kBlock = 4096;

  struct Source {
    std::string name;
    std::string shown_name;
    std::string text;
    std::vector<Mark> marks;
    std::vector<RowRule> rules;  // empty of a file
  };

  static auto MarksOf(std::string_view text) -> std::vector<Mark>;
  static auto CodePointsBefore(const Source& source, uint32_t offset) -> uint32_t;
  static auto LineEnd(const Source& source, uint32_t offset) -> uint32_t;

  std::vector<Source> sources_;
  std::string folder_;
};

}  // namespace ingot::source
