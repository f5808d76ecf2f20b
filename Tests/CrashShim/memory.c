// The memory that SQLite asks for, which is counted where nothing else is.

#include "shim.h"

#include <sqlite3.h>

static sqlite3_mem_methods given;

static int is_refused(void) {
  enum shim_verdict verdict = shim_begin('N', 0);
  shim_end(verdict);
  return verdict == shim_fail;
}

static void *get(int size) { return is_refused() ? NULL : given.xMalloc(size); }

static void *get_more(void *memory, int size) {
  return is_refused() ? NULL : given.xRealloc(memory, size);
}

__attribute__((constructor(105))) static void start(void) {
  if (!shim_counts_only('N')) return;
  // Processes that do without SQLite are left alone.
  __typeof__(&sqlite3_config) configure = dlsym(RTLD_DEFAULT, "sqlite3_config");
  if (configure == NULL || configure(SQLITE_CONFIG_GETMALLOC, &given) != SQLITE_OK) return;
  sqlite3_mem_methods own = given;
  own.xMalloc = get;
  own.xRealloc = get_more;
  configure(SQLITE_CONFIG_MALLOC, &own);
}
