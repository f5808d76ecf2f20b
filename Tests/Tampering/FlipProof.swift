import Domain
import Platform
package import TestKit

/// Promise 5: a flipped bit that changes anything is found and located.
package enum FlipProof {
  /// Copies that are judged at once.
  private static let portion = 50

  /// Flips `count` bits, one a copy, in all kinds of files of a book in turn.
  package static func run(
    count: Int, seed: UInt64, judges: [Judge] = Judge.both
  ) throws -> Tally {
    let books = try [SampleBook(), SampleBook(hasWAL: true)]
    var random = SeededRandom(seed)
    var flips: [Flip] = []
    for number in 0..<count {
      let book = number % 6 == 5 ? 1 : 0
      let kinds = ["log.sqlite", "payloads.sqlite", "checkpoints", "log.sqlite"] + books[0].tables
      let name =
        book == 1 ? "log.sqlite-wal" : kinds[Int.random(in: 0..<kinds.count, using: &random)]
      let size = books[book].bytes(name).count * 8
      flips.append(
        Flip(book: book, name: name, bit: size == 0 ? 0 : Int.random(in: 0..<size, using: &random)))
    }
    return try run(flips, books, judges)
  }

  /// Every bit of the log of a small book; `step` takes one of so many.
  package static func everyBitOfTheLog(
    step: Int, from first: Int = 0, judges: [Judge] = [.verify]
  ) throws -> Tally {
    let book = try SampleBook()
    let flips = stride(from: first, to: book.bytes("log.sqlite").count * 8, by: step).map {
      Flip(book: 0, name: "log.sqlite", bit: $0)
    }
    return try run(flips, [book], judges)
  }

  private struct Flip {
    let book: Int
    let name: String
    let bit: Int
  }

  private static func run(
    _ flips: [Flip], _ books: [SampleBook], _ judges: [Judge]
  ) throws -> Tally {
    var tally = Tally()
    let originals = try books.map { book in
      let bench = try Bench()
      try book.write(to: bench.path + "/book")
      return try BookContent(bench.path + "/book")
    }
    for start in stride(from: 0, to: flips.count, by: portion) {
      let bench = try Bench()
      let some = flips[start..<min(start + portion, flips.count)]
      let paths = some.indices.map { "\(bench.path)/\($0)" }
      for (flip, path) in zip(some, paths) {
        var bytes = books[flip.book].bytes(flip.name)
        if !bytes.isEmpty { bytes[flip.bit / 8] ^= 1 << UInt8(flip.bit % 8) }
        try books[flip.book].write(to: path, changed: [flip.name: bytes])
      }
      let verdicts = try judges.map { try $0.run(paths, nil) }
      for (index, flip) in some.enumerated() {
        tally.tried += 1
        let silent = judges.indices.filter { verdicts[$0][index].isEmpty }
        let what = "bit \(flip.bit % 8) of byte \(flip.bit / 8) of \(flip.name)"
        let place = flip.name.hasPrefix("log.sqlite") ? "log.sqlite" : flip.name
        if silent.isEmpty {
          let lostPlace = verdicts.contains { verdict in
            !verdict[index].contains { $0.contains(place) || $0.contains("log") }
          }
          if lostPlace {
            tally.miss("\(what) was found elsewhere: \(verdicts.map { $0[index].prefix(2) })")
          } else {
            tally.found += 1
          }
        } else if let content = try? BookContent(paths[index]), content == originals[flip.book] {
          tally.harmless += 1
        } else {
          tally.miss("\(what) was not found by \(silent.map { judges[$0].name })")
        }
      }
    }
    return tally
  }
}
