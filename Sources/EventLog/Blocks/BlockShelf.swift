import Domain

/// Reads single events here and there: the blocks that they lie in are unpacked once and kept as long
/// as there is room.
package final class BlockShelf {
  private let log: EventLog
  private let reader = BlockReader()
  private var blocks: [Int64: Block] = [:]
  private var size = 0

  /// Bytes of unpacked blocks that are kept; the block at hand is kept in any case.
  private let sizeMax: Int

  private struct Block {
    let header: BlockHeader
    let bytes: [UInt8]
  }

  package init(_ log: EventLog, sizeMax: Int = 48 << 20) {
    self.log = log
    self.sizeMax = sizeMax
  }

  /// Calls `body` with the events at `positions`, which ascend.
  package func forEachEvent(
    at positions: [Int64], _ body: (EventView) throws -> Void
  ) throws {
    var index = 0
    while index < positions.count {
      let block = try block(of: positions[index])
      var wanted: [Int64] = []
      while index < positions.count, positions[index] <= block.header.lastPosition {
        wanted.append(positions[index])
        index += 1
      }
      try block.bytes.borrowed { (bytes) throws in
        var next = 0
        try reader.forEachEvent(
          block.header, bytes, from: wanted[0], through: wanted[wanted.count - 1]
        ) { event in
          guard next < wanted.count, event.position == wanted[next] else { return }
          next += 1
          try body(event)
        }
      }
    }
  }

  private func block(of position: Int64) throws -> Block {
    guard let first = try log.blockStart(of: position) else {
      throw EventLogError.absent(position)
    }
    if let known = blocks[first], position <= known.header.lastPosition { return known }
    var found: Block?
    try log.forEachBlock(after: first - 1, through: first) { header, bytes in
      found = Block(header: header, bytes: bytes.array)
    }
    guard let found, position <= found.header.lastPosition else {
      throw EventLogError.absent(position)
    }
    if size + found.bytes.count > sizeMax {
      blocks.removeAll()
      size = 0
    }
    blocks[first] = found
    size += found.bytes.count
    return found
  }
}
