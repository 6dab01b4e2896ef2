#include "store/postgres/libpq.hpp"

#include <dlfcn.h>

#include <stdexcept>
#include <string>

namespace ingot::rt::store::postgres {
namespace {

void* openLibrary() {
  if (void* library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL)) return library;
  throw std::runtime_error("a postgresql:// URL needs the library libpq.so.5 (Debian: libpq5): " +
                           std::string(::dlerror()));
}

template <typename F>
F symbol(void* library, const char* name) {
  if (void* found = ::dlsym(library, name)) return reinterpret_cast<F>(found);
  throw std::runtime_error("the libpq.so.5 of this system has no " + std::string(name) +
                           ": version 14 or later is needed");
}

// It stays until the process ends.
Libpq load() {
  void* const library = openLibrary();
  Libpq functions;
#define INGOT_LIBPQ(name) functions.name = symbol<decltype(functions.name)>(library, #name);
#include "store/postgres/libpq.def"
#undef INGOT_LIBPQ
  return functions;
}

}  // namespace

const Libpq& libpq() {
  static const Libpq functions = load();
  return functions;
}

}  // namespace ingot::rt::store::postgres
