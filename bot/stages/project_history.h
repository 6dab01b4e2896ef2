// What the next release of an application needs of a generated project: its migrations, its snapshot and its manifest.
#pragma once

#include <cstddef>
#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

// A JSON document of these files of the project at `folder`, by their paths.
auto PackHistory(const std::string& folder) -> Result<std::string>;

// Writes them into `folder`, which is made. A document that names another file is refused.
auto UnpackHistory(const std::string& document, const std::string& folder) -> Result<void>;

// The number of the last migration in the document; 0: there is none, or no document.
auto LastMigrationIn(const std::string& document) -> int;

// What tells one generated project from another: the hash of its manifest, which has those of all its files.
auto ProjectHash(const std::string& folder) -> Result<std::string>;

}  // namespace ingot::bot
