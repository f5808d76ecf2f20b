// The record of what was done, in order; see CrashShim.h for its form.

#include "shim.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int record = -1;

__attribute__((constructor(103))) static void start(void) {
  const char *path = getenv("SVOD_SHIM_RECORD");
  if (path == NULL) return;
  record = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (record < 0) abort();
}

/// A record of five parts, any of them empty, written at once.
static void append(
    char kind, const char *name, const void *number, size_t size, const void *bytes, size_t count,
    int has_bytes) {
  static const char gone[] = " (deleted)";
  uint32_t name_length = (uint32_t)strlen(name), length = (uint32_t)count;
  if (record < 0) return;
  if (name_length >= sizeof gone && strcmp(name + name_length - (sizeof gone - 1), gone) == 0) return;
  int before = errno;
  struct iovec parts[] = {
      {&kind, 1}, {&name_length, 4}, {(void *)name, name_length}, {(void *)number, size},
      {&length, has_bytes ? 4 : 0}, {(void *)bytes, count}};
  ssize_t whole = 5 + (ssize_t)(name_length + size + count) + (has_bytes ? 4 : 0);
  // A record with a hole would be read as something that did not happen.
  if (REAL(writev)(record, parts, 6) != whole) abort();
  errno = before;
}

void shim_record(char kind, const char *name) { append(kind, name, NULL, 0, NULL, 0, 0); }

void shim_record_number(char kind, const char *name, uint64_t number) {
  append(kind, name, &number, 8, NULL, 0, 0);
}

void shim_record_bytes(char kind, const char *name, const void *bytes, size_t count) {
  append(kind, name, NULL, 0, bytes, count, 1);
}

void shim_record_write(const char *name, uint64_t offset, const void *bytes, size_t count) {
  append('W', name, &offset, 8, bytes, count, 1);
}
