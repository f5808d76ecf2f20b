import Domain

/// Answers that were given to rows: products come again and again, in the same words.
///
/// A question is the bytes of what a row says, so that no text is made to ask it.
final class ResolutionMemo {
  /// Indexes of entries by fingerprint, or −1; twice as many as entries at least.
  private var places: [Int32] = Array(repeating: -1, count: 1024)
  private var entries: [Entry] = []
  private let questions = ByteBuffer(capacity: 1 << 16)
  private let question = ByteBuffer()

  private struct Entry {
    let fingerprint: UInt64
    let question: Range<Int>
    let answer: Resolution
  }

  /// Answers that are kept: a bound on memory, beyond any catalogue.
  private static let entriesMax = 1_000_000

  /// The answer given before, else what `find` says.
  func answer(
    _ connection: String, _ product: Bytes?, _ article: Bytes?, _ barcode: Bytes?,
    else find: () -> Resolution
  ) -> Resolution {
    let fingerprint = ask(connection, [product, article, barcode])
    var place = Int(truncatingIfNeeded: fingerprint) & (places.count - 1)
    while places[place] >= 0 {
      let index = Int(places[place])
      if entries[index].fingerprint == fingerprint,
        questions[entries[index].question] == question.bytes
      {
        return entries[index].answer
      }
      place = (place + 1) & (places.count - 1)
    }
    let answer = find()
    if entries.count < Self.entriesMax { keep(answer, fingerprint) }
    return answer
  }

  private func ask(_ connection: String, _ parts: [Bytes?]) -> UInt64 {
    question.removeAll()
    question.append(connection)
    var fingerprint = question.bytes.fingerprint
    for part in parts {
      // No text holds these bytes: parts cannot run together.
      question.append(part == nil ? 0xFE : 0xFF)
      guard let part else { continue }
      question.append(part)
      fingerprint = fingerprint &* 31 ^ part.fingerprint
    }
    return fingerprint
  }

  private func keep(_ answer: Resolution, _ fingerprint: UInt64) {
    let start = questions.count
    questions.append(question.bytes)
    entries.append(
      Entry(fingerprint: fingerprint, question: start..<questions.count, answer: answer))
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
