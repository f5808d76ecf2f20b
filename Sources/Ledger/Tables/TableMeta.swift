import Domain
import Digest
import EventLog
package import Projecting
package import SQLite

/// What a read table says of itself in `meta`.
package struct TableMeta: Sendable, Equatable {
  package var position: Int64
  package var headHash: String
  package var projector: Int
  package var fingerprint: String
  package var rows: Int64

  /// Empty when rows changed since it was reckoned.
  package var hash: String
  package var provenanceHash: String

  package init(
    position: Int64, headHash: String, projector: Int, fingerprint: String, rows: Int64,
    hash: String, provenanceHash: String
  ) {
    self.position = position
    self.headHash = headHash
    self.projector = projector
    self.fingerprint = fingerprint
    self.rows = rows
    self.hash = hash
    self.provenanceHash = provenanceHash
  }

  static let table = "meta"

  static let create = "CREATE TABLE \(table) (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"

  /// Keys and values as they are stored.
  var pairs: [(String, String)] {
    [
      ("position", String(position)), ("head_hash", headHash),
      ("projector_version", String(projector)), ("fingerprint", fingerprint),
      ("rows", String(rows)), ("table_hash", hash), ("provenance_hash", provenanceHash),
    ]
  }

  func write(to connection: Connection) throws {
    let insert = try connection.prepare(
      "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value"
    )
    for (key, value) in pairs {
      insert.bind(1, key)
      insert.bind(2, value)
      try insert.run()
    }
  }

  package init(_ connection: Connection) throws {
    var values: [String: String] = [:]
    let select = try connection.prepare("SELECT key, value FROM meta")
    while try select.step() { values[select.string(0)] = select.string(1) }
    self.init(
      position: values["position"].flatMap(Int64.init) ?? 0, headHash: values["head_hash"] ?? "",
      projector: values["projector_version"].flatMap(Int.init) ?? 0,
      fingerprint: values["fingerprint"] ?? "", rows: values["rows"].flatMap(Int64.init) ?? 0,
      hash: values["table_hash"] ?? "", provenanceHash: values["provenance_hash"] ?? "")
  }
}

extension Projector {
  /// Names what the table was made with: its schema, its rules and its event types.
  ///
  /// A table with another fingerprint is stale.
  package static var fingerprint: String {
    var text = "layout \(TableSchemas.layout)\nversion \(version)\n"
    for table in tables {
      text += table.createRows(hasGroups: grouping.isNamed) + "\n"
      text +=
        (table.createIndexes(hasGroups: grouping.isNamed) + table.createViews)
        .joined(separator: "\n") + "\n"
    }
    for kind in kinds.union(references).sorted() { text += "reads \(kind.name)\n" }
    for schema in EventTypes.all.sorted(by: { $0.tag < $1.tag })
    where kinds.union(references).contains(schema.kind) {
      text += "\(schema.tag) \(schema.shape.json)\n"
    }
    return SHA256.hash(Array(text.utf8)).hex
  }
}

extension Grouping {
  /// Whether rows have their group behind them.
  package var isNamed: Bool { if case .named = self { true } else { false } }
}
