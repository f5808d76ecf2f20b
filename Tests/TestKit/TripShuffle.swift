package import Ledger

extension Trip {
  /// The imports in a random order, those of one payload in its own, many of them in random pieces.
  ///
  /// Each keeps its fetched-at, and the pages of a complete answer stay one command: so the tables have
  /// to come out the same.
  package func shuffled(
    for book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> [ImportRequest] {
    var queues = try plan.imports.map { try pages(of: $0, book, &random) }
    var commands: [ImportRequest] = []
    while !queues.isEmpty {
      let index = Int.random(in: 0..<queues.count, using: &random)
      commands.append(queues[index].removeFirst())
      if queues[index].isEmpty { queues.remove(at: index) }
    }
    return commands
  }

  /// One import as one or more commands.
  private func pages(
    of step: Step, _ book: TemporaryBook, _ random: inout SeededRandom
  ) throws -> [ImportRequest] {
    var pages: [String] = []
    for file in step.files {
      let bytes = try PackageFolder.bytes(of: self.file(file))
      // A page may have no row of the price type that is asked for.
      guard step.priceType == nil, let splitter = RowSplitter(bytes) else {
        pages.append(try book.write(bytes, to: file))
        continue
      }
      var ranges = splitter.pages(&random)
      if random.once(in: 3), let first = ranges.first {
        // An overlapping page of the same fetch.
        let end = Int.random(in: first.upperBound...splitter.count, using: &random)
        ranges.append(Int.random(in: 0..<end, using: &random)..<end)
      }
      for (index, range) in ranges.enumerated() {
        pages.append(try book.write(splitter.page(range), to: "\(index)-\(file)"))
      }
    }
    return step.isComplete ? [step.request(pages)] : pages.map { step.request([$0]) }
  }
}
