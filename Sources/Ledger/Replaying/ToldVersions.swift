import Domain
import EventLog
import Importing
import Platform

/// What the streams of a source would say if some of its imports had never been, or were read anew:
/// its payloads told again, in their order, to a log of their own.
struct ToldVersions {
  let replay: PayloadReplay
  let source: SourceName

  /// Imports that are left out.
  let without: Set<Int64>

  /// Imports whose payloads say what the importer reads in them today; of all others, what the log
  /// kept counts.
  let anew: Set<Int64>

  /// The documents that are looked at.
  let touched: Set<[UInt8]>

  /// The versions that the log has of them.
  let known: [[UInt8]: [StoredVersion]]
  let takenBack: TakenBack

  /// Payloads of so many bytes are read and told on two threads.
  private static let largeMin = 1 << 20

  /// What the log would hold, and the imports whose payloads could not be read again.
  func tell(
    _ tellings: [Telling], at now: Instant
  ) throws -> (versions: [[UInt8]: [StoredVersion]], unread: [UnreadPayload]) {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-told")
    defer { try? Files.removeFolder(folder) }
    let path = folder + "/log.sqlite"
    try EventLog.make(at: path)
    let writer = try LogWriter(log: path, checkpoints: Checkpoints(folder + "/checkpoints"))
    var unread: [Int64: UnreadPayload] = [:]
    _ = try writer.append(at: now) { appender in
      for telling in tellings { try tell(telling, to: appender, &unread) }
    }
    return (
      try writer.log.versions(in: source) { _ in true },
      unread.values.sorted { $0.importID < $1.importID }
    )
  }

  private func tell(
    _ telling: Telling, to appender: Appender, _ unread: inout [Int64: UnreadPayload]
  ) throws {
    var seen: Set<[UInt8]> = []
    var scopes: Set<String> = []
    var isComplete = telling.isComplete
    for page in telling.pages {
      try appender.begin(Appender.Origin(importID: page.id, payload: page.payload))
      let wantsAll = isComplete
      let drafts = EncodingRelay(isParallel: page.payloadSize >= Self.largeMin) { draft in
        let id = draft.naturalID.array
        if wantsAll { seen.insert(id) }
        if touched.contains(id) { try take(draft, id, page, telling.fetchedAt, appender) }
      }
      defer { drafts.stop() }
      let outcome = try replay.read(page, fetchedAt: telling.fetchedAt) { draft in
        try drafts.take(
          draft.schema, draft.naturalID, occurredAt: draft.occurredAt, payloadRange: draft.source,
          draft.record)
      }
      try drafts.finish()
      switch outcome {
      case .read(let summary):
        if let importer = replay.importer(of: page) {
          scopes.formUnion(
            AnswerExtents.scopes(
              rows: summary.rows, summary.scopes, of: importer,
              confirmsEmpty: telling.confirmsEmpty))
        }
        if summary.setAsideCount > 0 { isComplete = false }
      case .erased, .refused:
        unread[page.id] = UnreadPayload(page.id, outcome)
        try repeatEvents(of: page, to: appender)
        seen.formUnion(seenWithoutBytes(at: telling.fetchedAt))
        scopes.formUnion(try claimedScopes(at: telling.fetchedAt))
      }
    }
    guard isComplete else { return }
    for scope in scopes.sorted() {
      try appender.complete(scope, in: source, fetchedAt: telling.fetchedAt, seen: seen)
    }
  }

  /// Appends a draft as it counts: read anew, or as the log kept it when an older importer read it.
  private func take(
    _ draft: EncodingRelay.Document, _ id: [UInt8], _ page: ImportRecord, _ fetchedAt: Instant,
    _ appender: Appender
  ) throws {
    let state = Appender.state(draft.schema, draft.body)
    guard !anew.contains(page.id), let kept = kept(draft, state, id, page, fetchedAt) else {
      return try append(draft, draft.schema, draft.body, state, fetchedAt, to: appender)
    }
    try kept.body.borrowed { (body) throws in
      try append(draft, kept.schema, body, kept.state, fetchedAt, to: appender)
    }
  }

  private func append(
    _ draft: EncodingRelay.Document, _ schema: EventSchema, _ body: Bytes, _ state: Int64,
    _ fetchedAt: Instant, to appender: Appender
  ) throws {
    try appender.take(
      EncodedSighting(
        schema: schema, source: source, naturalID: draft.naturalID, occurredAt: draft.occurredAt,
        fetchedAt: fetchedAt, payloadRange: draft.payloadRange, body: body, state: state))
  }

  /// The version that the log has for a row which today's importer reads otherwise.
  private func kept(
    _ draft: EncodingRelay.Document, _ state: Int64, _ id: [UInt8], _ page: ImportRecord,
    _ fetchedAt: Instant
  ) -> StoredVersion? {
    let versions = (known[id] ?? []).filter { !$0.isWithdrawal }
    let standing = versions.filter { !takenBack.contains($0.position) }
    if versions.contains(where: { $0.state == state && !isReplaced($0) }) { return nil }
    if let own = standing.last(where: {
      $0.origin.payload == page.payload
        && $0.payloadRange.lowerBound == draft.payloadRange.lowerBound
    }) {
      return own
    }
    let clock = (draft.occurredAt ?? fetchedAt).rawValue
    return standing.last { $0.clock <= clock }
  }

  /// Whether a version was taken back because its payload is read otherwise now.
  private func isReplaced(_ version: StoredVersion) -> Bool {
    takenBack.contains(version.position) && takenBack.imports[version.origin.importID] == nil
  }

  /// A payload without bytes says what its events say.
  private func repeatEvents(of page: ImportRecord, to appender: Appender) throws {
    var events: [(id: [UInt8], version: StoredVersion)] = []
    for (id, versions) in known where touched.contains(id) {
      for version in versions
      where version.origin.importID == page.id && !version.payloadRange.isEmpty
        && !takenBack.contains(version.position)
      {
        events.append((id, version))
      }
    }
    for (id, version) in events.sorted(by: { $0.version.position < $1.version.position }) {
      let clock = Instant(rawValue: version.clock)
      try id.borrowed { (id) throws in
        try appender.take(
          Sighting(
            schema: version.schema, source: source, naturalID: id,
            occurredAt: version.hasSourceClock ? clock : nil, fetchedAt: page.fetchedAt,
            payloadRange: version.payloadRange, record: version.record()))
      }
    }
  }

  /// What a complete answer without bytes had: all that it did not withdraw.
  private func seenWithoutBytes(at fetchedAt: Instant) -> [[UInt8]] {
    touched.filter { id in
      !(known[id] ?? []).contains { $0.isWithdrawal && $0.clock == fetchedAt.rawValue }
    }
  }

  private func claimedScopes(at fetchedAt: Instant) throws -> [String] {
    let mark = ScopeCompleted.naturalID("")
    return known.filter { id, versions in
      id.starts(with: mark.utf8) && versions.contains { $0.clock == fetchedAt.rawValue }
    }.keys.map { String(decoding: $0.dropFirst(mark.utf8.count), as: UTF8.self) }
  }
}
