package import Domain
import SQLite

extension EventLog {
  /// The positions of a stream's versions up to `end`, in order of version, without those that were
  /// taken back.
  package func positions(
    ofStream naturalID: Bytes, in source: SourceName, through end: Int64 = .max
  ) throws -> [Int64] {
    let gone = try takenBackNow(asOf: end)
    return try versions(ofStream: naturalID, in: source).map(\.position).filter {
      $0 <= end && !gone.contains($0)
    }
  }

  /// Every version of a stream by its whole name, those that were taken back among them.
  package func positions(ofStream name: String) throws -> [Int64] {
    let parts = name.split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count == 3 else { return [] }
    let source = SourceName(connection: parts[0], kind: StreamKind(parts[1]))
    return try Array(parts[2].utf8).borrowed { (id) throws in
      try versions(ofStream: id, in: source).map(\.position)
    }
  }

  /// The positions of all versions of the streams of a source whose natural ids begin with `prefix`,
  /// up to `end`, without those that were taken back by then.
  ///
  /// Read from the stream index: no block is opened. More than `max` is as good as all: `nil`.
  package func positions(
    ofStreamsBeginning prefix: String, in source: SourceName, through end: Int64, max: Int
  ) throws -> [Int64]? {
    var positions: [Int64] = []
    try forEachStream(in: source, prefix: Array(prefix.utf8), while: { positions.count <= max }) {
      positions += $1.map(\.position).filter { $0 <= end }
    }
    if positions.count > max { return nil }
    let gone = try takenBack(asOf: end)
    return gone.isEmpty ? positions : positions.filter { !gone.contains($0) }
  }

  /// The versions of a stream as the index has them, in order of version; those that were taken back
  /// among them.
  package func versions(
    ofStream naturalID: Bytes, in source: SourceName
  ) throws -> [StreamVersion] {
    try settle?()
    let select = try lookup()
    select.reset()
    select.bind(1, source.name)
    defer { select.reset() }
    var versions: [StreamVersion] = []
    if format == 1 {
      select.bindBorrowed(2, text: naturalID)
      while try select.step() {
        versions.append(
          StreamVersion(
            position: select.integer(0), clock: select.integer(1), state: select.integer(2)))
      }
    } else {
      select.bindBorrowed(2, blob: naturalID)
      guard try select.step() else { return [] }
      try StreamPage.forEach(select.bytes(0)) { id, found in
        if naturalID == id { versions = try found.all() }
        return versions.isEmpty && id.borrowed { $0 < naturalID }
      }
    }
    return versions
  }

  private func lookup() throws -> Statement {
    if let selectVersions { return selectVersions }
    let select = try connection.prepare(
      format == 1
        ? """
        SELECT position, clock, state FROM streams
        WHERE source = (SELECT id FROM sources WHERE name = ?1) AND natural_id = ?2
        ORDER BY position
        """
        : """
        SELECT body FROM stream_pages
        WHERE source = (SELECT id FROM sources WHERE name = ?1) AND first_id <= ?2
        ORDER BY first_id DESC LIMIT 1
        """)
    selectVersions = select
    return select
  }

  /// Calls `body` with each stream of a source whose natural id begins with `prefix`, in order of id,
  /// its versions in theirs; those that were taken back among them.
  func forEachStream(
    in source: SourceName, prefix: [UInt8] = [], while goesOn: () -> Bool = { true },
    _ body: (_ naturalID: [UInt8], _ versions: [StreamVersion]) throws -> Void
  ) throws {
    try settle?()
    guard let id = try sourceID(source) else { return }
    if format > 1 {
      return try StreamIndex(connection).forEach(id, prefix: prefix, while: goesOn, body)
    }
    let select = try connection.prepare(
      """
      SELECT natural_id, position, clock, state FROM streams WHERE source = ?1
      ORDER BY natural_id, position
      """)
    select.bind(1, id)
    var naturalID: [UInt8] = []
    var versions: [StreamVersion] = []
    while goesOn(), try select.step() {
      let next = select.bytes(0)
      if !(next == naturalID) {
        if !versions.isEmpty, naturalID.starts(with: prefix) { try body(naturalID, versions) }
        naturalID = next.array
        versions = []
      }
      versions.append(
        StreamVersion(
          position: select.integer(1), clock: select.integer(2), state: select.integer(3)))
    }
    if !versions.isEmpty, naturalID.starts(with: prefix) { try body(naturalID, versions) }
  }

  /// The number of a source in the log's tables; `nil` when it has no events.
  func sourceID(_ source: SourceName) throws -> Int64? {
    let select = try connection.prepare("SELECT id FROM sources WHERE name = ?1")
    select.bind(1, source.name)
    return try select.step() ? select.integer(0) : nil
  }

  /// Connection and kind of every stream there is, in order of their first event.
  package func sources() throws -> [SourceName] {
    let select = try connection.prepare("SELECT name FROM sources ORDER BY id")
    var sources: [SourceName] = []
    while try select.step() {
      if let source = SourceName(select.string(0)) { sources.append(source) }
    }
    return sources
  }
}
