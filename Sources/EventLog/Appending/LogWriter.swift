import Digest
package import Domain
import Platform
import SQLite

/// Appends to the log.
///
/// Whoever makes one holds the book's lock.
package final class LogWriter {
  package let log: EventLog
  private let connection: Connection
  private let checkpoints: Checkpoints

  /// Opens the log and the checkpoints of a book for writing.
  ///
  /// A commit whose checkpoint a crash prevented is caught up with.
  package init(log path: String, checkpoints: Checkpoints) throws {
    connection = try Connection(path, .write)
    log = try EventLog(connection)
    self.checkpoints = checkpoints
    try connection.execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
    try checkpoints.dropCutLine()
    if log.format < EventLog.format {
      // The line comes before the commit: until then nothing is compared with its sum of sightings.
      try FormatUpgrade.run(log) { try addCheckpoint(sightings: nil, isAnew: true) }
    }
    connection.forbidSchemaChanges()
    try addCheckpoint(sightings: nil)
  }

  /// Adds the line of the head unless it is there; `sightings` is what the append changed, `nil` when
  /// nobody knows; all are counted when they are kept `isAnew`.
  private func addCheckpoint(sightings change: SightingsSum?, isAnew: Bool = false) throws {
    let head = try log.head()
    if isAnew, head.position == 0 { return }
    let last = try checkpoints.lastAppend()
    let known = ImportsDigest(
      count: last?.register?.imports ?? 0,
      hash: last?.register?.importsHash ?? EventLog.Head.empty.hash)
    let imports = try log.importCount()
    let isAtHead = last.map { $0.position == head.position } ?? (head.position == 0)
    if !isAnew, isAtHead, known.count == imports, change ?? SightingsSum() == SightingsSum() {
      return
    }
    var sightings = last?.register?.sightings ?? SightingsSum()
    if let change, last == nil || last?.register != nil {
      sightings.add(change)
    } else {
      sightings = try log.sumSightings() ?? SightingsSum()
    }
    let digest = try log.digestImports(after: known)
    try checkpoints.add(
      CheckpointLine.Append(
        position: head.position, hash: head.hash.hex, time: "\(head.recordedAt)",
        register: CheckpointLine.Register(
          imports: digest.count, importsHash: digest.hash, sightings: sightings)))
  }

  /// What one append did.
  package struct Outcome: Sendable, Equatable {
    /// First sightings, later states, withdrawals, and drafts that said nothing new.
    package var new = 0
    package var revised = 0
    package var withdrawn = 0
    package var unchanged = 0

    /// Versions that put a state back which an older page would have hidden.
    package var restated = 0
    package var firstPosition: Int64 = 0
    package var lastPosition: Int64 = 0

    package var events: Int {
      lastPosition == 0 ? 0 : Int(lastPosition - firstPosition + 1)
    }

    package init() {}
  }

  /// Appends what `body` hands over, all or none, durably.
  ///
  /// `preview` sees the log as it would be and then everything is taken back.
  package func append(
    at now: Instant, preview: ((EventLog, Outcome) throws -> Void)? = nil,
    _ body: (Appender) throws -> Void
  ) throws -> Outcome {
    try connection.execute("BEGIN IMMEDIATE")
    do {
      let appender = try Appender(log, at: now)
      log.settle = { [unowned appender] in try appender.settle() }
      defer {
        log.settle = nil
        log.knownSightings = nil
      }
      try body(appender)
      try appender.finish()
      if let preview {
        try preview(log, appender.outcome)
        connection.rollback()
        log.forgetTakenBack()
        return appender.outcome
      }
      try connection.execute("COMMIT")
      // The commit is in a file that may be new: its name has to be on the disk, too.
      try Files.syncFolder(Files.parent(connection.path))
      try addCheckpoint(sightings: appender.sightingsSum)
      return appender.outcome
    } catch {
      connection.rollback()
      log.forgetTakenBack()
      throw error
    }
  }

  /// Moves what the WAL holds into the log's file; only the holder of the lock does this.
  package func checkpoint() throws { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
}
