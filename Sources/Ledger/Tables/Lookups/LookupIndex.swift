import Digest
import Domain
import EventLog
import Platform
import Projecting
import SQLite

/// Which events answer what is looked up, by key of the question: who asks little reads little of the
/// log.
///
/// One file beside the tables, `lookups.sqlite`, as disposable as they are; only the book's writer opens
/// it. It may name events that say so no longer: who reads them reads their whole documents.
final class LookupIndex {
  static let name = "lookups.sqlite"

  private let connection: Connection
  private let select: Statement

  /// How far the log was read.
  private(set) var position: Int64

  /// Opens the index of a folder; `nil` when there is none that can be used: one of another log or
  /// program, one that somebody else made, or one from before events were taken back, by which what
  /// documents said earlier counts again.
  init?(in folder: TableFolder, _ log: EventLog) throws {
    let path = Self.path(in: folder)
    guard Files.exists(path),
      Self.neighbours.allSatisfy({ WriteObstacle(inFile: path + $0) == nil })
    else { return nil }
    do {
      let connection = try Connection(path, .write)
      try connection.defend()
      let meta = try Self.meta(connection)
      guard let position = meta.position, meta.fingerprint == Self.fingerprint,
        try position <= log.head().position,
        try meta.headHash == log.head(at: position).hash.hex,
        try !Self.takesBack(log, after: position)
      else { return nil }
      self.connection = connection
      self.position = position
      select = try connection.prepare("SELECT position FROM answers WHERE lookup = ?1")
    } catch {
      // What cannot be used is made anew beside it, as a table that somebody else made.
      return nil
    }
  }

  private static func takesBack(_ log: EventLog, after position: Int64) throws -> Bool {
    var found = false
    try log.forEachHeader(after: position) { header in
      if header.holds([ImportRevoked.kind]) { found = true }
    }
    return found
  }

  /// The positions of events that answer any of these questions, ascending.
  func positions(answering lookups: [Lookup]) throws -> [Int64] {
    var found: Set<Int64> = []
    for lookup in lookups {
      select.reset()
      select.bind(1, Int64(lookup.key.rawValue))
      while try select.step() { found.insert(select.integer(0)) }
    }
    return found.sorted()
  }

  /// Takes in what the log says since the index was written last.
  func bring(to head: EventLog.Head, _ log: EventLog) throws {
    if position == head.position { return }
    var answers = Answers()
    let keeper = EventKeeper()
    try log.forEachReference(after: position, through: head.position) { view in
      for lookup in try References.lookups(of: keeper.event(view)) {
        answers.add(lookup.key, view.position)
      }
    }
    try connection.transaction {
      try Self.insert(answers, connection)
      try Self.write(head, connection)
    }
    position = head.position
  }

  /// Events by key of what they answer, in the order of the file.
  struct Answers {
    private var pairs: [(key: Int32, position: Int64)] = []

    mutating func add(_ key: LookupKey, _ position: Int64) {
      pairs.append((key.rawValue, position))
    }

    var sorted: [(key: Int32, position: Int64)] {
      pairs.sorted { ($0.key, $0.position) < ($1.key, $1.position) }
    }
  }

  /// Writes the index of a log anew.
  static func make(in folder: TableFolder, _ answers: Answers, _ head: EventLog.Head) throws {
    let building = "\(folder.path)/lookups.building"
    try Files.remove(building)
    do {
      let connection = try Connection(building, .create)
      try connection.execute(
        """
        PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE answers (
          lookup INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (lookup, position)
        ) STRICT, WITHOUT ROWID;
        """)
      try insert(answers, connection)
      try write(head, connection)
      try connection.execute("COMMIT")
      try connection.keepWriteAheadLog()
    }
    try Files.sync(building)
    for suffix in neighbours.dropFirst() { try Files.remove(path(in: folder) + suffix) }
    try Files.rename(from: building, to: path(in: folder))
  }

  private static func insert(_ answers: Answers, _ connection: Connection) throws {
    let insert = try connection.prepare("INSERT OR IGNORE INTO answers VALUES (?1, ?2)")
    for (key, position) in answers.sorted {
      insert.bind(1, Int64(key))
      insert.bind(2, position)
      try insert.run()
    }
  }

  /// The file, and what SQLite puts beside it.
  private static let neighbours = ["", "-wal", "-shm", "-journal"]

  private static func path(in folder: TableFolder) -> String { "\(folder.path)/\(name)" }

  private static func write(_ head: EventLog.Head, _ connection: Connection) throws {
    let insert = try connection.prepare("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")
    for (key, value) in [
      ("position", "\(head.position)"), ("head_hash", head.hash.hex), ("fingerprint", fingerprint),
    ] {
      insert.bind(1, key)
      insert.bind(2, value)
      try insert.run()
    }
  }

  private static func meta(
    _ connection: Connection
  ) throws -> (position: Int64?, headHash: String?, fingerprint: String?) {
    var values: [String: String] = [:]
    let select = try connection.prepare("SELECT key, value FROM meta")
    while try select.step() { values[select.string(0)] = select.string(1) }
    return (values["position"].flatMap(Int64.init), values["head_hash"], values["fingerprint"])
  }

  /// Names the rules by which it was made; `layout` rises when they change.
  private static let layout = 1

  private static let fingerprint: String = {
    let tags = EventTypes.all.filter { References.kinds.contains($0.kind) }.map(\.tag).sorted()
    return SHA256.hash(Array("\(layout) \(tags.joined(separator: " "))".utf8)).hex
  }()
}
