# ingot_tree_hash(RESULT FOLDER): one hash over the names and contents of the files that a runtime library is built from.
function(ingot_tree_hash result folder)
  file(GLOB_RECURSE files RELATIVE "${folder}" "${folder}/include/*" "${folder}/src/*" "${folder}/testing/*")
  list(SORT files)
  set(text "")
  foreach(file IN LISTS files)
    file(SHA256 "${folder}/${file}" hash)
    string(APPEND text "${hash} ${file}\n")
  endforeach()
  string(SHA256 hash "${text}")
  set(${result} "${hash}" PARENT_SCOPE)
endfunction()

# ingot_runtime_identity(RESULT FOLDER): what two builds of the runtime must share to be one and the same.
function(ingot_runtime_identity result folder)
  ingot_tree_hash(hash "${folder}")
  set(${result} "${hash} ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_BUILD_TYPE} [${CMAKE_CXX_FLAGS}]" PARENT_SCOPE)
endfunction()
