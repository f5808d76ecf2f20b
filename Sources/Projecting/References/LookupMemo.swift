import Domain

/// Answers that were given to rows: products come again and again, in the same words.
///
/// A question is the bytes of what a row says, so that no text is made to ask it. What an answer says
/// in words is kept behind its question: both are read together.
final class LookupMemo<Answer> {
  /// What was asked, each where its fingerprint points or behind it; more than half are free.
  ///
  /// Between two rows the processor's caches forget it all: each step from memory to memory counts.
  private var slots: [Slot] = Array(repeating: .free, count: 1024)
  private var answers: [Answer] = []

  /// For each answer, the list of what was asked for it (`LookupRecorder`), where that is recorded.
  private var lists: [Int] = []

  var isEmpty: Bool { answers.isEmpty }

  /// The parts of every question, each behind a mark, and the words of its answer.
  private let texts = KeptTexts()

  /// The connections that asked, and the one that asked last.
  private var connections: [String: Int32] = [:]
  private var last = (name: "", number: Int32(-1))

  private struct Slot {
    let fingerprint: UInt64
    let question: Bytes
    let connection: Int32

    /// Its index in `answers`; below 0 where nothing was asked.
    let answer: Int32

    var isFree: Bool { answer < 0 }

    static var free: Slot { Slot(fingerprint: 0, question: .none, connection: 0, answer: -1) }
  }

  /// The answer given before, else what `find` says: it puts its words where they last as long as the
  /// answer, and is told the number under which it will be remembered.
  ///
  /// `spare`: where words go of an answer that is not remembered.
  func answer(
    _ connection: String, _ question: LookupQuestion, spare: KeptTexts,
    _ recorder: LookupRecorder?, else find: (KeptTexts, _ number: Int?) -> Answer
  ) -> Answer {
    let connection = number(of: connection)
    let fingerprint = question.fingerprint &+ UInt64(connection)
    if let index = known(question, connection, fingerprint) {
      recorder?.note(list: lists[index])
      return answers[index]
    }
    guard answers.count < LookupQuestion.rememberedMax else { return find(spare, nil) }
    let written = texts.keep(question.size) { question.write(to: $0) }
    let number = answers.count
    let answer: Answer
    if let recorder {
      let found = recorder.list { find(texts, number) }
      lists.append(found.list)
      recorder.note(list: found.list)
      answer = found.answer
    } else {
      answer = find(texts, number)
    }
    keep(
      Slot(
        fingerprint: fingerprint, question: written, connection: connection,
        answer: Int32(answers.count)))
    answers.append(answer)
    return answer
  }

  private func known(
    _ question: LookupQuestion, _ connection: Int32, _ fingerprint: UInt64
  ) -> Int? {
    var place = first(fingerprint)
    while !slots[place].isFree {
      let slot = slots[place]
      if slot.fingerprint == fingerprint, slot.connection == connection,
        question.isWritten(in: slot.question)
      {
        return Int(slot.answer)
      }
      place = next(place)
    }
    return nil
  }

  private func first(_ fingerprint: UInt64) -> Int {
    Int(truncatingIfNeeded: fingerprint) & (slots.count - 1)
  }

  private func next(_ place: Int) -> Int { (place + 1) & (slots.count - 1) }

  private func number(of connection: String) -> Int32 {
    if last.name == connection, last.number >= 0 { return last.number }
    let number = connections[connection] ?? Int32(connections.count)
    connections[connection] = number
    last = (connection, number)
    return number
  }

  private func keep(_ slot: Slot) {
    if answers.count * 2 >= slots.count {
      let known = slots
      slots = Array(repeating: .free, count: known.count * 2)
      for slot in known where !slot.isFree { put(slot) }
    }
    put(slot)
  }

  private func put(_ slot: Slot) {
    var place = first(slot.fingerprint)
    while !slots[place].isFree { place = next(place) }
    slots[place] = slot
  }
}
