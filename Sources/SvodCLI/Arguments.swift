import Domain
import Ledger

/// Reads what people type after options.
enum Arguments {
  /// A moment with its offset.
  static func instant(_ text: String, _ option: String) throws -> Instant {
    let bytes = Array(text.utf8)
    let hasOffset = text.hasSuffix("Z") || bytes.dropFirst(11).contains { $0 == 0x2B || $0 == 0x2D }
    guard hasOffset, let instant = bytes.borrowed({ Instant(iso: $0, in: .utc) }) else {
      throw LedgerError(
        .usage, "\(option) is a time like 2026-03-05T08:00:00Z or …+03:00, not \(text)")
    }
    return instant
  }

  static func day(_ text: String, _ option: String) throws -> Day {
    guard let day = Array(text.utf8).borrowed({ $0.count == 10 ? Day(iso: $0) : nil }) else {
      throw LedgerError(.usage, "\(option) is a day like 2026-03-05, not \(text)")
    }
    return day
  }

  /// `COLUMN=VALUE`.
  static func filter(_ text: String) throws -> (column: String, value: String) {
    guard let sign = text.firstIndex(of: "=") else {
      throw LedgerError(.usage, "--where is COLUMN=VALUE, not \(text)")
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  /// One of the words that an option takes.
  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ option: String
  ) throws -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    let near = Nearest.word(to: text, in: known).map { ", did you mean \($0)?" } ?? ""
    throw LedgerError(
      .usage, "\(option) is \(known.joined(separator: ", ")), not \(text)\(near)")
  }

  /// Names between commas.
  static func names(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { part in
      var name = part
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      return String(name)
    }
  }
}
