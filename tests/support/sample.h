// The definitions of samples/, some of which are folders.
#pragma once

#include <string>

namespace ingot::test {

// What `ingot` is given: a file or a folder.
auto SamplePath(const std::string& sample) -> std::string;

// The same as the text of one document.
auto SampleText(const std::string& sample) -> std::string;

}  // namespace ingot::test
