#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

// sqlite3_db_config is variadic, which Swift cannot call.
static inline int svod_sqlite3_db_config_flag(sqlite3 *db, int option, int on) {
  return sqlite3_db_config(db, option, on, (int *)0);
}

// Bytes of the write-ahead log beside a database; 0 when there is none.
static inline long long svod_wal_size(const char *database) {
  char path[4096];
  struct stat status;
  int length = snprintf(path, sizeof path, "%s-wal", database);
  if (length < 0 || length >= (int)sizeof path || stat(path, &status) != 0) return 0;
  return status.st_size;
}

// Whether a file lies on a disk that nobody can write: 1 or 0.
static inline int svod_is_on_read_only_disk(const char *path) {
  struct statvfs status;
  return statvfs(path, &status) == 0 && (status.f_flag & ST_RDONLY) != 0;
}

// The system's error of the last call for the file that failed, 0 when none did. SQLite calls a page
// that the disk did not give damaged, and tells why only here; of the write-ahead log it does not.
static inline int svod_disk_errno(sqlite3 *db) {
  int code = 0;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &code);
  return code == EIO || errno == EIO ? EIO : 0;
}
