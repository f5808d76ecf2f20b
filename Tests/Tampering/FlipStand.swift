import Glibc
import Platform

/// A book on the disk of which one bit at a time is turned, looked at and turned back.
///
/// To write a whole book for every bit takes longer than to look at it. So that no flip is judged by
/// what the one before left there, the files have to be what they were, all of them, after each.
final class FlipStand {
  let path: String
  let book: SampleBook
  private let bench: Bench
  private var buffer: [UInt8]

  init(_ book: SampleBook) throws {
    self.book = book
    bench = try Bench()
    path = bench.path + "/book"
    try book.write(to: path)
    buffer = Array(
      repeating: 0, count: 1 + (book.files.keys.map { book.bytes($0).count }.max() ?? 0))
  }

  /// Calls `body` while the bit is turned; what it opens it has to close.
  func turn<Result>(_ flip: Flip, _ body: () throws -> Result) throws -> Result {
    let byte = book.bytes(flip.file)[flip.byte]
    try write(byte ^ flip.mask, flip)
    let result = try body()
    try write(byte, flip)
    try putRight()
    return result
  }

  /// A copy of the book as it is now, at a path where there is nothing.
  func copy(_ flip: Flip, to copy: String) throws {
    var bytes = book.bytes(flip.file)
    bytes[flip.byte] ^= flip.mask
    try book.write(to: copy, changed: [flip.file: bytes])
  }

  private func write(_ byte: UInt8, _ flip: Flip) throws {
    let file = open(path + "/" + flip.file, O_WRONLY)
    defer { close(file) }
    guard pwrite(file, [byte], 1, flip.byte) == 1 else { throw Fault("\(flip) cannot be written") }
  }

  /// Removes what readers left beside the book's files, and looks whether those are what they were.
  private func putRight() throws {
    for folder in ["", "read/"] {
      for name in try Files.names(in: path + "/" + folder) {
        let inside = folder + name
        if book.files[inside] == nil, ["-shm", "-wal", ".lock"].contains(where: name.hasSuffix) {
          try Files.remove(path + "/" + inside)
        } else if !isAsItWas(inside) {
          throw Fault("\(inside) is not what it was before the flip")
        }
      }
    }
    for name in book.files.keys where !Files.exists(path + "/" + name) {
      throw Fault("\(name) is gone after the flip")
    }
  }

  private func isAsItWas(_ name: String) -> Bool {
    switch book.files[name] {
    case .link(let target): return Files.target(of: path + "/" + name) == target
    case .bytes(let bytes):
      let file = open(path + "/" + name, O_RDONLY)
      defer { close(file) }
      return read(file, &buffer, buffer.count) == bytes.count
        && memcmp(buffer, bytes, bytes.count) == 0
    // The folder of the tables.
    case nil: return name == "read"
    }
  }

  /// Who looked at the book changed it: nothing that is judged after that means anything.
  struct Fault: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
