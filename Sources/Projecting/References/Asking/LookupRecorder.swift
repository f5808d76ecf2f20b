import Domain

/// Notes what each row asks of other documents, so that a document that comes later finds the rows that
/// asked for it, be it that they were told nothing.
///
/// Each question belongs to the row that is handed over next; those behind the last row of a group, and
/// those for which a group asks as a whole, to the group (`rest`). Answers that are remembered for many
/// rows are asked as one: their questions are a list with a number.
package final class LookupRecorder {
  /// Which sets hold a question; `AskedSet.everyRow` for what all rows ask.
  package private(set) var pairs: [(lookup: LookupKey, asked: Int32)] = []

  /// Questions whose answers are remembered, by number of the list.
  private var lists: [[LookupKey]] = []

  /// What was asked since the last row: a key, or the number of a list.
  private var tokens: [Token] = []
  private var day: Day?

  /// What the group at hand asked as a whole.
  private var ofGroup: Set<LookupKey> = []

  /// The questions of an answer that is being found.
  private var collected: [LookupKey]?

  /// The sets that are known by what was asked: of one list alone, and of anything else.
  private var setOfList: [Int32] = []
  private var setOfTokens: [[Token]: Int32] = [:]
  private var known: Set<Int32> = []
  private var wide: Set<LookupKey> = []

  private enum Token: Hashable {
    case key(LookupKey)
    case list(Int)
  }

  package init() {}

  /// Begins with another table: remembered answers stay.
  package func begin() {
    pairs.removeAll()
    forget()
    ofGroup.removeAll()
    setOfList.removeAll()
    setOfTokens.removeAll()
    known.removeAll()
    wide.removeAll()
  }

  /// Notes a question.
  func note(_ lookup: Lookup) {
    let key = lookup.key
    if lookup.isWide {
      if wide.insert(key).inserted { pairs.append((key, AskedSet.everyRow)) }
    } else if lookup.isOfGroup {
      ofGroup.insert(key)
    } else if collected != nil {
      collected?.append(key)
    } else {
      tokens.append(.key(key))
    }
  }

  /// Notes the questions of an answer that is remembered.
  func note(list: Int) { tokens.append(.list(list)) }

  /// Notes the day that a price is asked for.
  func note(_ asked: Day) { day = day.map { max($0, asked) } ?? asked }

  /// Gathers what `find` asks as a list: its number.
  func list<Answer>(of find: () -> Answer) -> (answer: Answer, list: Int) {
    precondition(collected == nil, "an answer is remembered inside another one")
    collected = []
    let answer = find()
    lists.append(collected ?? [])
    collected = nil
    return (answer, lists.count - 1)
  }

  /// What was asked since the last row.
  package func take() -> AskedSet {
    defer { forget() }
    if tokens.isEmpty { return .nothing }
    if tokens.count == 1, case .list(let list) = tokens[0] {
      while setOfList.count <= list { setOfList.append(0) }
      if setOfList[list] == 0 { setOfList[list] = number() }
      return AskedSet(number: setOfList[list], day: day?.rawValue)
    }
    if let number = setOfTokens[tokens] { return AskedSet(number: number, day: day?.rawValue) }
    let number = number()
    setOfTokens[tokens] = number
    return AskedSet(number: number, day: day?.rawValue)
  }

  /// What a group asked that is no row's: behind its last row, and as a whole.
  package func rest() -> [AskedSet] {
    var sets: [AskedSet] = []
    if !tokens.isEmpty { sets.append(take()) }
    if !ofGroup.isEmpty {
      sets.append(AskedSet(number: number(of: ofGroup), day: nil))
      ofGroup.removeAll()
    }
    return sets.filter { $0 != .nothing }
  }

  private func forget() {
    tokens.removeAll(keepingCapacity: true)
    day = nil
  }

  /// The number of the set of all that was asked; its questions are told when it is new.
  private func number() -> Int32 {
    var keys: Set<LookupKey> = []
    for token in tokens {
      switch token {
      case .key(let key): keys.insert(key)
      case .list(let list): keys.formUnion(lists[list])
      }
    }
    return number(of: keys)
  }

  private func number(of keys: Set<LookupKey>) -> Int32 {
    let sorted = keys.sorted()
    if sorted.isEmpty { return AskedSet.nothing.number }
    let number = AskedSet.number(of: sorted)
    if known.insert(number).inserted { for key in sorted { pairs.append((key, number)) } }
    return number
  }
}
