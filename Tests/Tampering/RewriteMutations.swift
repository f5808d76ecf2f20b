import Digest
import Domain
import EventLog
import LZ4
import Platform
import SQLite
import TestKit

/// The work of somebody who knows the format: a value is changed, and every hash after it is made
/// anew.
enum RewriteMutations {
  static let all: [Mutation] = [false, true].map { withCheckpoints in
    let what = withCheckpoints ? "chain and checkpoints" : "the chain"
    return Mutation("rewrite: \(what) made anew") { book, random in
      let file = try OpenedFile(book + "/log.sqlite")
      let blocks = try file.integers("SELECT first_position FROM blocks")
      let block = try OpenedFile.any(blocks, &random)
      try forge(file, from: block, &random)
      try reindex(file, block)
      try file.close()
      guard withCheckpoints else { return [.text("checkpoints line")] }
      try restateCheckpoints(book)
      // The book agrees with itself: only what was kept elsewhere tells.
      return [.text("kept line")]
    }
  }

  /// Changes a byte of a text inside a block so that it still decodes, and links all that follow.
  private static func forge(
    _ file: OpenedFile, from first: Int64, _ random: inout SeededRandom
  ) throws {
    try file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let log = try EventLog(reading: file.connection.path)
    var previous = try log.head(at: first - 1).hash
    var updates: [(Int64, [UInt8], [UInt8])] = []
    try log.forEachBlock(after: first - 1) { block, bytes in
      var raw = bytes.array
      if block.firstPosition == first, let place = letter(raw, &random) { raw[place] ^= 1 }
      let header = """
        svod block 1
        first_position \(block.firstPosition)
        event_count \(block.eventCount)
        recorded_at \(block.recordedAt.rawValue)
        import_id \(block.importID)
        payload \(block.payload.hex)
        types \(block.types)
        codec 1
        raw_size \(raw.count)

        """
      previous = SHA256.hash(previous + Array(header.utf8) + raw)
      updates.append((block.firstPosition, previous, raw.borrowed { LZ4.compress($0) }))
    }
    for (position, hash, body) in updates {
      try file.set("UPDATE blocks SET hash = ?1 WHERE first_position = \(position)", blob: hash)
      try file.set(
        "UPDATE blocks SET body = ?1, codec = 1 WHERE first_position = \(position)", blob: body)
    }
  }

  /// A letter in the last quarter of a body, where the values of its last events are.
  private static func letter(_ raw: [UInt8], _ random: inout SeededRandom) -> Int? {
    let places = raw.indices.filter { index in
      index > raw.count * 3 / 4 && index > 1 && raw[index] >= 0x62 && raw[index] <= 0x79
        && raw[index - 1] >= 0x61 && raw[index - 1] <= 0x7A
    }
    return places.randomElement(using: &random)
  }

  /// Gives the versions of the block the states that their new bodies have.
  private static func reindex(_ file: OpenedFile, _ block: Int64) throws {
    let path = file.connection.path
    try file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    var states: [Int64: Int64] = [:]
    try EventLog(reading: path).forEachEvent(after: block - 1, takenBackToo: true) { event in
      states[event.position] =
        event.schema.isWithdrawal ? 0 : Appender.state(event.schema, event.body.array)
    }
    var pages = try StreamPages(file)
    pages.change { version in
      if let state = states[version.position] { version.state = state }
    }
    try pages.write(to: file)
  }

  /// Writes checkpoints that fit the log as it is now, seals included.
  static func restateCheckpoints(_ book: String) throws {
    let path = book + "/checkpoints"
    let log = try EventLog(reading: book + "/log.sqlite")
    let lines = try Checkpoints(path).all()
    try Files.remove(path)
    for line in lines {
      if let append = line.append {
        try Checkpoints(path).add(
          CheckpointLine.Append(
            position: append.position, hash: log.head(at: append.position).hash.hex,
            time: append.time, register: append.register))
      } else if let table = line.table {
        try Checkpoints(path).add([table])
      }
    }
  }
}
