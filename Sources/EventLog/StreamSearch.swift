import Domain
import SQLite

extension EventLog {
  /// The positions of all versions of the streams of a source whose natural ids begin with `prefix`,
  /// up to `end`, without those that were taken back by then.
  ///
  /// Those that were taken back are left out. Read from the stream index: no block is opened. More than `max` is as good as all: `nil`.
  package func positions(
    ofStreamsBeginning prefix: String, in source: SourceName, through end: Int64, max: Int
  ) throws -> [Int64]? {
    let select = try connection.prepare(
      """
      SELECT position FROM streams WHERE source = (SELECT id FROM sources WHERE name = ?1)
        AND natural_id >= ?2 AND natural_id < ?3 AND position <= ?4 LIMIT ?5
      """)
    select.bind(1, source.name)
    select.bind(2, prefix)
    // Nothing in UTF-8 sorts after the last code point.
    select.bind(3, prefix + "\u{10FFFF}")
    select.bind(4, end)
    select.bind(5, Int64(max) + 1)
    var positions: [Int64] = []
    while try select.step() { positions.append(select.integer(0)) }
    if positions.count > max { return nil }
    let gone = try takenBack(asOf: end)
    return gone.isEmpty ? positions : positions.filter { !gone.contains($0) }
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
