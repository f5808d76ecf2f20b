import Domain
import Projecting

/// Hands rows on as they come, for projectors whose groups are in the order of the rows.
final class DirectRows: RowSink {
  private let take: (FinishedRow) throws -> Void

  init(_ take: @escaping (FinishedRow) throws -> Void) { self.take = take }

  func add(_ row: Record, table: Int, first: Int64, last: Event) throws {
    try take(
      FinishedRow(
        record: row, table: table, first: first, last: last.position, loadedAt: last.recordedAt,
        group: []))
  }
}

/// Holds rows until all are there, then hands them on in key order.
final class SortedRows: RowSink {
  private let tables: [Table]
  private let sorter: SpillSorter
  private let header = ByteBuffer()
  private var name: [UInt8] = []
  private var key: [UInt8] = []
  private var payload: [UInt8] = []

  init(_ tables: [Table], _ sorter: SpillSorter) {
    self.tables = tables
    self.sorter = sorter
  }

  /// The rows that follow are those of this group.
  func enter(_ name: Bytes) { self.name = name.array }

  func add(_ row: Record, table: Int, first: Int64, last: Event) throws {
    key.removeAll(keepingCapacity: true)
    key.append(UInt8(table))
    RowKey.append(row, tables[table].keyMembers, to: &key)
    header.removeAll()
    header.append(signed: first)
    header.append(signed: last.position)
    header.append(signed: last.recordedAt.rawValue)
    header.append(varint: UInt64(name.count))
    header.append(name)
    payload.removeAll(keepingCapacity: true)
    row.encode(into: &payload)
    try key.borrowed { (key) throws in
      try payload.borrowed { (payload) throws in
        try sorter.add(key: key, header.bytes, payload)
      }
    }
  }

  func handOn(to take: (FinishedRow) throws -> Void) throws {
    let decoders = tables.map { RecordDecoder(RecordLayout($0.shape)) }
    try sorter.forEachSorted { key, payload in
      let table = Int(key[0])
      var reader = ByteReader(payload)
      let first = try reader.signed()
      let last = try reader.signed()
      let loadedAt = Instant(rawValue: try reader.signed())
      let group = payload[try reader.run(try reader.count())].array
      var row = Record(tables[table].shape)
      row.take(all: try decoders[table].decode(payload.dropFirst(reader.offset)), shiftedBy: 0)
      try take(
        FinishedRow(
          record: row, table: table, first: first, last: last, loadedAt: loadedAt, group: group))
    }
  }
}
