import Domain

/// Answers that were given to rows: products come again and again, in the same words.
///
/// A question is the bytes of what a row says, so that no text is made to ask it. What an answer says
/// in words is kept behind its question: both are read together.
final class LookupMemo<Answer> {
  /// Indexes of entries by fingerprint, or −1; twice as many as entries at least.
  private var places: [Int32] = Array(repeating: -1, count: 1024)
  private var entries: [Entry] = []

  /// The parts of every question, each behind a mark, and the words of its answer.
  private let texts = KeptTexts()

  /// The connections that asked, and the one that asked last.
  private var connections: [String: Int] = [:]
  private var last = (name: "", number: -1)

  private struct Entry {
    let fingerprint: UInt64
    let connection: Int
    let question: Bytes
    let answer: Answer
  }

  /// The answer given before, else what `find` says: it puts its words where they last as long as the
  /// answer, and is told the number under which it will be remembered.
  ///
  /// `spare`: where words go of an answer that is not remembered.
  func answer(
    _ connection: String, _ question: LookupQuestion, spare: KeptTexts,
    else find: (KeptTexts, _ number: Int?) -> Answer
  ) -> Answer {
    let connection = number(of: connection)
    let fingerprint = question.fingerprint &+ UInt64(connection)
    if let index = index(of: question, connection, fingerprint) { return entries[index].answer }
    guard entries.count < LookupQuestion.rememberedMax else { return find(spare, nil) }
    let written = texts.keep(question.size) { question.write(to: $0) }
    let answer = find(texts, entries.count)
    keep(written, connection, fingerprint, answer)
    return answer
  }

  private func index(of question: LookupQuestion, _ connection: Int, _ fingerprint: UInt64) -> Int?
  {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: fingerprint) & mask
    while places[place] >= 0 {
      let index = Int(places[place])
      if entries[index].fingerprint == fingerprint, entries[index].connection == connection,
        question.isWritten(in: entries[index].question)
      {
        return index
      }
      place = (place + 1) & mask
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

  private func keep(
    _ question: Bytes, _ connection: Int, _ fingerprint: UInt64, _ answer: Answer
  ) {
    entries.append(
      Entry(
        fingerprint: fingerprint, connection: connection, question: question, answer: answer))
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
