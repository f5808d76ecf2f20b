import Domain
import Platform
import Projecting

/// The last leg of a build: rows that are folded go to the writer, on the same thread or on another
/// that writes while the fold goes on.
struct RowPipeline {
  let writer: TableWriter
  let projector: any Projector

  /// Whether the writer has a thread of its own; the file is the same.
  let isParallel: Bool

  /// Takes a row, until the next one, and the number of its table.
  typealias Take = (RowCells, Int) throws -> Void

  /// Bytes of rows that change threads at once, and how many such portions wait at most.
  private static let portion = 128 << 10
  private static let portionsMax = 4

  /// Calls `fold` with what takes its rows.
  func run(_ fold: (@escaping Take) throws -> Void) throws {
    guard isParallel else { return try fold(writer.add) }
    let rows = Handover<[UInt8]>(limit: Self.portionsMax)
    var folded: Result<Void, any Error> = .success(())
    var written: Result<Void, any Error> = .success(())
    Workers.perform(
      { folded = Result { try feed(rows, fold) } },
      alongside: {
        written = Result { try write(rows) }
        rows.abandon()
      })
    try written.get()
    try folded.get()
  }

  /// A portion is table, length and bytes of a row, again and again.
  private func feed(_ rows: Handover<[UInt8]>, _ fold: (@escaping Take) throws -> Void) throws {
    defer { rows.finish() }
    let portion = ByteBuffer(capacity: Self.portion)
    let row = ByteBuffer()
    func give() throws {
      if !rows.give(portion.bytes.array) { throw Abandoned() }
      portion.removeAll()
    }
    try fold { cells, table in
      row.removeAll()
      cells.write(to: row)
      portion.append(varint: UInt64(table))
      portion.append(varint: UInt64(row.count))
      portion.append(row.bytes)
      if portion.count >= Self.portion { try give() }
    }
    if portion.count > 0 { try give() }
  }

  private func write(_ rows: Handover<[UInt8]>) throws {
    let type = type(of: projector)
    let cells = type.tables.indices.map { RowCells(type.tables[$0], type.ownColumns($0)) }
    while let portion = rows.take() {
      try portion.borrowed { (portion) throws in
        var reader = ByteReader(portion)
        while reader.offset < portion.count {
          let table = try reader.count(atMost: cells.count - 1)
          cells[table].take(portion[try reader.run(try reader.count())])
          try writer.add(cells[table], table: table)
        }
      }
    }
  }

  /// The writer has failed; its error is the one to tell.
  private struct Abandoned: Error {}
}
