import Domain
import EventLog
import Projecting

/// Finds the streams that take part in answering a look-up.
protocol ReferenceStreams {
  /// The positions of all their versions.
  func positions(for lookup: Lookup) throws -> [Int64]
}

/// Finds them exactly: every event that is looked up has been read once.
final class AllReferenceStreams: ReferenceStreams {
  private var streams: [KeptEvent.StreamName: Int] = [:]
  private var positions: [[Int64]] = []
  private var byLookup: [Lookup: Set<Int>] = [:]

  /// Those that were taken back are among them: they counted until then.
  init(_ projector: any Projector, _ log: EventLog, through end: Int64) throws {
    let type = type(of: projector)
    let keeper = EventKeeper()
    // A projector may look up documents of the kinds that it makes rows of.
    let kinds = type.references.union(type.kinds.intersection(References.facts))
    try log.forEachEvent(through: end, of: kinds, takenBackToo: true) { view in
      try add(view, keeper.event(view))
    }
    let claims = type.claims.subtracting(kinds)
    guard !claims.isEmpty else { return }
    try log.forEachCompletion(of: claims, through: end, takenBackToo: true) { view in
      try add(view, keeper.event(view))
    }
  }

  private func add(_ view: EventView, _ event: Event) throws {
    let name = KeptEvent.StreamName(source: view.source, naturalID: view.naturalID.array)
    let stream = streams[name] ?? positions.count
    if stream == positions.count {
      streams[name] = stream
      positions.append([])
    }
    positions[stream].append(view.position)
    for lookup in try References.lookups(of: event) { byLookup[lookup, default: []].insert(stream) }
  }

  func positions(for lookup: Lookup) throws -> [Int64] {
    (byLookup[lookup] ?? []).flatMap { positions[$0] }
  }
}

/// Finds them by the names of streams alone, without reading the log.
///
/// It does not know all answers: an article leads to no item unless the row says which. Whoever uses
/// it sees whether the fold then gives the row, and asks `AllReferenceStreams` if not.
struct NamedReferenceStreams: ReferenceStreams {
  private let log: EventLog
  private let end: Int64
  private let sources: [SourceName]

  /// Items of 1C that the row names.
  private let items: [String]

  /// Positions of cards that other tables name for the row's product.
  private let cards: [Int64]

  private static let streamsMax = 2_000

  init(_ log: EventLog, through end: Int64, items: [String], cards: [Int64]) throws {
    self.log = log
    self.end = end
    self.items = items
    self.cards = cards
    sources = try log.sources()
  }

  func positions(for lookup: Lookup) throws -> [Int64] {
    switch lookup {
    case .connection(let name): try whole(name, [ConnectionSettings.kind], name)
    case .bases: try anywhere(ConnectionSettings.kind)
    case .organization(let onec, _): try beginning(onec, [OneCOrganization.kind], "")
    case .decision(let cabinet, let product): try whole(cabinet, [ProductMatched.kind], product)
    case .card(let cabinet, let name):
      try whole(cabinet, ProductCards.kinds.sorted(), name) + cards
    case .item(let onec, let ref): try whole(onec, [OneCNomenclature.kind], ref)
    case .article(let onec, _):
      try items.flatMap { try whole(onec, [OneCNomenclature.kind], $0) }
    case .barcode(let onec, let barcode):
      try beginning(onec, [OneCBarcode.kind], barcode + "/")
    case .price(let onec, let ref):
      try beginning(onec, [OneCDealerPrice.kind, OneCPrice.kind], ref + "/")
    case .tablePrice(let onec, let article):
      try beginning(onec, [TableDealerPrice.kind], article + "/")
    case .completeness(let connection, let kind, let scope):
      try scope.map { try whole(connection, [kind], ScopeCompleted.naturalID($0)) }
        ?? beginning(connection, [kind], ScopeCompleted.naturalID(""))
    case .weeklyReports(let connection, _):
      try [WBReportScope.Period.daily, .weekly].flatMap { period in
        try beginning(
          connection, [WBFinanceRow.kind], ScopeCompleted.naturalID("\(period.rawValue)/"))
      }
    }
  }

  private func whole(
    _ connection: String, _ kinds: [StreamKind], _ id: String
  ) throws -> [Int64] {
    try kinds.flatMap { kind in
      let source = SourceName(connection: connection, kind: kind)
      guard sources.contains(source) else { return [Int64]() }
      return try Array(id.utf8).borrowed { (id) throws in
        try log.positions(ofStream: id, in: source, through: end)
      }
    }
  }

  private func beginning(
    _ connection: String, _ kinds: [StreamKind], _ prefix: String
  ) throws -> [Int64] {
    try kinds.flatMap { kind in
      let source = SourceName(connection: connection, kind: kind)
      guard sources.contains(source) else { return [Int64]() }
      return try log.positions(
        ofStreamsBeginning: prefix, in: source, through: end, max: Self.streamsMax) ?? []
    }
  }

  private func anywhere(_ kind: StreamKind) throws -> [Int64] {
    try sources.filter { $0.kind == kind }.flatMap { source in
      try log.positions(
        ofStreamsBeginning: "", in: source, through: end, max: Self.streamsMax) ?? []
    }
  }
}
