import Glibc

/// A file written and read at given places, in any order.
///
/// It keeps no place of its own: threads may write different parts of it at once.
@safe package final class PositionedFile {
  package let path: String
  private let descriptor: Int32

  /// Makes the file at `path`, or empties the one that is there.
  package init(writing path: String) throws(PlatformError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, Files.mode)
    if descriptor < 0 { throw PlatformError("write", path) }
  }

  /// Makes a file whose name is gone at once: whatever happens, it leaves nothing behind.
  package init(temporary path: String) throws(PlatformError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PlatformError("write", path) }
    guard unsafe unlink(path) == 0 else { throw PlatformError("remove", path) }
  }

  deinit { close(descriptor) }

  /// Writes all of `bytes` from the byte `offset` on.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(PlatformError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, offset + done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PlatformError("write", path) }
      done += count
    }
  }

  /// Fills `target` from the byte `offset` on; a file that ends before is an error.
  package func read(
    into target: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(PlatformError) {
    var done = 0
    while done < target.count {
      let count = unsafe pread(
        descriptor, target.baseAddress?.advanced(by: done), target.count - done, offset + done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PlatformError("read", path, code: count == 0 ? EIO : errno) }
      done += count
    }
  }

  /// Waits until everything written is on the disk.
  package func sync() throws(PlatformError) {
    guard fsync(descriptor) == 0 else { throw PlatformError("sync", path) }
  }
}
