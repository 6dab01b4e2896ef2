// Makes lines that a person can be shown of what a program in the sandbox printed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ingot::bot::cell {

// A line as it can be shown on a terminal and in a page: what a terminal obeys, what turns text around and what is no UTF-8 becomes `\x1b` and the
// like.
auto Harmless(std::string_view line) -> std::string;

// Cuts bytes into lines. After `limit` bytes one line says that the rest is left out.
class Lines {
 public:
  Lines(int64_t limit, std::function<void(const std::string&)> say) : left_(limit), say_(std::move(say)) {}
  void Add(std::string_view bytes);
  void End();

 private:
  void Say();

  int64_t left_;
  std::function<void(const std::string&)> say_;
  std::string line_;
  bool cut_ = false;
};

}  // namespace ingot::bot::cell
