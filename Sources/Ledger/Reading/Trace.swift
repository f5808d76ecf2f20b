import Domain
package import EventLog
package import Projecting

/// From a row of a table to the events that shaped it and the bytes that they came from.
package struct Trace: Sendable {
  /// The row, by column.
  package let row: Answer

  /// Every event of the row's group and what it looks up elsewhere, in order of position.
  package let steps: [Step]

  /// One event that the row came from.
  package struct Step: Sendable {
    package let event: EventDescription
    package let role: Role

    /// The values of the version before; none for a document's first.
    package let before: [EventDescription.Named]

    /// The row of the payload, or why it cannot be shown.
    package let source: Source

    /// Where in an archive or a workbook the row is, if the payload is one.
    package let member: PayloadMember?

    /// The import that brought it; `nil` for events that no payload brought.
    package let origin: ImportRecord?
  }

  package enum Role: Sendable, Equatable {
    /// Of the document that the row shows.
    case document

    /// Of another document of the group, such as a posting that finance replaced.
    case group

    /// Looked up: what it says.
    case lookedUp(String)
  }

  package enum Source: Sendable {
    case bytes([UInt8], line: Int, column: Int)
    case missing(String)
  }

  /// Finds the row by the parts of its key and gathers its events.
  package init(
    _ ledger: Ledger, _ projector: any Projector, table: String? = nil, key parts: [String],
    in folder: TableFolder? = nil
  ) throws {
    let log = try ledger.book.openLog()
    let folder = folder ?? ledger.tables
    let found = try RowEvents(
      log, folder, projector, table: table ?? type(of: projector).alias, key: parts)
    row = found.found.answer
    let story = try RowStory.latest(found, log, folder)
    steps = try TraceSteps(story, log, ledger.book).steps
  }
}

/// Puts the steps of a trace together, each payload read once.
private struct TraceSteps {
  private(set) var steps: [Trace.Step] = []

  init(_ story: RowStory, _ log: EventLog, _ book: Book) throws {
    let group = Set(story.row.events.map(\.position))
    var said: [Int64: String] = [:]
    for event in try story.deciding() where !group.contains(event.position) {
      said[event.position] = try LookupWords.said(event)
    }
    let shown = story.row.events.first { $0.position == story.row.found.lastPosition }?.stream
    let versions = Versions(story)
    var sources = PayloadSources(try book.openArchive(), LineNotes(book))
    var events: [(EventDescription, Trace.Role, [EventDescription.Named], BlockHeader, KeptEvent)] =
      []
    try log.forEachEvent(at: group.union(said.keys).sorted()) { view in
      let event = KeptEvent(view)
      let role: Trace.Role =
        said[view.position].map { .lookedUp($0) } ?? (event.stream == shown ? .document : .group)
      events.append(
        (try EventDescription(view), role, try versions.values(before: event), view.block, event))
      sources.expect(view)
    }
    try sources.read()
    var imports: [Int64: ImportRecord] = [:]
    for (description, role, before, block, event) in events {
      let origin = try imports[block.importID] ?? log.importRecord(block.importID)
      imports[block.importID] = origin
      steps.append(
        Trace.Step(
          event: description, role: role, before: before,
          source: sources.source(of: description.payloadRange, in: block.payload),
          member: try origin.flatMap {
            try sources.member(of: description.payloadRange, $0, event, log)
          }, origin: origin))
    }
  }

  /// The versions of all documents of a story.
  private struct Versions {
    private var known: [KeptEvent.StreamName: [Int64: KeptEvent]] = [:]

    init(_ story: RowStory) {
      for event in story.row.events + story.consulted {
        known[event.stream, default: [:]][event.version] = event
      }
    }

    func values(before event: KeptEvent) throws -> [EventDescription.Named] {
      try known[event.stream]?[event.version - 1]?.values() ?? []
    }
  }
}
