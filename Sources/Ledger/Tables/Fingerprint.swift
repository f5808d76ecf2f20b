import Digest
import Domain
import EventLog
package import Projecting
import Synchronization

extension Projector {
  /// Names what the table was made with: its schema, its rules and its event types.
  ///
  /// A table with another fingerprint is stale.
  package static var fingerprint: String {
    let type = ObjectIdentifier(Self.self)
    if let known = Fingerprints.known.withLock({ $0[type] }) { return known }
    let fingerprint = reckonFingerprint()
    Fingerprints.known.withLock { $0[type] = fingerprint }
    return fingerprint
  }

  private static func reckonFingerprint() -> String {
    var text = "layout \(TableSchemas.layout)\nversion \(version)\n"
    for (index, table) in tables.enumerated() {
      let own = ownColumns(index)
      text += table.createRows(own) + "\n"
      text += (table.createIndexes(own) + table.createViews).joined(separator: "\n") + "\n"
    }
    for kind in kinds.union(references).sorted() { text += "reads \(kind.name)\n" }
    for schema in EventTypes.all.sorted(by: { $0.tag < $1.tag })
    where kinds.union(references).contains(schema.kind) {
      text += "\(schema.tag) \(schema.shape.json)\n"
    }
    return SHA256.hash(Array(text.utf8)).hex
  }
}

/// To put the schemas of all events into words takes longer than to read a small table.
private enum Fingerprints {
  static let known = Mutex<[ObjectIdentifier: String]>([:])
}
