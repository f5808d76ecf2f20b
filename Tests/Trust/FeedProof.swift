import Domain
import Ledger
import Projecting
package import TestKit

/// Promise 9: late, amended and identical legitimate rows survive, in whatever order and however often
/// they come.
package enum FeedProof {
  /// What is done wrongly on purpose.
  package enum Fault: Sendable, CaseIterable {
    /// Rows that are the same but for their names count once.
    case mergesTwins

    /// What arrives last is taken for the newest.
    case trustsArrival
  }

  /// Imports `count` feeds, each source's in turn, into books of their own and compares every row.
  package static func run(count: Int, seed: UInt64, fault: Fault? = nil) throws -> Tally {
    var tally = Tally()
    for number in 0..<count {
      let source = FeedSources.all[number % FeedSources.all.count]
      let seed = seed + UInt64(number)
      tally.tried += 1
      do {
        let problems = try differences(Feed(source, seed: seed), seed: seed, fault)
        if let first = problems.first { tally.lose("\(source.kind), seed \(seed): \(first)") }
      } catch { tally.lose("\(source.kind), seed \(seed): \(error)") }
    }
    return tally
  }

  /// The documents on the pages of a feed's answers: the same for a seed in every process.
  package static func pages(seed: UInt64) -> [[[Int]]] {
    Feed(FeedFinance(), seed: seed).answers.map(\.pages)
  }

  private static func differences(_ feed: Feed, seed: UInt64, _ fault: Fault?) throws -> [String] {
    var random = SeededRandom(~seed)
    let book = try TemporaryBook()
    try book.connect("shop", feed.source.marketplace)
    let requests = try feed.answers.enumerated().flatMap { number, answer in
      try self.requests(number, answer, of: feed, book, fault, &random)
    }
    for request in requests {
      let report = try book.ledger.take(request, updates: random.once(in: 3))
      if report.setAsideCount > 0 { return ["a row was set aside: \(report.files)"] }
    }
    _ = try book.ledger.update(Projectors.all)
    var problems = try compare(feed, book)
    // Sent once more as a whole, it tells nothing new.
    for request in requests {
      let events = try book.ledger.take(request, updates: false).events
      if events > 0 { problems.append("\(events) events when it was imported again") }
    }
    if random.once(in: 8), try book.hashes() != book.rebuiltHashes() {
      problems.append("the tables built anew are others")
    }
    return problems
  }

  /// The commands that import one answer: a complete one at once, else page by page.
  private static func requests(
    _ number: Int, _ answer: Feed.Answer, of feed: Feed, _ book: TemporaryBook, _ fault: Fault?,
    _ random: inout SeededRandom
  ) throws -> [ImportRequest] {
    var paths: [String] = []
    for (index, page) in answer.pages.enumerated() {
      var rows = feed.rows(page, of: answer)
      if fault == .mergesTwins { rows = rows.filter { $0.document.twin == $0.document.number } }
      if rows.isEmpty { continue }
      let text = feed.source.page(rows, isOld: answer.isOld)
      paths.append(try book.write(text, to: "\(number)-\(index)"))
    }
    let hour = fault == .trustsArrival ? 500 + number : answer.fetched
    let commands =
      answer.isComplete
      ? (paths.isEmpty ? [] : [paths]) : paths.shuffled(using: &random).map { [$0] }
    return commands.map { paths in
      var request = ImportRequest(paths: paths, connection: "shop")
      request.kind = feed.source.kind
      request.fetchedAt = Array((FeedHour.text(hour) + "Z").utf8)
        .borrowed { Instant(iso: $0, in: .utc) }
      request.isComplete = answer.isComplete
      return request
    }
  }

  private static func compare(_ feed: Feed, _ book: TemporaryBook) throws -> [String] {
    let model = FeedModel(feed)
    var problems: [String] = []
    for (table, columns) in feed.source.tables.sorted(by: { $0.key < $1.key }) {
      let rows = try ReadRows.rows(of: table, book.ledger) ?? []
      let found = rows.map { row in
        columns.map { (row[$0] ?? .null).description }.joined(separator: " | ")
      }
      .sorted()
      let expected = model.lines(of: table)
      if found.count != expected.count {
        problems.append("\(table): \(found.count) rows, not \(expected.count)")
      }
      for line in found.difference(from: expected) {
        switch line {
        case .insert(_, let text, _): problems.append("\(table): has \(text)")
        case .remove(_, let text, _): problems.append("\(table): has not \(text)")
        }
      }
    }
    return problems
  }
}
