# Run with `cmake -P`: writes the C++ unit in which NAMESPACE::FUNCTION() gives the bytes of FILE, whatever they say.
cmake_minimum_required(VERSION 3.25)

file(READ "${FILE}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
set(text "#include <string_view>\n\nnamespace ${NAMESPACE} {\n\nstd::string_view ${FUNCTION}();\n\nnamespace {\n\nconstexpr char kBytes[] = \"${bytes}\";\n\n}  // namespace\n\nstd::string_view ${FUNCTION}() { return {kBytes, sizeof kBytes - 1}; }\n\n}  // namespace ${NAMESPACE}\n")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "@text@" @ONLY)
