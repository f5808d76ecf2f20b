import Domain
import Hostile
import Ledger
import Platform
package import TestKit

/// Promise 10: tables are the same whatever way they are built, wherever, and after whatever happened.
package enum DeterminismProof {
  /// What is done wrongly on purpose.
  package enum Fault: Sendable {
    /// What arrives last is taken for the newest.
    case trustsArrival
  }

  /// Sources whose payloads are split and shuffled.
  private static let names = [
    "onec-catalogue", "ozon-finance", "wb-finance-v5", "wb-sales", "wb-tariffs-prices", "ym-orders",
  ]

  /// Builds tables `count` times: in turn in this process by chance's options, in a process under
  /// another time zone and locale, after a kill somewhere in a rebuild, and from payloads in pieces.
  package static func run(count: Int, seed: UInt64, fault: Fault? = nil) throws -> Tally {
    var tally = Tally()
    var books: [String: (book: TemporaryBook, hashes: [String: TableHashes])] = [:]
    for number in 0..<count {
      var random = SeededRandom(seed &+ UInt64(number))
      let name = names[number / 4 % names.count]
      let trip = try Trip(name)
      if books[name] == nil {
        let book = try TemporaryBook(after: trip)
        books[name] = (book, try book.hashes())
      }
      guard let (book, wanted) = books[name] else { continue }
      tally.tried += 1
      do {
        let way: String
        let found: [String: TableHashes]
        switch fault == nil ? number % 4 : 3 {
        case 0: (way, found) = try rebuild(book, &random)
        case 1: (way, found) = try rebuildAbroad(book, &random)
        case 2: (way, found) = try rebuildAfterKill(book, &random)
        default:
          // Pieces have positions of their own: the rows are the same, their traces are not.
          let pieces = try TemporaryBook(inPieces: trip, fault, &random)
          if try pieces.hashes() != pieces.rebuiltHashes() {
            tally.lose("\(name), seed \(seed) + \(number): updated and built anew are not the same")
          }
          (way, found) = ("from pieces", try pieces.hashes())
          for alias in wanted.keys.sorted() where found[alias]?.content != wanted[alias]?.content {
            tally.lose("\(alias) of \(name), seed \(seed) + \(number): from pieces")
          }
          continue
        }
        for alias in wanted.keys.sorted() where found[alias] != wanted[alias] {
          tally.lose("\(alias) of \(name), seed \(seed) + \(number): \(way)")
        }
      } catch { tally.lose("\(name), seed \(seed) + \(number): \(error)") }
    }
    return tally
  }

  private static func rebuild(
    _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> (way: String, found: [String: TableHashes]) {
    var options = Rebuild.Options(jobs: Int.random(in: 1...3, using: &random))
    options.way = random.once(in: 2) ? .pages : .statements
    options.memoryMax = 1 << Int.random(in: 0...28, using: &random)
    _ = try book.ledger.rebuild(Projectors.all, options)
    return ("\(options)", try book.hashes())
  }

  private static let zones = [
    "Asia/Kamchatka", "America/St_Johns", "Pacific/Apia", "Europe/Moscow", "UTC-14", "XXX+12",
  ]
  private static let locales = ["C", "ru_RU.UTF-8", "tr_TR.UTF-8", "de_DE", "nowhere"]

  private static func rebuildAbroad(
    _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> (way: String, found: [String: TableHashes]) {
    let zone = zones.randomElement(using: &random) ?? ""
    let locale = locales.randomElement(using: &random) ?? ""
    let words = ["rebuild", "--book", book.path] + options(&random)
    let child = try Child(
      [Child.svod] + words, in: book.folder,
      environment: ["TZ": zone, "LC_ALL": locale, "LANG": locale])
    guard child.code == 0 else { throw Ended(words: words, saying: child.complaint) }
    return ("\(words) in \(zone), \(locale)", try book.hashes())
  }

  private static func options(_ random: inout SeededRandom) -> [String] {
    [
      "--jobs", "\(Int.random(in: 1...3, using: &random))", "--writer",
      random.once(in: 2) ? "pages" : "statements", "--memory",
      "\([16, 17, 64, 256][Int.random(in: 0..<4, using: &random)])",
    ]
  }

  /// Kills a rebuild at a call by chance, and goes on with what it had finished.
  private static func rebuildAfterKill(
    _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> (way: String, found: [String: TableHashes]) {
    var shim = Shim(folder: book.path)
    let words = ["rebuild", "--book", book.path] + options(&random)
    let calls = try shim.run(words, in: book.folder).tally.calls
    let point = Int.random(in: 1...max(1, calls), using: &random)
    shim.cut = (point, .kill)
    let killed = try shim.run(words, in: book.folder)
    let again = ["rebuild", "--resume", "--book", book.path] + options(&random)
    let child = try Child([Child.svod] + again, in: book.folder)
    guard child.code == 0 else { throw Ended(words: again, saying: child.complaint) }
    return (
      "killed at call \(point) of \(calls) (\(killed.tally.cuts) cut), then \(again)",
      try book.hashes()
    )
  }

  /// A rebuild that had to succeed did not.
  struct Ended: Error {
    let words: [String]
    let saying: String
  }
}

extension TemporaryBook {
  /// A book after a trip whose payloads came in pieces and in any order.
  fileprivate convenience init(
    inPieces trip: Trip, _ fault: DeterminismProof.Fault?, _ random: inout SeededRandom
  ) throws {
    try self.init()
    try connect(trip)
    let commands = try trip.shuffled(for: self, &random)
    for (number, command) in commands.enumerated() {
      var command = command
      if fault == .trustsArrival {
        command.fetchedAt = command.fetchedAt.map {
          Instant(rawValue: $0.rawValue + Int64(number) * 86_400_000_000)
        }
      }
      _ = try ledger.take(command, updates: random.once(in: 4))
    }
    try decide(trip)
    _ = try ledger.update(Projectors.all)
  }
}
