// Writes and truncations of open files.

#include "shim.h"

#include <sys/uio.h>
#include <unistd.h>

/// Writes at `offset`, or where the file stands when it is negative.
static ssize_t put(int file, const void *bytes, size_t count, off_t offset) {
  __typeof__(&write) real_write = REAL(write);
  __typeof__(&pwrite) real_pwrite = REAL(pwrite);
  char name[SHIM_PATH_MAX];
  if (!shim_names_file(file, name)) {
    ssize_t done = offset < 0 ? real_write(file, bytes, count)
                              : real_pwrite(file, bytes, count, offset);
    if (file == STDOUT_FILENO && done > 0) shim_acknowledged(bytes, (size_t)done);
    return done;
  }
  enum shim_verdict verdict = shim_begin('W', 1);
  ssize_t done = -1;
  if (verdict != shim_fail) {
    size_t some = verdict == shim_go || count < 2 ? count : count / 2;
    done = offset < 0 ? real_write(file, bytes, some) : real_pwrite(file, bytes, some, offset);
    if (done > 0) {
      off_t start = offset < 0 ? lseek(file, 0, SEEK_CUR) - done : offset;
      shim_record_write(name, (uint64_t)start, bytes, (size_t)done);
    }
  }
  shim_end(verdict);
  return done;
}

ssize_t write(int file, const void *bytes, size_t count) { return put(file, bytes, count, -1); }

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  return put(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  return put(file, bytes, count, offset);
}

/// The first part that is not empty alone: whoever writes has to go on with the rest.
static ssize_t put_parts(int file, const struct iovec *parts, int count, off_t offset) {
  for (int index = 0; index < count; index++)
    if (parts[index].iov_len > 0)
      return put(file, parts[index].iov_base, parts[index].iov_len, offset);
  return 0;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  return put_parts(file, parts, count, -1);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
  return put_parts(file, parts, count, offset);
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) {
  return put_parts(file, parts, count, offset);
}

int ftruncate(int file, off_t length) {
  __typeof__(&ftruncate) real = REAL(ftruncate);
  char name[SHIM_PATH_MAX];
  if (!shim_names_file(file, name)) return real(file, length);
  enum shim_verdict verdict = shim_begin('T', 0);
  int result = verdict == shim_fail ? -1 : real(file, length);
  if (result == 0) shim_record_number('T', name, (uint64_t)length);
  shim_end(verdict);
  return result;
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int truncate(const char *path, off_t length) {
  __typeof__(&truncate) real = REAL(truncate);
  char name[SHIM_PATH_MAX];
  if (!shim_names_path(-100 /* AT_FDCWD */, path, name)) return real(path, length);
  enum shim_verdict verdict = shim_begin('T', 0);
  int result = verdict == shim_fail ? -1 : real(path, length);
  if (result == 0) shim_record_number('T', name, (uint64_t)length);
  shim_end(verdict);
  return result;
}

int truncate64(const char *path, off64_t length) { return truncate(path, length); }
