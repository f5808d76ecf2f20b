// Reads, which are counted where nothing else is.

#include "shim.h"

#include <unistd.h>

static ssize_t take(int file, void *bytes, size_t count, off_t offset) {
  __typeof__(&read) real_read = REAL(read);
  __typeof__(&pread) real_pread = REAL(pread);
  char name[SHIM_PATH_MAX];
  if (!shim_counts_only('P') || !shim_names_file(file, name))
    return offset < 0 ? real_read(file, bytes, count) : real_pread(file, bytes, count, offset);
  enum shim_verdict verdict = shim_begin('P', 0);
  size_t some = verdict == shim_half && count > 1 ? count / 2 : count;
  ssize_t done = -1;
  if (verdict != shim_fail)
    done = offset < 0 ? real_read(file, bytes, some) : real_pread(file, bytes, some, offset);
  shim_end(verdict);
  return done;
}

ssize_t read(int file, void *bytes, size_t count) { return take(file, bytes, count, -1); }

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  return take(file, bytes, count, offset);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  return take(file, bytes, count, offset);
}
