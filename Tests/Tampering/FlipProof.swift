import Domain
import Platform
import Synchronization
package import TestKit

/// Promise 5: a flipped bit that changes anything is found and located.
package enum FlipProof {
  /// Who looks at a flipped book.
  package struct Panel: Sendable {
    /// Looks at each.
    var first = Judge.verify

    /// Looks at one in `share`: a process for each costs more than all the rest.
    var second: Judge? = Judge.isOutsiderHere ? .outsider : nil
    var share = 100

    package static func alone(_ judge: Judge) -> Panel { Panel(first: judge, second: nil) }

    package static func together(oneIn share: Int) -> Panel { Panel(share: share) }

    /// The first alone, and the next import into every book that it calls sound.
    package static let withImports = Panel(second: nil, share: 1)
  }

  /// Flips that one worker tries before it takes the next ones.
  private static let portion = 2_000

  /// Flips `count` bits, one a book, of all its files or of those that are named; as many as there are
  /// bits are each of them once.
  ///
  /// Of each file only the first `bytes` are flipped.
  ///
  /// A book that a crash left stands for the write-ahead log alone: its other files are like those of
  /// the whole one.
  package static func run(
    count: Int, seed: UInt64, of names: [String]? = nil, first bytes: Int = .max,
    panel: Panel = Panel(),
    workers: Int = Machine.processors
  ) throws -> Tally {
    let books = [try SampleBook(), try SampleBook(hasWAL: true)]
    var sizes: [(name: String, bytes: Int)] = []
    for (book, name) in [(books[0], nil), (books[1], "log.sqlite-wal")] {
      for file in name.map({ [$0] }) ?? book.files.keys.sorted()
      where names?.contains(file) ?? true {
        sizes.append((file, min(bytes, book.bytes(file).count)))
      }
    }
    let order = FlipOrder(sizes, seed: seed)
    let count = min(count, order.count)
    let outcomes = Mutex<[Int: Result<Outcome, any Error>]>([:])
    let starts = Array(stride(from: 0, to: count, by: portion))
    Workers(workers).perform(starts.count) { index in
      let outcome = Result {
        var portion = try Portion(books, panel)
        let end = min(starts[index] + Self.portion, count)
        for place in starts[index]..<end { try portion.take(order[place], number: place) }
        try portion.askSecond()
        return portion.outcome
      }
      outcomes.withLock { $0[index] = outcome }
    }
    var all = Outcome()
    for (_, outcome) in outcomes.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      let outcome = try outcome.get()
      all.tally.add(outcome.tally)
      all.seconded += outcome.seconded
      all.imports += outcome.imports
    }
    all.tally.remarks = [
      "of \(order.count) bits", "\(all.seconded) seen by the second verifier too",
      "\(all.imports) imports into harmless books",
    ]
    return all.tally
  }

  /// What some flips came to.
  fileprivate struct Outcome: Sendable {
    var tally = Tally()

    /// Those that the second verifier looked at, and harmless ones after which an import was made.
    var seconded = 0
    var imports = 0
  }
}

/// Some flips in a row, on books of their own.
private struct Portion {
  private let panel: FlipProof.Panel
  private let stands: [FlipStand]
  private let bench: Bench

  /// What the books say when nothing is flipped, and after one import more.
  private let contents: [BookContent]
  private let later: [BookContent]

  /// Copies for the second verifier, and whether everything is read of them as before.
  private var copies: [(flip: Flip, path: String, reads: Bool)] = []
  private(set) var outcome = FlipProof.Outcome()

  init(_ books: [SampleBook], _ panel: FlipProof.Panel) throws {
    self.panel = panel
    let bench = try Bench()
    self.bench = bench
    stands = try books.map { try FlipStand($0) }
    contents = try stands.map { try BookContent($0.path) }
    later = try books.enumerated().map { index, book in
      let path = "\(bench.path)/later\(index)"
      try book.write(to: path)
      return try NextImport.run(path).get()
    }
  }

  mutating func take(_ flip: Flip, number: Int) throws {
    let place = flip.file == "log.sqlite-wal" ? 1 : 0
    let stand = stands[place]
    let isDrawn = number % panel.share == 0
    outcome.tally.tried += 1
    let (findings, content) = try stand.turn(flip) {
      let findings = try panel.first.run([stand.path])[0]
      return (findings, findings.isEmpty || isDrawn ? try BookContent(stand.path) : nil)
    }
    if !findings.isEmpty {
      if flip.isPlaced(by: findings) {
        outcome.tally.found += 1
      } else {
        outcome.tally.miss("\(flip) was found elsewhere: \(findings.prefix(2))")
      }
    } else if content == contents[place] {
      outcome.tally.harmless += 1
      if isDrawn { try importNext(flip, place) }
    } else {
      let parts = content.map { $0.differences(from: contents[place]) } ?? []
      outcome.tally.miss("\(flip) was not found by \(panel.first.name): it changes \(parts)")
    }
    if isDrawn, panel.second != nil {
      let path = "\(bench.path)/\(number)"
      try stand.copy(flip, to: path)
      copies.append((flip, path, content?.reads(as: contents[place]) ?? false))
    }
  }

  /// What is read the same has to lead to the same, too.
  private mutating func importNext(_ flip: Flip, _ place: Int) throws {
    outcome.imports += 1
    let path = "\(bench.path)/next"
    try stands[place].copy(flip, to: path)
    defer { try? Files.removeFolder(path) }
    switch NextImport.run(path) {
    case .failure(let error): outcome.tally.miss("\(flip) lets no import in: \(error)")
    case .success(let content) where content == later[place]: break
    case .success(let content):
      outcome.tally.miss(
        "\(flip) changes the next import: \(content.differences(from: later[place]))")
    }
  }

  /// Lets the second verifier look at the copies, one process for all.
  mutating func askSecond() throws {
    guard let judge = panel.second, !copies.isEmpty else { return }
    for (copy, findings) in zip(copies, try judge.run(copies.map(\.path))) {
      outcome.seconded += 1
      if findings.isEmpty ? !copy.reads : !copy.reads && !copy.flip.isPlaced(by: findings) {
        outcome.tally.miss("\(copy.flip) was not found by \(judge.name): \(findings.prefix(2))")
      }
    }
    for copy in copies { try Files.removeFolder(copy.path) }
    copies = []
  }
}
