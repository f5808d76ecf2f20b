import Digest
import Domain
import SQLite

/// The SHA-256 of all rows that a statement gives, in the order they come, each cell with its type.
struct RowsHash {
  let hex: String

  init(_ sql: String, _ connection: Connection) throws {
    let select = try connection.prepare(sql)
    let digest = SHA256()
    let row = ByteBuffer(capacity: 16 << 10)
    while try select.step() {
      row.removeAll()
      for column in 0..<select.columnCount {
        switch select.value(column) {
        case .null: row.append(0)
        case .integer(let number): Self.append(1, number, to: row)
        case .real(let number): Self.append(2, Int64(bitPattern: number.bitPattern), to: row)
        case .text: Self.append(3, select.bytes(column), to: row)
        case .blob: Self.append(4, select.bytes(column), to: row)
        }
      }
      digest.update(row.bytes)
    }
    hex = digest.finalize().hex
  }

  private static func append(_ type: UInt8, _ number: Int64, to row: ByteBuffer) {
    row.append(type)
    row.append(bigEndian: number)
  }

  private static func append(_ type: UInt8, _ bytes: Bytes, to row: ByteBuffer) {
    append(type, Int64(bytes.count), to: row)
    row.append(bytes)
  }
}
