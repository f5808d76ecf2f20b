import TestKit

/// What has to stand after a feed: of each document the newest thing that was said, whatever came
/// when.
struct FeedModel {
  private enum Word {
    case row(FeedRow)
    case gone
  }

  private var words: [Int: (clock: Int, word: Word)] = [:]
  private let source: any FeedSource

  init(_ feed: Feed) {
    source = feed.source
    for answer in feed.answers { take(answer, of: feed) }
  }

  private mutating func take(_ answer: Feed.Answer, of feed: Feed) {
    var told: Set<Int> = []
    for row in answer.pages.flatMap({ feed.rows($0, of: answer) }) {
      told.insert(row.document.number)
      say(.row(row), of: row.document, at: source.hasClock ? row.state.since : answer.fetched)
    }
    guard answer.isComplete else { return }
    let scopes = Set(told.map { feed.documents[$0].scope })
    for document in feed.documents
    where scopes.contains(document.scope) && !told.contains(document.number) {
      say(.gone, of: document, at: answer.fetched)
    }
  }

  private mutating func say(_ word: Word, of document: FeedDocument, at clock: Int) {
    if let known = words[document.number], known.clock > clock { return }
    words[document.number] = (clock, word)
  }

  /// The rows of a table, each as text, in order of it.
  func lines(of table: String) -> [String] {
    words.values.compactMap { said in
      if case .row(let row) = said.word {
        source.cells(of: row, in: table).map(\.description).joined(separator: " | ")
      } else {
        nil
      }
    }
    .sorted()
  }
}
