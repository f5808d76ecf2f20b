import Domain

/// Answers that were given to rows: products come again and again, in the same words.
///
/// A question is the bytes of what a row says, so that no text is made to ask it.
final class ResolutionMemo {
  /// Indexes of entries by fingerprint, or −1; twice as many as entries at least.
  private var places: [Int32] = Array(repeating: -1, count: 1024)
  private var entries: [Entry] = []

  /// The parts of every question, each behind a mark.
  private let questions = ByteBuffer(capacity: 1 << 16)

  /// The connections that asked, and the one that asked last.
  private var connections: [String: Int] = [:]
  private var last = (name: "", number: -1)

  private struct Entry {
    let fingerprint: UInt64
    let connection: Int
    let question: Range<Int>
    let answer: Resolution
  }

  /// What a row says of a product.
  struct Question {
    let product: Bytes?
    let article: Bytes?
    let barcode: Bytes?
  }

  /// No text holds these bytes: parts cannot run together.
  private enum Mark {
    static let absent: UInt8 = 0xFE
    static let present: UInt8 = 0xFF
  }

  /// Answers that are kept, some 150 bytes each: a bound on memory, beyond most catalogues.
  private static let entriesMax = 1 << 18

  /// The answer given before, else what `find` says.
  func answer(_ connection: String, _ question: Question, else find: () -> Resolution)
    -> Resolution
  {
    let connection = number(of: connection)
    let fingerprint = Self.fingerprint(question) &+ UInt64(connection)
    if let index = index(of: question, connection, fingerprint) { return entries[index].answer }
    let answer = find()
    if entries.count < Self.entriesMax { keep(question, connection, fingerprint, answer) }
    return answer
  }

  private func index(of question: Question, _ connection: Int, _ fingerprint: UInt64) -> Int? {
    let (places, entries, kept) = (places, entries, questions.bytes)
    var place = Int(truncatingIfNeeded: fingerprint) & (places.count - 1)
    while places[place] >= 0 {
      let index = Int(places[place])
      if entries[index].fingerprint == fingerprint, entries[index].connection == connection,
        Self.asks(kept[entries[index].question], question)
      {
        return index
      }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  private func number(of connection: String) -> Int {
    if last.name == connection, last.number >= 0 { return last.number }
    let number = connections[connection] ?? connections.count
    connections[connection] = number
    last = (connection, number)
    return number
  }

  private static func fingerprint(_ question: Question) -> UInt64 {
    let product = question.product?.fingerprint ?? 0
    let article = question.article?.fingerprint ?? 1
    return (product &* 31 ^ article) &* 31 ^ (question.barcode?.fingerprint ?? 2)
  }

  /// Whether the parts of a kept question are those of this one.
  private static func asks(_ kept: Bytes, _ question: Question) -> Bool {
    var rest = kept
    return take(question.product, &rest) && take(question.article, &rest)
      && take(question.barcode, &rest) && rest.isEmpty
  }

  private static func take(_ part: Bytes?, _ rest: inout Bytes) -> Bool {
    guard rest.first == (part == nil ? Mark.absent : Mark.present) else { return false }
    rest = rest.dropFirst(1)
    guard let part else { return true }
    guard part.count <= rest.count, rest.prefix(part.count) == part else { return false }
    rest = rest.dropFirst(part.count)
    return true
  }

  private func keep(
    _ question: Question, _ connection: Int, _ fingerprint: UInt64, _ answer: Resolution
  ) {
    let start = questions.count
    for part in [question.product, question.article, question.barcode] {
      questions.append(part == nil ? Mark.absent : Mark.present)
      if let part { questions.append(part) }
    }
    entries.append(
      Entry(
        fingerprint: fingerprint, connection: connection, question: start..<questions.count,
        answer: answer))
    if entries.count * 2 <= places.count { return put(entries.count - 1) }
    places = Array(repeating: -1, count: places.count * 2)
    for index in entries.indices { put(index) }
  }

  private func put(_ index: Int) {
    var place = Int(truncatingIfNeeded: entries[index].fingerprint) & (places.count - 1)
    while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = Int32(index)
  }
}
