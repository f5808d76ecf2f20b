import Domain
import Projecting

/// Folds the events of a group outside any table, as often as somebody asks.
struct GroupFold {
  let projector: any Projector
  private let decoders = DecoderPool()

  init(_ projector: any Projector) { self.projector = projector }

  /// The look-ups that these events answer.
  func references(_ events: [KeptEvent], _ witness: LookupWitness? = nil) throws -> References {
    let references = References()
    try events.borrowed(decoders) { events in
      for event in events { try references.fold(event) }
    }
    references.witness = witness
    return references
  }

  /// The questions that an event's document takes part in answering.
  func lookups(of event: KeptEvent) throws -> [Lookup] {
    try [event].borrowed(decoders) { events in try events.flatMap(References.lookups) }
  }

  /// The group of one document, by its events; nothing when it makes no rows.
  func group(of events: [KeptEvent]) throws -> [UInt8] {
    try events.sorted(by: KeptEvent.precedes).borrowed(decoders) { events in
      try Self.stated(events).lent { events in
        try DocumentGroup(events).documents.first.map(projector.group) ?? []
      }
    }
  }

  /// The rows that events make: those of documents that named another group then are folded apart.
  func rows(_ events: [KeptEvent], _ references: References) throws -> [FoldedRow] {
    let type = type(of: projector)
    let rows = FoldedRows(type.tables)
    try events.sorted(by: KeptEvent.precedes).borrowed(decoders) { events in
      try Self.stated(events).lent { events in
        var groups: [[UInt8]: [Document]] = [:]
        for document in DocumentGroup(events).documents {
          let key = ByteBuffer()
          if type.linked.contains(document.kind) {
            try projector.group(of: document, into: key)
          } else {
            try projector.group(of: document.earliest, into: key)
          }
          if key.count > 0 { groups[key.bytes.array, default: []].append(document) }
        }
        for key in groups.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
          try projector.fold(DocumentGroup(groups[key] ?? []), references, into: rows)
        }
      }
    }
    return rows.rows
  }

  /// Events that are of documents.
  private static func stated(_ events: [Event]) -> [Event] {
    events.filter { !$0.isCompletion }
  }
}

/// Keeps the rows of a fold.
private final class FoldedRows: RowSink {
  private let tables: [Table]
  private(set) var rows: [FoldedRow] = []

  init(_ tables: [Table]) { self.tables = tables }

  func blank(table: Int) -> Record { Record(tables[table].shape) }

  func add(_ row: Record, table: Int, first: Int64, last: Event) throws {
    let shape = tables[table].shape
    let cells = shape.members.map { Answer.Cell(row, $0) }
    rows.append(
      FoldedRow(
        table: table,
        cells: cells + [
          .integer(first), .integer(last.position), .text("\(last.recordedAt)"),
        ],
        key: tables[table].keyMembers.map { Answer.Cell(row, $0) }))
  }
}

extension Answer.Cell {
  /// A value of a row, as a query would show it.
  init(_ row: Record, _ member: Shape.Member) {
    guard row.isPresent(member.slot) else {
      self = .null
      return
    }
    switch member.type {
    case .decimal: self = .number(Decimal4(bits: row.bits(at: member.slot)).description)
    case .integer, .flag: self = .integer(row.bits(at: member.slot))
    case .day: self = .text(Day(bits: row.bits(at: member.slot)).description)
    case .instant: self = .text(Instant(bits: row.bits(at: member.slot)).description)
    case .text, .list: self = .text(row.text(at: member.slot) ?? "")
    }
  }
}
