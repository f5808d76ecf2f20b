import Domain
import Platform

extension EventLog {
  /// Blocks that are decompressed and wait to be taken.
  private static let blocksAhead = 4

  /// Like `forEachBlock`, with the reading on a thread of its own: the next blocks are decompressed and
  /// checked while `body` takes one, and no more of them than it keeps up with.
  func forEachBlockAhead(
    after start: Int64, through end: Int64, of kinds: Set<StreamKind>?,
    _ body: (BlockHeader, Bytes) throws -> Void
  ) throws {
    let blocks = Handover<(header: BlockHeader, bytes: ByteBuffer)>(limit: Self.blocksAhead)
    var taken: Result<Void, any Error> = .success(())
    var read: Result<Void, any Error> = .success(())
    Workers.perform(
      {
        taken = Result {
          while let block = blocks.take() { try body(block.header, block.bytes.bytes) }
        }
        blocks.abandon()
      },
      alongside: {
        read = Result {
          try forEachBlock(after: start, through: end, of: kinds) { header, bytes in
            let copy = ByteBuffer(capacity: bytes.count)
            copy.append(bytes)
            if !blocks.give((header, copy)) { throw Abandoned() }
          }
        }
        blocks.finish()
      })
    try taken.get()
    try read.get()
  }

  /// Nobody takes the blocks any more; the taker's error is the one to tell.
  private struct Abandoned: Error {}
}
