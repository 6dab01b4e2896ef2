// The compiler as the stages use it: this program, once for each step, so that a definition can do no harm to the bot.
#pragma once

#include <string>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

class Compiler {
 public:
  // `program` is the path of ingot. `database_url` is where definitions are; its password is given to children in their environment.
  Compiler(std::string program, const std::string& database_url);

  // Writes the definition of an application, as one snapshot of its rows, into `folder`. Definitions with errors are failures with their findings.
  auto Pull(const std::string& application, const std::string& folder, Context& context) const -> Result<void>;
  // The definition in `folder` as one canonical document.
  auto Document(const std::string& folder, Context& context) const -> Result<std::string>;
  // Writes the project of the definition at `definition` into `project`, whose history it goes on from. `allowed` are words for `--allow`.
  auto Generate(const std::string& definition, const std::string& project, const std::vector<std::string>& allowed, Context& context) const -> Result<void>;

 private:
  auto RunIngot(std::vector<std::string> words, const char* what, Context& context) const -> Result<std::string>;

  std::string program_;
  std::string database_url_;  // without a password
  std::vector<std::string> environment_;
};

}  // namespace ingot::bot
