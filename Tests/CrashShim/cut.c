// Which call is cut, and how.

#include "CrashShim.h"
#include "shim.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct shim_tally own;
static struct shim_tally *tally = &own;
static uint64_t at;
static const char *cut = "";
static char only;
static const char *lie = "";

/// Calls one after the other, so that numbers and records have an order.
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor(102))) static void start(void) {
  const char *value = getenv("SVOD_SHIM_AT");
  if (value != NULL) at = strtoull(value, NULL, 10);
  if ((value = getenv("SVOD_SHIM_CUT")) != NULL) cut = value;
  if ((value = getenv("SVOD_SHIM_ONLY")) != NULL) only = value[0];
  if ((value = getenv("SVOD_SHIM_LIE")) != NULL) lie = value;
  if ((value = getenv("SVOD_SHIM_TALLY")) == NULL) return;
  // Memory that is shared with the file outlives a killed process.
  int file = REAL(open)(value, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (REAL(ftruncate)(file, sizeof own) == 0) {
    void *memory = mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) tally = memory;
  }
  close(file);
  memset(tally, 0, sizeof own);
}

static void end_process(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static enum shim_verdict fail(int code) {
  tally->cuts += 1;
  errno = code;
  return shim_fail;
}

enum shim_verdict shim_begin(char kind, int needs_room) {
  pthread_mutex_lock(&turn);
  if (only != 0 && kind != only) return shim_go;
  tally->calls += 1;
  if (at == 0 || tally->calls < at) return shim_go;
  if (strcmp(cut, "dead") == 0) return fail(EIO);
  if (strcmp(cut, "full") == 0) return needs_room ? fail(ENOSPC) : shim_go;
  if (tally->calls > at) return shim_go;
  if (strcmp(cut, "eio") == 0) return fail(EIO);
  if (strcmp(cut, "enospc") == 0) return fail(ENOSPC);
  tally->cuts += 1;
  if (strcmp(cut, "short") == 0) return shim_half;
  if (strcmp(cut, "tear") == 0) return shim_half_and_kill;
  end_process();
  return shim_go;
}

void shim_end(enum shim_verdict verdict) {
  if (verdict == shim_half_and_kill) end_process();
  pthread_mutex_unlock(&turn);
}

int shim_counts_only(char kind) { return only == kind; }

int shim_lies_about(const char *what) { return strcmp(lie, what) == 0; }

void shim_acknowledged(const void *bytes, size_t count) {
  pthread_mutex_lock(&turn);
  if (tally->cuts > 0) tally->acknowledged += count;
  shim_record_bytes('A', "", bytes, count);
  pthread_mutex_unlock(&turn);
}
