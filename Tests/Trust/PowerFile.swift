import TestKit

/// A file's bytes: those that are on the disk, and what was done to them since.
struct PowerFile: Sendable {
  enum Change: Sendable {
    case write(at: Int, ArraySlice<UInt8>)
    case truncate(to: Int)
  }

  /// A disk writes so many bytes at once, or none of them.
  static let sector = 512

  private(set) var synced: [UInt8]
  var pending: [Change] = []

  init(synced: [UInt8]) { self.synced = synced }

  mutating func sync() {
    for change in pending { Self.apply(change, to: &synced) }
    pending = []
  }

  private static func apply(_ change: Change, to bytes: inout [UInt8]) {
    switch change {
    case .write(let offset, let some):
      let end = offset + some.count
      if bytes.count < end { bytes += Array(repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(offset..<end, with: some)
    case .truncate(let size):
      if bytes.count > size {
        bytes.removeLast(bytes.count - size)
      } else {
        bytes += Array(repeating: 0, count: size - bytes.count)
      }
    }
  }

  /// The bytes after a power loss: any sectors of what was not synced, and any of the sizes between.
  ///
  /// What follows a truncation that did not reach the disk did not either.
  func bytes(after random: inout SeededRandom) -> [UInt8] {
    var bytes = synced
    if pending.isEmpty { return bytes }
    // Some losses take all or nothing, others hardly anything.
    let odds = [0, 1, 2, 8, 64].randomElement(using: &random) ?? 2
    func arrives() -> Bool {
      switch odds {
      case 0: false
      case 1: true
      case 2: random.once(in: 2)
      default: !random.once(in: odds)
      }
    }
    var size = bytes.count
    for change in pending {
      switch change {
      case .truncate(let new):
        guard arrives() else { return Array(bytes.prefix(max(size, 0))) }
        Self.apply(change, to: &bytes)
        size = new
      case .write(let offset, let some):
        for start in Self.starts(offset, some.count) where arrives() {
          let end = min((start / Self.sector + 1) * Self.sector, offset + some.count)
          let from = some.startIndex + start - offset
          Self.apply(.write(at: start, some[from..<from + end - start]), to: &bytes)
          // The new size may come without the bytes, the bytes not without the size.
          if arrives() { size = max(size, end) }
        }
        if odds != 0, random.once(in: 4) { size = max(size, offset + some.count) }
      }
    }
    Self.apply(.truncate(to: size), to: &bytes)
    return bytes
  }

  /// Where the pieces of a write begin that reach the disk one by one.
  private static func starts(_ offset: Int, _ count: Int) -> [Int] {
    let next = (offset / sector + 1) * sector
    return [offset] + Array(stride(from: next, to: offset + count, by: sector))
  }
}
