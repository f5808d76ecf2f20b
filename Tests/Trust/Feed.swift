import TestKit

/// What a made-up source answered over three weeks, in the order in which it is imported.
///
/// Answers come late and twice, their pages overlap, rows are amended and vanish, and rows that are
/// the same but for their names, or the same altogether, are as many as there are.
struct Feed: Sendable {
  let source: any FeedSource
  let documents: [FeedDocument]
  let answers: [Answer]

  /// One answer of the source: what a command imports, or a few of them.
  struct Answer: Sendable {
    /// Different in every answer.
    let fetched: Int

    /// The hour whose state is told: a source may answer from what it knew before.
    let seen: Int
    let isComplete: Bool
    let isOld: Bool

    /// Numbers of documents; a row may be told twice.
    let pages: [[Int]]

    /// The same bytes, so many hours later.
    func again(_ hours: Int) -> Answer {
      Answer(
        fetched: fetched + hours, seen: seen, isComplete: isComplete, isOld: isOld, pages: pages)
    }
  }

  private static let hours = 480

  init(_ source: any FeedSource, seed: UInt64) {
    var random = SeededRandom(seed)
    self.source = source
    documents = Self.documents(source, &random)
    var answers: [Answer] = []
    for number in 0..<Int.random(in: 2...7, using: &random) {
      // Repetitions fall between: no two answers have one hour.
      let fetched = Int.random(in: 1...40, using: &random) * 12 + number
      guard !answers.contains(where: { $0.fetched == fetched }) else { continue }
      let answer = Self.answer(source, documents, fetched: fetched, &random)
      if answer.pages.isEmpty { continue }
      answers.append(answer)
      if random.once(in: 4) { answers.append(answer) }
      if random.once(in: 4) {
        let later = answer.again(7 + 12 * Int.random(in: 0...9, using: &random))
        if !answers.contains(where: { $0.fetched == later.fetched }) { answers.append(later) }
      }
    }
    if random.once(in: 4) {
      answers.sort { $0.fetched < $1.fetched }
    } else {
      answers.shuffle(using: &random)
    }
    self.answers = answers
  }

  private static func documents(
    _ source: any FeedSource, _ random: inout SeededRandom
  ) -> [FeedDocument] {
    var documents: [FeedDocument] = []
    let scopes = Int.random(in: 1...3, using: &random)
    for number in 0..<Int.random(in: 3...24, using: &random) {
      if let last = documents.last, random.once(in: 4) {
        documents.append(
          FeedDocument(
            number: number, scope: last.scope, twin: last.twin, isReturn: last.isReturn,
            isNameless: last.isNameless, states: last.states, gone: last.gone))
        continue
      }
      var states: [FeedDocument.State] = []
      var since = Int.random(in: 3..<hours / 2, using: &random)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        // An amount may come back, and stay while something else changes.
        let kopecks =
          random.once(in: 3)
          ? states.first?.kopecks : states.last.flatMap { random.once(in: 3) ? $0.kopecks : nil }
        states.append(
          FeedDocument.State(
            since: since, kopecks: kopecks ?? Int64.random(in: 1..<1_000_000, using: &random),
            remark: Int.random(in: 0..<3, using: &random)))
        since += Int.random(in: 1...100, using: &random)
      }
      documents.append(
        FeedDocument(
          number: number, scope: Int.random(in: 0..<scopes, using: &random), twin: number,
          isReturn: random.once(in: 3), isNameless: random.once(in: 3), states: states,
          gone: source.isEverComplete && random.once(in: 5)
            ? Int.random(in: hours / 4..<hours, using: &random) : nil))
    }
    return documents
  }

  private static func answer(
    _ source: any FeedSource, _ documents: [FeedDocument], fetched: Int,
    _ random: inout SeededRandom
  ) -> Answer {
    let seen = random.once(in: 4) ? fetched * 3 / 4 : fetched
    let known = documents.filter { $0.state(at: seen) != nil }
    let isComplete = source.isEverComplete && random.once(in: 2)
    var pages: [[Int]] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      // In their order, not a set's: it is another one in every process.
      let scopes = Set(known.map(\.scope)).sorted().filter { _ in !random.once(in: 3) }
      var page = known.filter { scopes.contains($0.scope) }.map(\.number)
      if !source.countsTwins {
        if !isComplete { page = page.filter { _ in !random.once(in: 4) } }
        if let row = page.randomElement(using: &random), random.once(in: 3) { page.append(row) }
        if random.once(in: 3) { page.shuffle(using: &random) }
      }
      if !page.isEmpty { pages.append(page) }
    }
    return Answer(
      fetched: fetched, seen: seen, isComplete: isComplete, isOld: random.once(in: 3),
      pages: pages)
  }

  /// The rows of a page as the source writes them.
  func rows(_ page: [Int], of answer: Answer) -> [FeedRow] {
    page.compactMap { number in
      documents[number].state(at: answer.seen).map {
        FeedRow(document: documents[number], state: $0)
      }
    }
  }
}
