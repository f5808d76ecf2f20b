import Domain
import Importing
import Ledger
import Platform
import SQLite
package import TestKit

/// Evidence convinces an outsider when it is whole, and does not when a part of it was changed.
package enum EvidenceProof {
  /// Makes evidence of rows, changes one part of each and lets the second verifier judge.
  package static func run(
    count: Int, seed: UInt64, judge: Judge = .outsider
  ) throws -> Tally {
    let book = try SampleBook()
    var random = SeededRandom(seed)
    var tally = Tally()
    let bench = try Bench()
    try book.write(to: bench.path + "/book")
    let kept = bench.path + "/kept"
    try Files.replace(kept, with: book.kept)
    let ledger = try Ledger(Book(bench.path + "/book"))
    let keys = try keys(bench.path + "/book/read/p900.sqlite")
    var paths: [String] = []
    var changes: [String] = []
    for number in 0..<count {
      let key = try OpenedFile.any(keys, &random)
      var evidence = try Evidence(ledger, ledger.projector("p900"), key: key)
      let bytes = try evidence.archive()
      let change = number % 4 == 0 ? "" : try part(of: bytes, &random)
      paths.append("\(bench.path)/\(number).zip")
      changes.append(change)
      try Files.replace(
        paths[number], with: change.isEmpty ? bytes : changed(change, in: bytes, &random))
    }
    let verdicts = try judge.run(paths, kept)
    for (change, findings) in zip(changes, verdicts) {
      tally.tried += 1
      switch (change.isEmpty, findings.isEmpty) {
      case (true, true), (false, false): tally.found += 1
      case (true, false): tally.lose("whole evidence was refused: \(findings)")
      case (false, true): tally.miss("\(change) was changed and nobody saw it")
      }
    }
    return tally
  }

  private static func keys(_ path: String) throws -> [[String]] {
    let select = try Connection(path, .read).prepare(
      "SELECT connection_mp_ref, document_type, document_no, line_id FROM p900_rows")
    var keys: [[String]] = []
    while try select.step() { keys.append((0..<4).map { select.string($0) }) }
    return keys
  }

  /// A part that proves something; the row and the words about it are what is proved.
  private static func part(of bytes: [UInt8], _ random: inout SeededRandom) throws -> String {
    let names = try bytes.borrowed { (all) throws in try ZIPArchive(all).entries.map(\.name) }
    return try OpenedFile.any(
      names.filter { !["README.txt", "row.json", "schemas.json"].contains($0) }, &random)
  }

  /// The archive with one byte of an entry other than it was.
  private static func changed(
    _ name: String, in bytes: [UInt8], _ random: inout SeededRandom
  ) throws -> [UInt8] {
    var writer = ZIPWriter()
    let entries = try bytes.borrowed { (all) throws in
      let archive = try ZIPArchive(all)
      return try archive.entries.map { ($0.name, try archive.read($0)) }
    }
    for (entry, content) in entries {
      var content = content
      if entry == name {
        // A digit or a letter becomes another, so that texts stay readable.
        let places = content.indices.filter { content[$0] >= 0x30 && content[$0] <= 0x38 }
        let place = try OpenedFile.any(
          entry == "events.ndjson" ? bodyDigits(content) : places, &random)
        content[place] = content[place] == 0x38 ? 0x30 : content[place] + 1
      }
      writer.add(entry, content)
    }
    return writer.finish()
  }

  /// Digits of the values of events.
  private static func bodyDigits(_ text: [UInt8]) -> [Int] {
    let mark = Array("\"body\":".utf8)
    let start = text.indices.first { text[$0...].starts(with: mark) } ?? 0
    return (start..<text.count).filter { place in
      text[place] >= 0x31 && text[place] <= 0x38 && text[place - 1] >= 0x31
        && text[place - 1] <= 0x38
    }
  }
}
