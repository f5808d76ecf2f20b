/// Rows of an answer while they are found: no more of them than memory is meant for.
struct AnswerRows {
  /// What a question is allowed that asks for nothing else.
  static let rowsMax = 1_000_000
  static let bytesMax = 256 << 20

  private(set) var rows: [[Answer.Cell]] = []
  private var bytes = 0
  private let rowsMax: Int
  private let bytesMax: Int

  /// What to do about an answer that is too large.
  private let advice: String

  /// `rowsMax` rows and about `bytesMax` bytes are held.
  init(rowsMax: Int, bytesMax: Int, advice: String) {
    self.rowsMax = rowsMax
    self.bytesMax = bytesMax
    self.advice = advice
  }

  mutating func add(_ row: [Answer.Cell]) throws {
    bytes += row.reduce(0) { $0 + $1.size }
    guard bytes <= bytesMax else {
      throw LedgerError(.data, "an answer of more than \(bytesMax >> 20) MiB: \(advice)")
    }
    guard rows.count < rowsMax else {
      throw LedgerError(.data, "more than \(rowsMax) rows: \(advice)")
    }
    rows.append(row)
  }
}
