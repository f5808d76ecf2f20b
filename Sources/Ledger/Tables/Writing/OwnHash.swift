import Digest
import Domain
import Projecting
import SQLite
import SQLiteFile

/// SHA-256 over what is in a table's file for Svod alone: which events make which rows, what was asked of
/// other documents, and which events were set aside.
///
/// No row tells it, so the hashes of the rows do not cover it; yet an event that is lost from its group
/// is missing from the rows of the next update, and so is news of a question that is lost. Each member,
/// what each row asked, each question and each event that was set aside is fed as a record of SQLite's
/// file format, in order of the primary key.
final class OwnHash {
  private let digest = SHA256()
  private let record = RecordEncoder()
  private let records = ByteBuffer(capacity: 64 << 10)

  /// One call of the digest for many records costs less than one for each.
  private static let portion = 32 << 10

  /// Adds an event of a group.
  func add(member group: Bytes, _ position: Int64) {
    record.begin()
    record.append(blob: group)
    record.append(position)
    feed()
  }

  /// Adds what a row of the first table asked, after all members, in order of the rows' key.
  func add(_ row: RowCells) { if row.writeAsked(to: record) { feed() } }

  /// Adds what was asked, after all rows.
  func add(_ questions: AskedQuestions) {
    for pair in questions.pairs {
      record.begin()
      record.append(Int64(pair.lookup))
      record.append(Int64(pair.asked))
      feed()
    }
    for rest in questions.rest {
      record.begin()
      record.append(Int64(rest.asked))
      rest.group.borrowed { record.append(blob: $0) }
      record.append(rest.position)
      feed()
    }
  }

  /// Adds an event that was set aside, after all questions.
  func add(_ event: Quarantine.Event) {
    record.begin()
    record.append(event.position)
    for text in [event.stream, event.type, event.reason] { record.append(text) }
    feed()
  }

  private func add(asked row: Statement) {
    record.begin()
    record.append(row.integer(0))
    if row.isNull(1) { record.appendNull() } else { record.append(row.integer(1)) }
    feed()
  }

  private func feed() {
    record.write(to: records)
    if records.count > Self.portion {
      digest.update(records.bytes)
      records.removeAll()
    }
  }

  /// Lower-case hex.
  func finish() -> String {
    digest.update(records.bytes)
    return digest.finalize().hex
  }

  /// The hash of what lies in a file.
  static func reckon(_ projector: any Projector, _ connection: Connection) throws -> String {
    let hash = OwnHash()
    let type = type(of: projector)
    if type.grouping.isNamed {
      let members = try connection.prepare(
        "SELECT row_group, position FROM \(TableSchemas.members(type.tables[0])) ORDER BY 1, 2")
      while try members.step() { hash.add(member: members.bytes(0), members.integer(1)) }
    }
    if type.asks {
      let table = type.tables[0]
      let keys = table.keyMembers.map(Table.stored).joined(separator: ", ")
      let rows = try connection.prepare(
        "SELECT asked, asked_day FROM \(table.rowsName) ORDER BY \(keys)")
      while try rows.step() { hash.add(asked: rows) }
      hash.add(try AskedQuestions(in: connection, table))
    }
    for event in try Quarantine.events(in: connection) { hash.add(event) }
    return hash.finish()
  }
}
