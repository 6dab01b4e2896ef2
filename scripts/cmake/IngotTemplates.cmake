# Turns templates and verbatim files into sources of a library. Both generate below ${CMAKE_BINARY_DIR}/generated, with
# the folders of the source tree, so generated headers are included from the root like any other.
include_guard(GLOBAL)

# ingot_add_templates(TARGET FOLDER templates/x VIEWS codegen/targets/x/views.h NAMESPACE ingot::codegen::x)
# Every `*.tmpl` below FOLDER (seen from the root) becomes a struct in `NAMESPACE::templates`, declared in
# "<folder of VIEWS>/templates.h": src/model.hpp.tmpl is SrcModelHpp, with View, kName, kKind, PathOf and Render.
function(ingot_add_templates target)
  cmake_parse_arguments(ARG "" "FOLDER;VIEWS;NAMESPACE" "" ${ARGN})
  set(root "${CMAKE_SOURCE_DIR}/${ARG_FOLDER}")
  file(GLOB_RECURSE templates RELATIVE "${root}" CONFIGURE_DEPENDS "${root}/*.tmpl" "${root}/.*.tmpl")
  list(REMOVE_DUPLICATES templates)
  list(SORT templates)
  get_filename_component(folder "${ARG_VIEWS}" DIRECTORY)
  set(header "${folder}/templates.h")
  set(outputs "${CMAKE_BINARY_DIR}/generated/${header}")
  set(inputs)
  foreach(template IN LISTS templates)
    string(REGEX REPLACE "\\.tmpl$" ".cpp" source "${template}")
    list(APPEND outputs "${CMAKE_BINARY_DIR}/generated/${folder}/templates/${source}")
    list(APPEND inputs "${root}/${template}")
  endforeach()
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND tmplc "${ARG_NAMESPACE}" "${ARG_VIEWS}" "${CMAKE_BINARY_DIR}/generated" "${header}" "${ARG_FOLDER}" "${root}" ${templates}
    DEPENDS tmplc ${inputs}
    COMMENT "Compiling the templates of ${ARG_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE ${outputs})
  target_include_directories(${target} PUBLIC "${CMAKE_BINARY_DIR}/generated")
endfunction()

# ingot_embed(TARGET HEADER codegen/targets/x/runtime_files.h NAMESPACE ingot::codegen::x FUNCTION RuntimeFiles
#             FOLDER runtime-lib FILES include/a.hpp src/a.cpp ...)
# `NAMESPACE::FUNCTION()`, declared in HEADER, gives the FILES (named inside FOLDER, seen from the root) sorted by path.
function(ingot_embed target)
  cmake_parse_arguments(ARG "" "HEADER;NAMESPACE;FUNCTION;FOLDER" "FILES" ${ARGN})
  string(REGEX REPLACE "\\.h$" ".cpp" source "${ARG_HEADER}")
  set(root "${CMAKE_SOURCE_DIR}/${ARG_FOLDER}")
  list(SORT ARG_FILES)
  list(TRANSFORM ARG_FILES PREPEND "${root}/" OUTPUT_VARIABLE inputs)
  set(outputs "${CMAKE_BINARY_DIR}/generated/${ARG_HEADER}" "${CMAKE_BINARY_DIR}/generated/${source}")
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND embed "${ARG_NAMESPACE}" "${ARG_FUNCTION}" "${CMAKE_BINARY_DIR}/generated" "${ARG_HEADER}" "${root}" ${ARG_FILES}
    DEPENDS embed ${inputs}
    COMMENT "Embedding the files of ${ARG_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE ${outputs})
  target_include_directories(${target} PUBLIC "${CMAKE_BINARY_DIR}/generated")
endfunction()
