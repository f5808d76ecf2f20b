// What the wrappers share: whether a path is watched, what is to become of a call, and the record.

#ifndef SHIM_H
#define SHIM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The function of this name that would be called without the shim.
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/// Longest path that is watched.
#define SHIM_PATH_MAX 4096

enum shim_verdict { shim_go, shim_fail, shim_half, shim_half_and_kill };

/// Whether a path, or an open file, is watched; its name from the watched folder is put into `name`.
int shim_names_path(int folder, const char *path, char *name);
int shim_names_file(int descriptor, char *name);

/// Counts a call and says what is to become of it; does not come back when the process is killed.
/// From here to `shim_end` no other thread gets in between, so that the record has the calls' order.
/// With `shim_fail` errno is set.
enum shim_verdict shim_begin(char kind, int needs_room);

/// The call is over. Keeps errno.
void shim_end(enum shim_verdict verdict);

/// Whether calls of this kind alone are counted.
int shim_counts_only(char kind);

int shim_lies_about(const char *what);

/// Something was said on standard output.
void shim_acknowledged(const void *bytes, size_t count);

/// Appends one record, between `shim_begin` and `shim_end`.
void shim_record(char kind, const char *name);
void shim_record_number(char kind, const char *name, uint64_t number);
void shim_record_bytes(char kind, const char *name, const void *bytes, size_t count);
void shim_record_write(const char *name, uint64_t offset, const void *bytes, size_t count);

#endif
