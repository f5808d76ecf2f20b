import Domain
import Hostile
import Ledger
import Platform
package import TestKit

/// Promise 10: tables are the same whatever way they are built, wherever, and after whatever happened.
package enum DeterminismProof {
  /// Sources whose payloads are split and shuffled.
  private static let names = [
    "onec-catalogue", "ozon-finance", "wb-finance-v5", "wb-sales", "wb-tariffs-prices", "ym-orders",
  ]

  /// Tables that were built, and how.
  private struct Build {
    let way: String
    let hashes: [String: TableHashes]

    /// Whether its events have positions of their own: then rows are the same, their traces are not.
    var isOfOtherLog = false

    func agrees(with wanted: [String: TableHashes], on alias: String) -> Bool {
      isOfOtherLog
        ? hashes[alias]?.content == wanted[alias]?.content : hashes[alias] == wanted[alias]
    }
  }

  /// Builds tables `count` times: in turn in this process by chance's options, in a process under
  /// another time zone and locale, after a kill somewhere in a rebuild, and from payloads in pieces.
  ///
  /// `trustsArrival` takes what arrives last for the newest, of pieces alone: the canary.
  package static func run(count: Int, seed: UInt64, trustsArrival: Bool = false) throws -> Tally {
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
        let build =
          switch trustsArrival ? 3 : number % 4 {
          case 0: try rebuild(book, &random)
          case 1: try rebuildAbroad(book, &random)
          case 2: try rebuildAfterKill(book, &random)
          default: try build(inPieces: trip, trustsArrival, &random)
          }
        for alias in wanted.keys.sorted() where !build.agrees(with: wanted, on: alias) {
          tally.lose("\(alias) of \(name), seed \(seed) + \(number): \(build.way)")
        }
      } catch { tally.lose("\(name), seed \(seed) + \(number): \(error)") }
    }
    return tally
  }

  private static func rebuild(
    _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> Build {
    var options = Rebuild.Options(jobs: Int.random(in: 1...3, using: &random))
    options.way = random.once(in: 2) ? .pages : .statements
    options.memoryMax = 1 << Int.random(in: 0...28, using: &random)
    _ = try book.ledger.rebuild(Projectors.all, options)
    return Build(way: "\(options)", hashes: try book.hashes())
  }

  private static let zones = [
    "Asia/Kamchatka", "America/St_Johns", "Pacific/Apia", "Europe/Moscow", "UTC-14", "XXX+12",
  ]
  private static let locales = ["C", "ru_RU.UTF-8", "tr_TR.UTF-8", "de_DE", "nowhere"]

  private static func rebuildAbroad(
    _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> Build {
    let zone = zones.randomElement(using: &random) ?? ""
    let locale = locales.randomElement(using: &random) ?? ""
    let words = ["rebuild", "--book", book.path] + options(&random)
    let child = try Child(
      [Child.svod] + words, in: book.folder,
      environment: ["TZ": zone, "LC_ALL": locale, "LANG": locale])
    guard child.code == 0 else { throw Ended(words: words, saying: child.complaint) }
    return Build(way: "\(words) in \(zone), \(locale)", hashes: try book.hashes())
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
  ) throws -> Build {
    var shim = Shim(folder: book.path)
    let words = ["rebuild", "--book", book.path] + options(&random)
    let calls = try shim.run(words, in: book.folder).tally.calls
    let point = Int.random(in: 1...max(1, calls), using: &random)
    shim.cut = (point, .kill)
    let killed = try shim.run(words, in: book.folder)
    let again = ["rebuild", "--resume", "--book", book.path] + options(&random)
    let child = try Child([Child.svod] + again, in: book.folder)
    guard child.code == 0 else { throw Ended(words: again, saying: child.complaint) }
    return Build(
      way: "killed at call \(point) of \(calls) (\(killed.tally.cuts) cut), then \(again)",
      hashes: try book.hashes())
  }

  private static func build(
    inPieces trip: Trip, _ trustsArrival: Bool, _ random: inout SeededRandom
  ) throws -> Build {
    let book = try TemporaryBook(inPieces: trip, trustsArrival, &random)
    let hashes = try book.hashes()
    guard try hashes == book.rebuiltHashes() else {
      throw Ended(words: ["from pieces"], saying: "updated and built anew are not the same")
    }
    return Build(way: "from pieces", hashes: hashes, isOfOtherLog: true)
  }

  /// A build that had to succeed, or to give what another one gave, did not.
  struct Ended: Error {
    let words: [String]
    let saying: String
  }
}

extension TemporaryBook {
  /// A book after a trip whose payloads came in pieces and in any order.
  fileprivate convenience init(
    inPieces trip: Trip, _ trustsArrival: Bool, _ random: inout SeededRandom
  ) throws {
    try self.init()
    try connect(trip)
    let commands = try trip.shuffled(for: self, &random)
    for (number, command) in commands.enumerated() {
      var command = command
      if trustsArrival {
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
