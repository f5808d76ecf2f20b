import Domain
package import Projecting
package import SQLite

/// What the rows of a table asked of other documents, as it is kept in the table's file.
package struct AskedQuestions {
  /// Which sets hold a question (`LookupRecorder`).
  private(set) var pairs: [(lookup: Int32, asked: Int32)] = []

  /// What groups asked that is no row's.
  private(set) var rest: [Rest] = []

  package init() {}

  struct Rest: Equatable {
    let asked: Int32
    let group: [UInt8]

    /// An event of the group.
    let position: Int64

    static func precedes(_ lhs: Rest, _ rhs: Rest) -> Bool {
      if lhs.asked != rhs.asked { return lhs.asked < rhs.asked }
      if lhs.group != rhs.group { return lhs.group.lexicographicallyPrecedes(rhs.group) }
      return lhs.position < rhs.position
    }
  }

  /// Takes what a group asked that is no row's, when its rows are there.
  mutating func end(_ group: Bytes, _ documents: DocumentGroup, _ references: References) {
    guard let recorder = references.recorder else { return }
    for set in recorder.rest() {
      rest.append(
        Rest(asked: set.number, group: group.array, position: documents.lastPosition))
    }
  }

  /// Takes the questions of all rows, when the last one is there.
  mutating func finish(_ references: References) {
    pairs = (references.recorder?.pairs ?? []).map { ($0.lookup.rawValue, $0.asked) }.sorted {
      ($0.0, $0.1) < ($1.0, $1.1)
    }
    rest.sort(by: Rest.precedes)
  }
}

extension AskedQuestions {
  /// What lies in a table's file.
  package init(in connection: Connection, _ table: Table) throws {
    let select = try connection.prepare(
      "SELECT lookup, asked FROM \(TableSchemas.lookups(table)) ORDER BY 1, 2")
    while try select.step() {
      pairs.append(
        (
          Int32(truncatingIfNeeded: select.integer(0)), Int32(truncatingIfNeeded: select.integer(1))
        ))
    }
    let selectRest = try connection.prepare(
      "SELECT asked, row_group, position FROM \(TableSchemas.rest(table)) ORDER BY 1, 2, 3")
    while try selectRest.step() {
      rest.append(
        Rest(
          asked: Int32(truncatingIfNeeded: selectRest.integer(0)),
          group: selectRest.bytes(1).array, position: selectRest.integer(2)))
    }
  }

  /// Whether all that another one says is said here too.
  func holds(_ other: AskedQuestions) -> Bool {
    let pairs = Set(pairs.map(Pair.init))
    let groups = Set(rest.map { Asker(asked: $0.asked, group: $0.group) })
    return other.pairs.allSatisfy { pairs.contains(Pair($0)) }
      && other.rest.allSatisfy { groups.contains(Asker(asked: $0.asked, group: $0.group)) }
  }

  private struct Pair: Hashable {
    let lookup: Int32
    let asked: Int32

    init(_ pair: (lookup: Int32, asked: Int32)) { (lookup, asked) = pair }
  }

  private struct Asker: Hashable {
    let asked: Int32
    let group: [UInt8]
  }

  /// Puts it into a table's file beside what is there.
  func insert(into connection: Connection, _ table: Table) throws {
    if !pairs.isEmpty {
      let insert = try connection.prepare(
        "INSERT OR IGNORE INTO \(TableSchemas.lookups(table)) VALUES (?1, ?2)")
      for pair in pairs {
        insert.bind(1, Int64(pair.lookup))
        insert.bind(2, Int64(pair.asked))
        try insert.run()
      }
    }
    if rest.isEmpty { return }
    let insert = try connection.prepare(
      "INSERT OR IGNORE INTO \(TableSchemas.rest(table)) VALUES (?1, ?2, ?3)")
    for entry in rest {
      insert.bind(1, Int64(entry.asked))
      insert.bind(2, blob: entry.group)
      insert.bind(3, entry.position)
      try insert.run()
    }
  }
}

extension DocumentGroup {
  /// The position of its last event.
  fileprivate var lastPosition: Int64 {
    documents.reduce(0) { $1.versions.reduce($0) { max($0, $1.position) } }
  }
}
