import Glibc

/// A file read or written from its start to its end in large pieces.
package final class BufferedFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0

  private static let pieceSize = 1 << 18

  package init(reading path: String) throws(PlatformError) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw PlatformError("read", path) }
  }

  package init(writing path: String) throws(PlatformError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw PlatformError("write", path) }
  }

  deinit { close(descriptor) }

  /// Puts the next `count` bytes into `target`; false at the end of the file.
  package func read(_ count: Int, into target: inout [UInt8]) throws(PlatformError) -> Bool {
    while buffer.count - start < count {
      buffer.removeSubrange(0..<start)
      start = 0
      let size = buffer.count
      let wanted = max(Self.pieceSize, count - size)
      buffer += [UInt8](repeating: 0, count: wanted)
      let got = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress?.advanced(by: size), wanted)
      }
      let code = errno
      buffer.removeSubrange((size + max(0, got))...)
      if got < 0, code != EINTR { throw PlatformError("read", path, code: code) }
      if got == 0 { return false }
    }
    target.removeAll(keepingCapacity: true)
    target += buffer[start..<start + count]
    start += count
    return true
  }

  package func write(_ bytes: ArraySlice<UInt8>) throws(PlatformError) {
    buffer += bytes
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes what is left.
  package func flush() throws(PlatformError) {
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
