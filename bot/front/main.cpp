// ingot-front FOLDER: the process beside one deployed application. A deployer starts it.
#include <cstdio>

#include "bot/front/front.h"

auto main(int count, char** words) -> int {
  if (count != 2) {
    std::fprintf(stderr,
                 "usage: ingot-front FOLDER\nThe bot starts it for each application that it deploys.\n");
    return 2;
  }
  return ingot::bot::front::RunFront(words[1]);
}
