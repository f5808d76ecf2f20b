// A library that is loaded before all others (LD_PRELOAD) into a process and stands between it and
// the calls that change files: it counts them, cuts one of them off, and writes down what was done.
//
// All of it is set by the environment, read once when the process starts:
//
// SVOD_SHIM_FOLDER   The folder that is watched, and everything below it. Other files are left alone.
// SVOD_SHIM_TALLY    A file that gets `struct shim_tally`; it is right even when the process is killed.
// SVOD_SHIM_AT       The number of the call that is cut, from 1 on. Absent or 0: none is.
// SVOD_SHIM_CUT      What happens to that call:
//   kill               the process is killed before it
//   tear               half of a write is done, then the process is killed; other calls are done first
//   short              half of a write is done and told as such: a loop has to write the rest
//   eio, enospc        it fails, and only it
//   full               it and every later call that needs room fail with ENOSPC: the disk is full
//   dead               it and every later call fail with EIO: the disk is gone
// SVOD_SHIM_ONLY     Only such calls are counted: one letter of a record's kind, such as S; or P, reads;
//                    or N, memory that SQLite asks for. The last two are not counted otherwise.
// SVOD_SHIM_LIE      sync: a sync does nothing and says that all is well. lock: the same of flock.
// SVOD_SHIM_CLOCK    What the wall clock says, in seconds since 1970; it stands still.
// SVOD_SHIM_RECORD   A file to which a record is appended for each call that changed something.
//
// A record; integers are little-endian, lengths in bytes, paths relative to the watched folder (empty
// for the folder itself):
//
//   u8 kind, u32 length, path, then by kind
//   'W' write         u64 offset, u32 length, bytes (appends with the offset that they came to)
//   'T' truncate      u64 length
//   'S' sync          nothing; of a file, or of a folder when the path is a folder's
//   'F' failed sync   nothing; the path as of 'S'
//   'R' rename        u32 length, the new path
//   'U' unlink        nothing; also for rmdir
//   'C' created file  nothing
//   'M' mkdir         nothing
//   'L' symlink       u32 length, what it points to
//   'A' acknowledged  path empty; u32 length, bytes: a write to standard output
//
// Calls for files that have no name any more are counted and not recorded.

#ifndef CRASH_SHIM_H
#define CRASH_SHIM_H

#include <stdint.h>

/// What a process came to; u64 each, little-endian on every platform that Svod runs on.
struct shim_tally {
  /// Calls below the watched folder.
  uint64_t calls;
  /// Calls that were cut.
  uint64_t cuts;
  /// Bytes written to standard output after the first cut.
  uint64_t acknowledged;
};

#endif
