import Digest
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

  /// `OwnHash`; empty when members changed since it was reckoned.
  package var ownHash: String

  package init(
    position: Int64, headHash: String, projector: Int, fingerprint: String, rows: Int64,
    hash: String, provenanceHash: String, ownHash: String
  ) {
    self.position = position
    self.headHash = headHash
    self.projector = projector
    self.fingerprint = fingerprint
    self.rows = rows
    self.hash = hash
    self.provenanceHash = provenanceHash
    self.ownHash = ownHash
  }

  static let table = "meta"

  static let create = "CREATE TABLE \(table) (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"

  /// Keys and values as they are stored, in order of key.
  var pairs: [(String, String)] {
    let told = [
      "position": String(position), "head_hash": headHash,
      "projector_version": String(projector), "fingerprint": fingerprint,
      "rows": String(rows), "table_hash": hash, "provenance_hash": provenanceHash,
      "own_hash": ownHash,
    ]
    return told.merging([Self.seal: Self.seal(of: told)]) { $1 }.sorted { $0.key < $1.key }
  }

  /// The key of what seals the other values: a rotten fingerprint looks like another program's, and
  /// the rows of such a table cannot be checked.
  private static let seal = "seal"

  /// SHA-256 over the lines `key value`, in order of key.
  private static func seal(of values: [String: String]) -> String {
    let lines = values.sorted { $0.key < $1.key }.map { "\($0) \($1)\n" }
    return SHA256.hash(Array(lines.joined().utf8)).hex
  }

  /// Whether the seal in a file is that of the values beside it; `nil` where there is none, as in
  /// files of layouts before 4.
  static func isSealed(_ connection: Connection) throws -> Bool? {
    var values = try values(connection)
    return values.removeValue(forKey: seal).map { $0 == seal(of: values) }
  }

  private static func values(_ connection: Connection) throws -> [String: String] {
    var values: [String: String] = [:]
    let select = try connection.prepare("SELECT key, value FROM meta")
    while try select.step() { values[select.string(0)] = select.string(1) }
    return values
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
    let values = try Self.values(connection)
    self.init(
      position: values["position"].flatMap(Int64.init) ?? 0, headHash: values["head_hash"] ?? "",
      projector: values["projector_version"].flatMap(Int.init) ?? 0,
      fingerprint: values["fingerprint"] ?? "", rows: values["rows"].flatMap(Int64.init) ?? 0,
      hash: values["table_hash"] ?? "", provenanceHash: values["provenance_hash"] ?? "",
      ownHash: values["own_hash"] ?? "")
  }
}
