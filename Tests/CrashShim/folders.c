// Calls that change what a folder lists: files made, renamed, removed, folders and links.

#include "shim.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_or_open(int at, const char *path, int flags, mode_t mode) {
  __typeof__(&openat) real = REAL(openat);
  char name[SHIM_PATH_MAX];
  if ((flags & (O_CREAT | O_TRUNC)) == 0 || !shim_names_path(at, path, name))
    return real(at, path, flags, mode);
  struct stat before;
  int is_there = fstatat(at, path, &before, 0) == 0;
  int makes = !is_there && (flags & O_CREAT) != 0;
  int empties = is_there && (flags & O_TRUNC) != 0 && before.st_size > 0;
  if (!makes && !empties) return real(at, path, flags, mode);
  enum shim_verdict verdict = shim_begin(makes ? 'C' : 'T', makes);
  int file = verdict == shim_fail ? -1 : real(at, path, flags, mode);
  if (file >= 0 && makes) shim_record('C', name);
  if (file >= 0 && empties) shim_record_number('T', name, 0);
  shim_end(verdict);
  return file;
}

/// The mode stands among the arguments only where a file may be made.
#define MODE(flags)                                   \
  mode_t mode = 0;                                    \
  if ((flags) & (O_CREAT | O_TMPFILE)) {              \
    va_list rest;                                     \
    va_start(rest, flags);                            \
    mode = (mode_t)va_arg(rest, int);                 \
    va_end(rest);                                     \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  return make_or_open(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(flags)
  return make_or_open(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat(int at, const char *path, int flags, ...) {
  MODE(flags)
  return make_or_open(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
  MODE(flags)
  return make_or_open(at, path, flags | O_LARGEFILE, mode);
}

int renameat(int from_at, const char *from, int to_at, const char *to) {
  __typeof__(&renameat) real = REAL(renameat);
  char name[SHIM_PATH_MAX], target[SHIM_PATH_MAX];
  if (!shim_names_path(from_at, from, name) || !shim_names_path(to_at, to, target))
    return real(from_at, from, to_at, to);
  enum shim_verdict verdict = shim_begin('R', 1);
  int result = verdict == shim_fail ? -1 : real(from_at, from, to_at, to);
  if (result == 0) {
    size_t length = 0;
    while (target[length] != 0) length++;
    shim_record_bytes('R', name, target, length);
  }
  shim_end(verdict);
  return result;
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int at, const char *path, int flags) {
  __typeof__(&unlinkat) real = REAL(unlinkat);
  char name[SHIM_PATH_MAX];
  struct stat there;
  if (!shim_names_path(at, path, name) || fstatat(at, path, &there, AT_SYMLINK_NOFOLLOW) != 0)
    return real(at, path, flags);
  enum shim_verdict verdict = shim_begin('U', 0);
  int result = verdict == shim_fail ? -1 : real(at, path, flags);
  if (result == 0) shim_record('U', name);
  shim_end(verdict);
  return result;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int at, const char *path, mode_t mode) {
  __typeof__(&mkdirat) real = REAL(mkdirat);
  char name[SHIM_PATH_MAX];
  struct stat there;
  if (!shim_names_path(at, path, name) || fstatat(at, path, &there, AT_SYMLINK_NOFOLLOW) == 0)
    return real(at, path, mode);
  enum shim_verdict verdict = shim_begin('M', 1);
  int result = verdict == shim_fail ? -1 : real(at, path, mode);
  if (result == 0) shim_record('M', name);
  shim_end(verdict);
  return result;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int symlinkat(const char *target, int at, const char *path) {
  __typeof__(&symlinkat) real = REAL(symlinkat);
  char name[SHIM_PATH_MAX];
  if (!shim_names_path(at, path, name)) return real(target, at, path);
  enum shim_verdict verdict = shim_begin('L', 1);
  int result = verdict == shim_fail ? -1 : real(target, at, path);
  if (result == 0) {
    size_t length = 0;
    while (target[length] != 0) length++;
    shim_record_bytes('L', name, target, length);
  }
  shim_end(verdict);
  return result;
}

int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }
