import Domain
import EventLog
import Projecting

/// What events after a position say of what is looked up: the questions whose answers may have changed.
///
/// A document takes part in answering what any of its versions names: who asked for what it said
/// before depends on what it says now.
struct ReferenceNews {
  /// From which day on an answer may be another one; `nil` where days do not matter.
  private(set) var questions: [LookupKey: Day?] = [:]

  /// Whether events were taken back: then any answer may be another one.
  private(set) var takesBack = false

  init(_ log: EventLog, after position: Int64, _ head: EventLog.Head) throws {
    var positions: Set<Int64> = []
    try log.forEachHeader(after: position) { header in
      if header.holds([ImportRevoked.kind]) { takesBack = true }
    }
    if takesBack { return }
    try log.forEachReference(after: position, through: head.position) { view in
      positions.insert(view.position)
      // The first version has none before it.
      if !view.schema.isCompletion, view.version > 1 {
        positions.formUnion(
          try log.positions(ofStream: view.naturalID, in: view.source, through: head.position))
      }
    }
    let keeper = EventKeeper()
    var priced: Set<Lookup> = []
    try log.forEachEvent(at: positions.sorted()) { view in
      try add(keeper.event(view), &priced)
    }
    for lookup in try undated(priced, log, head) { questions[lookup.key] = .some(nil) }
  }

  /// Items with prices of characteristics or packagings: those count until the item has a price of its
  /// own, and then for no day any more.
  private func undated(
    _ priced: Set<Lookup>, _ log: EventLog, _ head: EventLog.Head
  ) throws -> Set<Lookup> {
    let sources = try log.sources().filter { $0.kind == OneCPrice.kind }
    if sources.isEmpty { return [] }
    var found: Set<Lookup> = []
    let keeper = EventKeeper()
    for lookup in priced {
      guard case .price(let onec, let ref) = lookup,
        let source = sources.first(where: { $0.connection == onec })
      else { continue }
      guard
        let positions = try log.positions(
          ofStreamsBeginning: ref + "/", in: source, through: head.position, max: Self.pricesMax)
      else {
        found.insert(lookup)
        continue
      }
      try log.forEachEvent(at: positions.sorted()) { view in
        if try References.isPartialPrice(keeper.event(view)) { found.insert(lookup) }
      }
    }
    return found
  }

  /// Prices of one item that are looked through; of more any may be a partial one.
  private static let pricesMax = 2_000

  private mutating func add(_ event: Event, _ priced: inout Set<Lookup>) throws {
    for lookup in try References.lookups(of: event) {
      let day = lookup.isDated ? try References.day(of: event) : nil
      if day != nil { priced.insert(lookup) }
      switch questions[lookup.key] {
      case nil: questions[lookup.key] = .some(day)
      case .some(nil): break
      case .some(let earlier?): questions[lookup.key] = .some(day.map { min($0, earlier) })
      }
    }
  }
}
