package import Domain

/// What tables look up in other documents: connections, catalogue, barcodes, prices, decisions.
///
/// Made from the latest states at a log position, so that a mapping or a price that arrives late
/// corrects earlier rows (`read-tables` §0).
package final class References {
  /// The kinds that are folded here.
  package static let kinds: Set<StreamKind> = Set(folds.keys).union(claimed)

  /// The kinds whose documents say something that is looked up.
  package static var facts: Set<StreamKind> { Set(folds.keys) }

  /// Further kinds whose complete answers are looked up (`isComplete`, `weeklyReport`), and no others
  /// of their events.
  private static let claimed: Set<StreamKind> = [OzonAccrual.kind, WBFinanceRow.kind]

  /// How the events of each kind become facts.
  private static let folds: [StreamKind: @Sendable (Event, RecordView) throws -> (any Fact)?] = [
    ConnectionSettings.kind: ConnectionFact.read,
    OneCNomenclature.kind: ItemFact.read,
    OneCBarcode.kind: BarcodeFact.read,
    OneCDealerPrice.kind: PriceFact.read,
    OneCOrganization.kind: OrganizationFact.read,
    OneCPrice.kind: PriceFact.read,
    TableDealerPrice.kind: PriceFact.read,
    ProductMatched.kind: MatchFact.read,
  ].merging(ProductCards.readers) { own, _ in own }

  /// By place in `EventTypes.all`, whether events of the type take part in look-ups.
  package static let takes = EventTypes.all.map { $0.isCompletion || facts.contains($0.kind) }

  private var entries: [String: Entry] = [:]
  private var claims: [String: [Claim]] = [:]
  private var isPrepared = false

  /// Whether every stream is in the look-up tables already.
  private var isWhole = false
  private(set) var catalogue = Catalogue()

  /// Sees every look-up where somebody asks why a row is as it is; rebuilds have none.
  package var witness: LookupWitness?

  /// Notes what rows ask, where a table remembers it.
  package private(set) var recorder: LookupRecorder?

  /// Where documents come from that nobody has asked for yet; none where all are here.
  private var source: (any LookupSource)?
  private var loaded: Set<Lookup> = []

  /// Why documents could not be had: rows that were folded without them are not to be used.
  private(set) var fault: (any Error)?

  /// What rows were told already.
  var told = ToldAnswers()

  /// Texts that are put together for the group at hand.
  package let texts = KeptTexts()

  /// The latest state of one stream.
  private struct Entry {
    var connection: String
    var kind: StreamKind
    var fact: (any Fact)?
    var stated: (clock: Int64, position: Int64)?
    var withdrawn: (clock: Int64, position: Int64)?

    /// Bytes of the event that says what it says.
    var size = 0

    var isWithdrawn: Bool {
      guard let withdrawn else { return false }
      return stated.map { $0 < withdrawn } ?? true
    }
  }

  /// A payload was complete for the natural ids that begin with `scope`.
  package struct Claim: Sendable, Equatable {
    package let scope: String
    package let clock: Instant
  }

  /// About what a fact takes beside its text: places in tables, heads of strings and arrays; and a
  /// question of rows that ask for it, which is remembered.
  private static let factSize = 100 + LookupQuestion.rememberedSize

  package init() {}

  /// Look-ups whose documents are read when they are asked for.
  package init(_ source: any LookupSource) {
    self.source = source
    isPrepared = true
  }

  /// Begins to note what the rows of a table ask.
  package func record() {
    // Each connection asks anew what all its rows ask.
    told.settled = nil
    told.complete = nil
    told.reports = nil
    told.week = nil
    if let recorder { return recorder.begin() }
    precondition(told.isEmpty, "what was remembered before is not recorded")
    recorder = LookupRecorder()
  }

  /// Throws when documents that rows asked for could not be had.
  func check() throws { if let fault { throw fault } }

  /// Called by each look-up before it answers: who asks is noted, and the documents are there.
  func ask(_ lookup: Lookup) {
    recorder?.note(lookup)
    load(lookup)
  }

  /// Sees to it that the documents are there that answer a question.
  func load(_ lookup: Lookup) {
    guard let source, loaded.insert(lookup).inserted else { return }
    var lookups = [lookup]
    if case .price(let onec, let ref) = lookup,
      let article = catalogue.items[.init(onec, ref)]?.article.map(Article.folded)
    {
      lookups += [
        .item(onec: onec, ref: ref), .article(onec: onec, article: article),
        .tablePrice(onec: onec, article: article),
      ]
    }
    do {
      let answers = References()
      try source.forEachEvent(answering: lookups) { try answers.fold($0) }
      answers.prepare()
      catalogue.take(lookup, from: answers.catalogue)
      claims.merge(answers.claims) { _, new in new }
    } catch { fault = error }
  }

  /// Takes events stream events stream by stream, in order of name: what is not looked up is forgotten at once, so
  /// that no more can follow.
  ///
  /// What is handed to `streams` takes the events of one stream in any order, and says about how many
  /// bytes they make the look-ups larger. `stating` is told the position of each event that answers a
  /// question.
  package init(
    _ streams: (_ take: (EventRun) throws -> Int) throws -> Void,
    stating: @escaping (LookupKey, Int64) -> Void = { _, _ in }
  ) throws {
    isWhole = true
    try streams { events in
      for event in events {
        try fold(event)
        guard event.isCompletion else { continue }
        for lookup in try Self.lookups(of: event) { stating(lookup.key, event.position) }
      }
      let size = entries.values.reduce(0) { $0 + $1.size }
      for entry in entries.values {
        guard let fact = entry.fact, let stated = entry.stated else { continue }
        for lookup in fact.lookups(entry.connection) { stating(lookup.key, stated.position) }
      }
      settle()
      return size
    }
    catalogue.finish()
    isPrepared = true
  }

  /// The same look-ups for another thread.
  package func copy() -> References {
    prepare()
    let copy = References()
    copy.isWhole = isWhole
    copy.entries = entries
    copy.claims = claims
    copy.catalogue = catalogue
    copy.isPrepared = true
    return copy
  }

  /// Folds one event in; events of other kinds are passed over.
  package func fold(_ event: Event) throws {
    guard Self.takes[event.schemaIndex] else { return }
    isPrepared = false
    if event.isCompletion {
      let fields = ScopeCompleted()
      let scope = try event.record()[fields.scope]?.string ?? ""
      claims["\(event.connection)/\(event.kind.name)", default: []]
        .append(Claim(scope: scope, clock: event.clock))
      return
    }
    guard Self.folds[event.kind] != nil else { return }
    // Of decisions the last one recorded holds, whatever their clocks say.
    let time = event.schema.isDecision ? event.recordedAt : event.clock
    let order = (clock: time.rawValue, position: event.position)
    var entry =
      entries[event.stream]
      ?? Entry(
        connection: event.connection, kind: event.kind, fact: nil, stated: nil, withdrawn: nil)
    if event.isWithdrawal {
      if entry.withdrawn.map({ $0 < order }) ?? true { entry.withdrawn = order }
    } else if entry.stated.map({ $0 < order }) ?? true {
      entry.stated = order
      entry.fact = try Self.fact(of: event)
      entry.size = Self.factSize + event.size
    }
    entries[event.stream] = entry
  }

  /// What an event says that others look up.
  static func fact(of event: Event) throws -> (any Fact)? {
    try folds[event.kind]?(event, event.record())
  }

  /// Makes the look-up tables; called by the first look-up after a fold.
  func prepare() {
    if isPrepared { return }
    isPrepared = true
    precondition(!isWhole, "a stream came after the last one")
    told = ToldAnswers()
    catalogue = Catalogue()
    settle()
    catalogue.finish()
  }

  /// Adds the streams that were folded to the look-up tables.
  private func settle() {
    // In order of stream name, so that no dictionary's order shows.
    for name in entries.keys.sorted(by: Self.precedes) {
      guard let entry = entries[name], let fact = entry.fact else { continue }
      fact.add(
        to: catalogue, connection: entry.connection, isWithdrawn: entry.isWithdrawn,
        order: entry.stated ?? (0, 0))
    }
    if isWhole { entries.removeAll(keepingCapacity: true) }
  }

  /// By bytes, as streams come that are sorted on disk.
  private static func precedes(_ lhs: String, _ rhs: String) -> Bool {
    lhs.utf8.lexicographicallyPrecedes(rhs.utf8)
  }

  /// Whether an answer was complete for a day, whose scope is `YYYY-MM-DD/`.
  package func isComplete(_ connection: String, _ kind: StreamKind, on day: Day) -> Bool {
    prepare()
    recorder?.note(.completeness(connection: connection, kind: kind, scope: "\(day)/"))
    load(.completeness(connection: connection, kind: kind, scope: nil))
    let isComplete = completeDays(connection, kind).contains(day)
    if let witness {
      let scope = "\(day)/"
      witness.note(
        .completeness(connection: connection, kind: kind, scope: scope),
        isComplete ? [scope] : [])
    }
    return isComplete
  }

  /// Kept for who asked last: rows come connection by connection.
  private func completeDays(_ connection: String, _ kind: StreamKind) -> Set<Day> {
    if let last = told.complete, last.connection == connection, last.kind == kind {
      return last.days
    }
    var days: Set<Day> = []
    for claim in claims["\(connection)/\(kind.name)"] ?? [] {
      let day = claim.scope.borrowed { Day(iso: $0.prefix($0.count - 1)) }
      if let day, claim.scope == "\(day)/" { days.insert(day) }
    }
    told.complete = ToldAnswers.Complete(connection, kind, days: days)
    return days
  }

  /// Every complete answer of a kind in a connection, in order of clock.
  package func claims(_ connection: String, _ kind: StreamKind) -> [Claim] {
    ask(.completeness(connection: connection, kind: kind, scope: nil))
    let all = claimed(connection, kind)
    witness?.note(
      .completeness(connection: connection, kind: kind, scope: nil), all.map(\.scope))
    return all
  }

  /// The same for who asks about some of them, and says which.
  func claimed(_ connection: String, _ kind: StreamKind) -> [Claim] {
    (claims["\(connection)/\(kind.name)"] ?? []).sorted {
      ($0.clock, $0.scope) < ($1.clock, $1.scope)
    }
  }
}

/// Something that a document says and others look up.
protocol Fact: Sendable {
  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64))

  /// The questions that it takes part in answering.
  func lookups(_ connection: String) -> [Lookup]
}
