import Domain
import Projecting

/// Hands rows to the writer as they come, for projectors whose groups are in the order of the rows.
final class DirectRows: RowSink {
  private let writer: TableWriter
  private var name: [UInt8] = []

  init(_ writer: TableWriter) { self.writer = writer }

  func group(_ name: Bytes, _ body: () throws -> Void) throws {
    self.name = name.array
    try body()
  }

  func add(_ row: Record, table: Int, first: Int64, last: Event) throws {
    try name.borrowed { (name) throws in
      try writer.add(
        row, table: table, first: first, last: last.position, loadedAt: last.recordedAt, group: name
      )
    }
  }
}

/// Holds rows until all are there, then hands them to the writer in key order.
final class SortedRows: RowSink {
  private let tables: [Table]
  private let sorter: SpillSorter
  private var name: [UInt8] = []
  private var positions: [Int64] = []
  private var key: [UInt8] = []
  private var payload: [UInt8] = []

  init(_ tables: [Table], _ sorter: SpillSorter) {
    self.tables = tables
    self.sorter = sorter
  }

  func group(_ name: Bytes, _ body: () throws -> Void) throws {
    self.name = name.array
    try body()
  }

  func member(_ position: Int64) { positions.append(position) }

  func writeMembers(_ name: Bytes, to writer: TableWriter) throws {
    for position in positions.sorted() { try writer.addMember(name, position) }
    positions.removeAll(keepingCapacity: true)
  }

  func add(_ row: Record, table: Int, first: Int64, last: Event) throws {
    key.removeAll(keepingCapacity: true)
    key.append(UInt8(table))
    RowKey.append(row, tables[table].keyMembers, to: &key)
    payload.removeAll(keepingCapacity: true)
    Varint.appendSigned(first, to: &payload)
    Varint.appendSigned(last.position, to: &payload)
    Varint.appendSigned(last.recordedAt.rawValue, to: &payload)
    Varint.append(UInt64(name.count), to: &payload)
    payload += name
    row.encode(into: &payload)
    try sorter.add(key: key, payload: payload)
  }

  func write(to writer: TableWriter) throws {
    var rows = tables.map { Record($0.shape) }
    let decoders = tables.map { RecordDecoder(RecordLayout($0.shape)) }
    try sorter.forEachSorted { key, payload in
      let table = Int(key[0])
      var reader = ByteReader(payload)
      let first = try reader.signed()
      let last = try reader.signed()
      let loadedAt = Instant(rawValue: try reader.signed())
      let group = payload[try reader.run(try reader.count())]
      rows[table].clear()
      rows[table].take(try decoders[table].decode(payload.dropFirst(reader.offset)))
      try writer.add(
        rows[table], table: table, first: first, last: last, loadedAt: loadedAt, group: group)
    }
  }
}
