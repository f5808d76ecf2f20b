import Glibc
package import Domain

extension Files {
  /// Files are read in pieces of this size where they may be large.
  private static let pieceSize = 1 << 20

  /// Calls `body` with a file's bytes, piece by piece.
  package static func forEachPiece(_ path: String, _ body: (Bytes) throws -> Void) throws {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw PlatformError("read", path) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw PlatformError("read", path) }
      if count == 0 { return }
      try buffer.borrowed { (bytes) throws in try body(bytes.prefix(count)) }
    }
  }

  /// Copies a file to a name that nobody has, and waits until it is on the disk.
  package static func copy(_ path: String, to target: String) throws {
    let file = try BufferedFile(writing: target)
    try forEachPiece(path) { try file.write($0) }
    try file.flush()
    try sync(target)
  }

  /// The path with links followed and dots taken out, or as it is where nothing is there.
  package static func resolved(_ path: String) -> String {
    guard let text = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }
}
