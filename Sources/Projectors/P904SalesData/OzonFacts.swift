import Domain
import Projecting

/// Reads what Ozon's finance has booked, and leaves out what does not count.
struct OzonFacts {
  private(set) var facts: [OzonFact] = []
  private let references: References

  /// Where in `facts` each accrual is: Ozon may move one to another day.
  private var accruals: [Int64: Int] = [:]

  init(_ references: References) { self.references = references }

  /// Takes what a document of finance tells.
  mutating func read(_ document: Document, _ postings: OzonPostings) throws {
    do {
      switch OzonTeller.of(document.latest) {
      case .operation:
        let fact = try OzonFact(operation: document, postings, references.texts)
        if !isHidden(fact) { facts.append(fact) }
      case .fee: facts.append(try OzonFact(fee: document, references.texts))
      case .accrual: try readAccrual(document)
      case .posting, .returned, .other, nil: break
      }
    } catch is Decimal4.Overflow {
      throw ProjectionError(document.latest, "an amount is too large")
    }
  }

  /// A day that was imported completely from accruals has no operations beside them.
  private func isHidden(_ fact: OzonFact) -> Bool {
    guard let date = fact.date else { return false }
    return references.isComplete(fact.document.connection, OzonAccrual.kind, on: date)
  }

  /// Of an accrual that is known on two days the later state counts.
  private mutating func readAccrual(_ document: Document) throws {
    let fact = try OzonFact(accrual: document, references.texts)
    guard let id = try document.latest.record()[OzonAccrual().accrual_id] else {
      facts.append(fact)
      return
    }
    if let place = accruals[id] {
      let (old, new) = (facts[place].document.latest, document.latest)
      if (old.clock, old.position) < (new.clock, new.position) { facts[place] = fact }
    } else {
      accruals[id] = facts.count
      facts.append(fact)
    }
  }
}
