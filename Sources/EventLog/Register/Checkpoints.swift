package import Platform

/// The file `checkpoints`: one line an append, how far the log reached and its hash, and one line a
/// table that was built whole.
///
/// A copy of a line kept elsewhere proves later that nothing before it was cut or rewritten.
package struct Checkpoints: Sendable {
  package let path: String

  /// A checkpoints file larger than this is not read.
  package static let sizeMax = 256 << 20

  /// The last lines are looked for in this much first.
  private static let tailSize = 16 << 10

  package init(_ path: String) { self.path = path }

  /// Adds the line of an append and waits until it is on the disk.
  package func add(_ append: CheckpointLine.Append) throws(PlatformError) { try add([append.text]) }

  /// Adds the lines of tables that are about to be published.
  package func add(_ tables: [CheckpointLine.Table]) throws(PlatformError) {
    if !tables.isEmpty { try add(tables.map(\.text)) }
  }

  /// Each line is on the disk before the next one begins: a power loss can tear the last one only.
  private func add(_ texts: [String]) throws(PlatformError) {
    var previous = try tail().last?.bytes
    for text in texts {
      let line = Array("\(text) \(CheckpointLine.seal(text.utf8, after: previous))".utf8)
      try Files.append(path, line + [0x0A])
      previous = line
    }
  }

  /// The line of the last append: looked for from the end, further back as long as it is not there.
  package func lastAppend() throws(PlatformError) -> CheckpointLine.Append? {
    guard Files.exists(path) else { return nil }
    var size = Self.tailSize
    while size <= Self.sizeMax {
      let (bytes, isWhole) = try Files.tail(path, size)
      for line in Self.slices(of: bytes).dropFirst(isWhole ? 0 : 1).reversed()
      where !line.starts(with: "table ".utf8) {
        if let append = CheckpointLine(Array(line), number: 0).append { return append }
      }
      if isWhole { return nil }
      size *= 8
    }
    return try all().last { $0.append != nil }?.append
  }

  /// The last whole lines; their numbers are not those of the file.
  private func tail() throws(PlatformError) -> [CheckpointLine] {
    guard Files.exists(path) else { return [] }
    let (bytes, isWhole) = try Files.tail(path, Self.tailSize)
    return Array(Self.lines(of: bytes).dropFirst(isWhole ? 0 : 1))
  }

  /// Takes away a last line that a crash cut or tore: what is appended begins a line of its own.
  func dropCutLine() throws(PlatformError) {
    guard Files.exists(path) else { return }
    let tail = try Files.tail(path, Self.tailSize).bytes
    if Self.whole(tail).count == tail.count { return }
    let bytes = try Files.read(path, sizeMax: Self.sizeMax)
    try Files.replace(path, with: Array(Self.whole(bytes)))
  }

  /// The appends, oldest first.
  package func lines() throws(PlatformError) -> [CheckpointLine.Append] {
    try all().compactMap(\.append)
  }

  /// All whole lines, what they are or not; a last line that a crash cut or tore is left out.
  package func all() throws(PlatformError) -> [CheckpointLine] {
    Files.exists(path) ? Self.lines(of: try Files.read(path, sizeMax: Self.sizeMax)) : []
  }

  /// The whole lines of a file's bytes.
  package static func lines(of bytes: [UInt8]) -> [CheckpointLine] {
    slices(of: bytes).enumerated().map { CheckpointLine(Array($1), number: $0 + 1) }
  }

  private static func slices(of bytes: [UInt8]) -> ArraySlice<ArraySlice<UInt8>> {
    whole(bytes).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
  }

  /// Without a last line that lacks its line feed, or whose beginning lay in a sector that a power
  /// loss kept from the disk, which then reads as zeros.
  ///
  /// A line that somebody changed is neither: it stays, and is found.
  private static func whole(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let ended = bytes[..<(bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)]
    let start = ended.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return ended[start...].first == 0 ? ended[..<start] : ended
  }
}
