// What is left of the files of an SQLite database when its process is killed or its machine stops, at each moment of some work.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ingot::test {

// The bytes of a database's files, by what their names end with: nothing, `-wal`, `-journal`.
using FileImage = std::map<std::string, std::string>;

// Does the work, and gives an image for each write to the files of the database at `path`, as a process that is killed leaves them; and for
// each sync, what was synced until then, as a machine leaves them that stops.
auto ImagesDuring(const std::string& path, const std::function<void()>& work) -> std::vector<FileImage>;

}  // namespace ingot::test
