// The program. Made by Ingot; changes belong in the definition.
#include "application.hpp"

int main(int argc, char** argv) {
  return ingot::rt::run(app::application(), argc, argv);
}
