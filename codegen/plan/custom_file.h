// Files that are their user's: is one still written for the signature that is wanted now, and if not, what would mend it?
//
// A stub begins with a block of comments, from `// ingot:hook NAME FINGERPRINT` or `// ingot:function ...` to `// ingot:end`, that says what it was
// written for. Only that block is ever proposed to change.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ingot::codegen {

struct StubBlock {
  std::string name;         // Project.beforeCreate, riskScore
  std::string fingerprint;
  std::string signature;
};

// What a file says of itself; nothing when it says nothing.
auto BlockOf(std::string_view text) -> std::optional<StubBlock>;

// A unified diff that takes `text`, which stands at `path`, to the block of `stub`; nothing when it has the same
// fingerprint already. `patch -p1` and `git apply` take it in the folder that `path` is relative to.
auto PatchFor(std::string_view path, std::string_view stub, std::string_view text) -> std::optional<std::string>;

}  // namespace ingot::codegen
