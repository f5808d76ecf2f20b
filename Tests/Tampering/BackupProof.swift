import Digest
import Domain
import EventLog
import Ledger
import Platform
package import TestKit

/// Promise 17: a backup is good, or it is refused.
package enum BackupProof {
  /// Makes backups, harms them as a kill, a bad disk or a hand may, and restores them.
  ///
  /// Without `checks` the files are copied back as they are.
  package static func run(count: Int, seed: UInt64, checks: Bool = true) throws -> Tally {
    let book = try SampleBook()
    var random = SeededRandom(seed)
    var tally = Tally()
    let bench = try Bench()
    try book.write(to: bench.path + "/book")
    let ledger = try Ledger(Book(bench.path + "/book"))
    let whole = bench.path + "/backup"
    let made = try Backup.make(of: ledger, to: whole)
    for number in 0..<count {
      let bench = try Bench()
      let copy = bench.path + "/copy"
      let harm = try harm(whole, copy, number, &random)
      tally.tried += 1
      let restored = bench.path + "/restored"
      do {
        let again = checks ? try Self.restore(copy, restored) : try Self.copyBack(copy, restored)
        if harm != nil {
          tally.miss("\(harm ?? ""): it was restored")
        } else if again != Head(position: made.position, hash: made.headHash) {
          tally.lose("a whole backup gave another log")
        } else if let finding = try Judge.verify.run([restored])[0].first {
          tally.lose("a restored book is not sound: \(finding)")
        } else {
          tally.found += 1
        }
      } catch {
        if harm == nil {
          tally.lose("a whole backup was refused: \(error)")
        } else {
          tally.found += 1
        }
        if Files.exists(restored) { tally.miss("\(harm ?? ""): refused, and left a book") }
      }
    }
    return tally
  }

  /// How far a restored log reaches.
  private struct Head: Equatable {
    let position: Int64
    let hash: String
  }

  private static func restore(_ copy: String, _ path: String) throws -> Head {
    let made = try Restore.make(from: copy, to: path, progress: { _, _ in })
    return Head(position: made.position, hash: made.headHash)
  }

  /// What somebody would do who does not know `svod restore`.
  private static func copyBack(_ copy: String, _ path: String) throws -> Head {
    try Files.makeFolders(path + "/read")
    for name in try Files.names(in: copy) where name != "backup" {
      try Files.copy(copy + "/" + name, to: path + "/" + name)
    }
    let head = try Ledger(Book(path)).book.openLog().head()
    return Head(position: head.position, hash: head.hash.hex)
  }

  /// Copies a backup and harms it; says how, `nil` for not at all.
  private static func harm(
    _ whole: String, _ copy: String, _ number: Int, _ random: inout SeededRandom
  ) throws -> String? {
    try Files.makeFolder(copy)
    let names = try Files.names(in: whole)
    for name in names { try Files.copy(whole + "/" + name, to: copy + "/" + name) }
    let name = try OpenedFile.any(names, &random)
    let path = copy + "/" + name
    var bytes = try Files.read(path, sizeMax: 1 << 30)
    switch number % 6 {
    case 0: return nil
    case 1:
      try Files.remove(path)
      return "\(name) removed"
    case 2:
      bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      try Files.replace(path, with: bytes)
      return "\(name) cut to \(bytes.count) bytes"
    case 3:
      let bit = Int.random(in: 0..<bytes.count * 8, using: &random)
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      try Files.replace(path, with: bytes)
      return "bit \(bit) of \(name) flipped"
    case 4:
      // A kill while files were copied: the last ones are not there yet, one is half there.
      for later in ["backup", "checkpoints", "payloads.sqlite"].prefix(
        Int.random(in: 1...3, using: &random))
      {
        try Files.remove(copy + "/" + later)
      }
      return "files not yet written"
    default:
      let text = String(decoding: try Files.read(copy + "/backup", sizeMax: 1 << 16), as: UTF8.self)
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let line = Int.random(in: 1...7, using: &random)
      lines[line] += "1"
      try Files.replace(copy + "/backup", with: Array(lines.joined(separator: "\n").utf8))
      return "line \(line + 1) of the list changed"
    }
  }
}
