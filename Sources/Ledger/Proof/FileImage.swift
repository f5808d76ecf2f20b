import Domain
import Platform
import SQLite

/// The bytes of the file that a connection has open.
///
/// They are read through the connection: to open the file beside it, and to close it again, would give up
/// the locks that SQLite holds.
struct FileImage {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Whether they are those of a file that nobody changes; false when changes lie in a write-ahead log.
  func isSame(as path: String) -> Bool {
    guard connection.hasWholeFile, case .file(let size)? = try? Files.kind(path),
      connection.fileSize == size
    else { return false }
    var offset = 0
    var isSame = true
    var piece: [UInt8] = []
    do {
      try Files.forEachPiece(path) { bytes in
        guard isSame else { return }
        isSame =
          connection.readFile(at: offset, bytes.count, into: &piece)
          && piece.borrowed { $0 == bytes }
        offset += bytes.count
      }
    } catch { return false }
    return isSame && offset == size
  }
}
