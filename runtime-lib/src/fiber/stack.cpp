#include "fiber/stack.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <vector>

#include "fiber/sanitizers.hpp"

namespace ingot::rt::fiber {
namespace {

std::size_t pageSize() {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

}  // namespace

Stack::Stack(std::size_t bytes) {
  const std::size_t page = pageSize();
  size_ = (bytes + page - 1) / page * page;
  void* mapping = ::mmap(nullptr, size_ + page, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (mapping == MAP_FAILED) throw std::bad_alloc();
  if (::mprotect(mapping, page, PROT_NONE) != 0) {
    ::munmap(mapping, size_ + page);
    throw std::bad_alloc();
  }
  mapping_ = mapping;
  bottom_ = static_cast<char*>(mapping) + page;
}

Stack::~Stack() {
#if defined(INGOT_ASAN)
  // What comes to lie here next, such as a file that SQLite maps, is no frame of a fiber.
  __asan_unpoison_memory_region(bottom_, size_);
#endif
  ::munmap(mapping_, size_ + pageSize());
}

std::size_t Stack::resident() const {
  std::vector<unsigned char> pages(size_ / pageSize());
  if (::mincore(bottom_, size_, pages.data()) != 0) return 0;
  std::size_t count = 0;
  for (const unsigned char page : pages) count += page & 1;
  return count * pageSize();
}

}  // namespace ingot::rt::fiber
