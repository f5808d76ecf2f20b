/// One sale, report line or movement of a made-up source, from its first hour to its last.
struct FeedDocument: Sendable {
  /// From 0, in the order in which the source lists its rows.
  let number: Int

  /// The report, or the day, whose rows are told together.
  let scope: Int

  /// The document whose row is the same but for what names it; its own number when there is none.
  let twin: Int
  let isReturn: Bool

  /// Without the id that its kind of row mostly has.
  let isNameless: Bool

  /// What the source says of it, oldest first.
  let states: [State]

  /// From this hour on the source does not know it any more.
  let gone: Int?

  /// What is said from an hour on.
  struct State: Sendable {
    let since: Int
    let kopecks: Int64

    /// What is amended besides the money: a bank order, a brand.
    let remark: Int
  }

  /// What the source says at an hour; `nil` while it does not know the document.
  func state(at hour: Int) -> State? {
    if let gone, hour >= gone { return nil }
    return states.last { $0.since <= hour }
  }
}

/// A row as a page has it.
struct FeedRow: Sendable {
  let document: FeedDocument
  let state: FeedDocument.State

  /// The money with the sign of its direction.
  var signedKopecks: Int64 { document.isReturn ? -state.kopecks : state.kopecks }

  static func money(_ kopecks: Int64) -> String {
    let (whole, rest) = kopecks.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(kopecks < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
