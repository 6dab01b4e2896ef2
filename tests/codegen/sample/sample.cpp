#include "tests/codegen/sample/sample_files.h"
#include "tests/codegen/sample/templates.h"
