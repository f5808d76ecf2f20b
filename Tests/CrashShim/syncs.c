// Syncs, and the lock of a file.

#include "shim.h"

#include <sys/file.h>
#include <unistd.h>

static int settle(int file, int (*real)(int)) {
  char name[SHIM_PATH_MAX];
  if (!shim_names_file(file, name)) return real(file);
  if (shim_lies_about("sync")) return 0;
  enum shim_verdict verdict = shim_begin('S', 0);
  int result = verdict == shim_fail ? -1 : real(file);
  if (result == 0) shim_record('S', name);
  if (verdict == shim_fail) shim_record('F', name);
  shim_end(verdict);
  return result;
}

int fsync(int file) { return settle(file, REAL(fsync)); }

int fdatasync(int file) { return settle(file, REAL(fdatasync)); }

int flock(int file, int operation) {
  char name[SHIM_PATH_MAX];
  if (shim_lies_about("lock") && shim_names_file(file, name)) return 0;
  return REAL(flock)(file, operation);
}
