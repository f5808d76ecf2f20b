#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

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

// Whether the two versions in the file's header, of who may write and who may read it, are those of
// SQLite: 1 or 0. A file for writers of the future is read-only, and only a writer would notice.
static inline int svod_has_known_versions(sqlite3 *db) {
  sqlite3_file *file = 0;
  unsigned char versions[2] = {0, 0};
  if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return 1;
  if (!file || !file->pMethods) return 1;
  if (file->pMethods->xRead(file, versions, 2, 18) != SQLITE_OK) return 1;
  return versions[0] - 1u < 2 && versions[1] - 1u < 2;
}

// Makes an empty file where there is none: SQLite, which would make it for its owner and readers alone,
// takes it for a new database. What SQLite puts beside a database gets that one's rights.
static inline void svod_make_file(const char *path) {
  int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (file >= 0) close(file);
}

// The size of the file that a connection has open, -1 when it cannot be told.
static inline long long svod_file_size(sqlite3 *db) {
  sqlite3_file *file = 0;
  sqlite3_int64 size = 0;
  if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return -1;
  if (!file || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK) return -1;
  return size;
}

// Reads bytes of that file as they are on the disk: 1 or 0.
static inline int svod_read_file(sqlite3 *db, void *target, int count, long long offset) {
  sqlite3_file *file = 0;
  if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return 0;
  if (!file || !file->pMethods) return 0;
  return file->pMethods->xRead(file, target, count, offset) == SQLITE_OK;
}
