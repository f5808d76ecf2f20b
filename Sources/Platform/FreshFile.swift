import Glibc

/// A file that was not there before, written from its start to its end in large pieces.
package final class FreshFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  private static let pieceSize = 1 << 18

  /// Makes the file; a link that lies in its place is not followed.
  package init(_ path: String) throws(PlatformError) {
    self.path = path
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    descriptor = unsafe open(path, flags, Files.mode)
    if descriptor < 0 { throw PlatformError("make", path) }
  }

  deinit { close(descriptor) }

  package func write(_ text: String) throws(PlatformError) {
    buffer += Array(text.utf8)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes what is left and waits until all of it is on the disk.
  package func finish() throws(PlatformError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw PlatformError("sync", path) }
  }

  private func flush() throws(PlatformError) {
    var done = 0
    while done < buffer.count {
      let count = unsafe buffer.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PlatformError("write", path) }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
