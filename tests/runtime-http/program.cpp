// A whole service of the hand-made application, as an emitted main would be.
#include "fake-app.hpp"

int main(int argc, char** argv) { return ingot::rt::run(ingot::rt::test::fakeApplication(), argc, argv); }
