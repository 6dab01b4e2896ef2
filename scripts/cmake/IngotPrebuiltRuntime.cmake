# The runtime library beside the compiler: `ingot build` links it instead of building the vendored copy each time.
include("${CMAKE_SOURCE_DIR}/runtime-lib/cmake/TreeHash.cmake")

# The files are read when the build is configured, so a change of one must configure again.
file(GLOB_RECURSE runtime_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/runtime-lib/*")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${runtime_files})
ingot_runtime_identity(identity "${CMAKE_SOURCE_DIR}/runtime-lib")

set(folder "${CMAKE_BINARY_DIR}/lib/ingot-runtime")
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/runtime-identity.txt" CONTENT "${identity}" @ONLY)
add_custom_command(OUTPUT "${folder}/identity.txt"
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${folder}"
  COMMAND "${CMAKE_COMMAND}" -E copy "$<TARGET_FILE:ingot-runtime>" "${folder}/libingot-runtime.a"
  COMMAND "${CMAKE_COMMAND}" -E copy "${CMAKE_BINARY_DIR}/runtime-identity.txt" "${folder}/identity.txt"
  DEPENDS ingot-runtime "${CMAKE_BINARY_DIR}/runtime-identity.txt"
  VERBATIM)
add_custom_target(ingot-prebuilt-runtime ALL DEPENDS "${folder}/identity.txt")
