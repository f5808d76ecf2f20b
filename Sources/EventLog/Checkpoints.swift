import Digest
import Domain
package import Platform

/// The file `checkpoints`: one line an append, how far the log reached and its hash.
///
/// A copy of a line kept elsewhere proves later that the log was not cut or rewritten.
package struct Checkpoints {
  package let path: String

  package struct Line: Sendable, Equatable {
    package let position: Int64
    package let hash: String

    /// 1-based, in the file.
    package let number: Int
  }

  /// A checkpoints file larger than this is not read.
  package static let sizeMax = 256 << 20

  package init(_ path: String) { self.path = path }

  /// Adds a line and waits until it is on the disk.
  package func add(_ head: EventLog.Head) throws(PlatformError) {
    try Files.append(path, Array("\(head.position) \(head.hash.hex) \(head.recordedAt)\n".utf8))
  }

  /// Takes away a last line that was cut by a crash: what is appended begins a line of its own.
  func dropCutLine() throws(PlatformError) {
    guard Files.exists(path) else { return }
    let bytes = try Files.read(path, sizeMax: Self.sizeMax)
    guard let last = bytes.last, last != 0x0A else { return }
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    try Files.replace(path, with: Array(bytes[..<whole]))
  }

  /// All whole lines; a last line that was cut by a crash is left out.
  package func lines() throws(CheckpointError) -> [Line] {
    let bytes: [UInt8]
    do throws(PlatformError) {
      bytes = Files.exists(path) ? try Files.read(path, sizeMax: Self.sizeMax) : []
    } catch { throw CheckpointError(path: path, line: 0, reason: error.reason) }
    var lines: [Line] = []
    let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for (index, row) in rows.enumerated() {
      let words = row.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard words.count >= 2, let position = Int64(words[0]), position >= 0, words[1].count == 64
      else {
        throw CheckpointError(path: path, line: index + 1, reason: "not a checkpoint")
      }
      lines.append(Line(position: position, hash: words[1], number: index + 1))
    }
    return lines
  }
}

/// A line of a checkpoints file that is none.
package struct CheckpointError: Error, CustomStringConvertible {
  package let path: String
  package let line: Int
  package let reason: String
  package var description: String { "\(path), line \(line): \(reason)" }
}
