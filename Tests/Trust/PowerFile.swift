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

  /// What a refused sync left: any of it may be on the disk, and it stays so.
  private var refused: [Change] = []

  /// What was synced after that, and lies over it.
  private var later: [Change] = []

  init(synced: [UInt8]) { self.synced = synced }

  mutating func sync() {
    if refused.isEmpty {
      for change in pending { Self.apply(change, to: &synced) }
    } else {
      later += pending
    }
    pending = []
  }

  mutating func refuse() {
    refused += later + pending
    later = []
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
    Self.lose(refused, of: &bytes, &random)
    for change in later { Self.apply(change, to: &bytes) }
    Self.lose(pending, of: &bytes, &random)
    return bytes
  }

  /// Makes some of the changes.
  private static func lose(
    _ changes: [Change], of bytes: inout [UInt8], _ random: inout SeededRandom
  ) {
    if changes.isEmpty { return }
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
    for change in changes {
      switch change {
      case .truncate(let new):
        guard arrives() else {
          apply(.truncate(to: size), to: &bytes)
          return
        }
        apply(change, to: &bytes)
        size = new
      case .write(let offset, let some):
        for start in starts(offset, some.count) where arrives() {
          let end = min((start / sector + 1) * sector, offset + some.count)
          let from = some.startIndex + start - offset
          apply(.write(at: start, some[from..<from + end - start]), to: &bytes)
          // The new size may come without the bytes, the bytes not without the size.
          if arrives() { size = max(size, end) }
        }
        if odds != 0, random.once(in: 4) { size = max(size, offset + some.count) }
      }
    }
    apply(.truncate(to: size), to: &bytes)
  }

  /// Where the pieces of a write begin that reach the disk one by one.
  private static func starts(_ offset: Int, _ count: Int) -> [Int] {
    let next = (offset / sector + 1) * sector
    return [offset] + Array(stride(from: next, to: offset + count, by: sector))
  }
}
