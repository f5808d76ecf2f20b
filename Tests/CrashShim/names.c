// Which files are watched. Names are asked of the kernel at every call: files are renamed while open.

#include "shim.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// The watched folder, links followed; empty when nothing is watched.
static char folder[SHIM_PATH_MAX];
static size_t folder_length;

__attribute__((constructor(101))) static void start(void) {
  const char *given = getenv("SVOD_SHIM_FOLDER");
  if (given == NULL || realpath(given, folder) == NULL) folder[0] = 0;
  folder_length = strlen(folder);
}

static int is_below(const char *path, char *name) {
  if (folder_length == 0 || strncmp(path, folder, folder_length) != 0) return 0;
  if (path[folder_length] != 0 && path[folder_length] != '/') return 0;
  const char *rest = path + folder_length;
  strcpy(name, rest[0] == '/' ? rest + 1 : rest);
  return 1;
}

int shim_names_file(int descriptor, char *name) {
  if (folder_length == 0) return 0;
  char link[64], path[SHIM_PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_below(path, name);
}

int shim_names_path(int at, const char *path, char *name) {
  if (folder_length == 0 || path == NULL || strlen(path) >= SHIM_PATH_MAX / 2) return 0;
  // The last part is taken as it is: it may be a link, or not be there yet.
  char start[SHIM_PATH_MAX] = "", parent[SHIM_PATH_MAX], whole[2 * SHIM_PATH_MAX];
  if (path[0] != '/' && at != AT_FDCWD) snprintf(start, sizeof start, "/proc/self/fd/%d/", at);
  const char *slash = strrchr(path, '/');
  int above = slash == NULL ? 0 : (int)(slash - path) + 1;
  snprintf(start + strlen(start), SHIM_PATH_MAX / 2, "%.*s", above, path);
  if (realpath(start[0] == 0 ? "." : start, parent) == NULL) return 0;
  const char *last = slash == NULL ? path : slash + 1;
  const char *between = last[0] == 0 || strcmp(parent, "/") == 0 ? "" : "/";
  snprintf(whole, sizeof whole, "%s%s%s", parent, between, last);
  if (strlen(whole) >= SHIM_PATH_MAX) return 0;
  return is_below(whole, name);
}
