// What the files are called that the elements of a definition are written to.
#pragma once

#include <string>
#include <vector>

#include "compiler/frontend/pg/compose.h"

namespace ingot::frontend::pg {

// In the order of the elements: `app.json`, `models/api-key.json`. A name that could not be a file's, or that would be the file of another one,
// too, becomes one with a hash in it; so the name of a file does not depend on the order of elements.
auto FileNames(const std::vector<Element>& elements) -> std::vector<std::string>;

}  // namespace ingot::frontend::pg
