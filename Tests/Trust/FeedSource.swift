import TestKit

/// How a made-up source writes its rows, and what a table shows of them.
protocol FeedSource: Sendable {
  /// As the command line names it.
  var kind: String { get }
  var marketplace: String { get }

  /// Whether its rows say when they were last changed; else the hour of the answer is their clock.
  var hasClock: Bool { get }

  /// Whether an answer may be whole, so that rows it does not have are withdrawn.
  var isEverComplete: Bool { get }

  /// Whether identical rows are told apart by how many there are: only whole scopes are sent, each
  /// row once.
  var countsTwins: Bool { get }

  /// The tables that show its rows, each with the columns that are compared.
  var tables: [String: [String]] { get }

  /// The bytes of a page; `isOld` in the form that the source had before, if it had one.
  func page(_ rows: [FeedRow], isOld: Bool) -> String

  /// The cells of a document's row in one of the tables.
  func cells(of row: FeedRow, in table: String) -> [ExactJSON]
}

extension FeedSource {
  var hasClock: Bool { false }
  var isEverComplete: Bool { false }
  var countsTwins: Bool { false }
}

/// The sources that are tried.
enum FeedSources {
  static let all: [any FeedSource] = [FeedSales(), FeedFinance(), FeedNetting()]
}

/// The hours of a feed as a source writes them.
enum FeedHour {
  /// `2026-03-02T07:00:00` of the hours since the first of March.
  static func text(_ hour: Int) -> String { "\(day(hour))T\(two(hour % 24)):00:00" }

  static func day(_ hour: Int) -> String { "2026-03-\(two(hour / 24 + 1))" }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
