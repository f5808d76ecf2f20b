import EventLog
import Platform
import Projecting
package import SQLite

/// The generations of the read tables in a book's `read` folder.
///
/// `p903.g12.sqlite` is generation 12; the link `p903.sqlite` says which one is current, and changing
/// it is the switch. Readers open the file that the link names and stay with it.
package struct TableFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// The current generation's number, or `nil` when the table was never built.
  package func current(_ alias: String) -> Int? {
    Files.target(of: link(alias)).flatMap { Self.generation(of: $0, alias) }
  }

  package func link(_ alias: String) -> String { "\(path)/\(alias).sqlite" }

  package func file(_ alias: String, _ generation: Int) -> String {
    "\(path)/\(alias).g\(generation).sqlite"
  }

  /// Every generation on the disk, ascending.
  package func generations(_ alias: String) throws -> [Int] {
    guard Files.exists(path) else { return [] }
    return try Files.names(in: path).compactMap { Self.generation(of: $0, alias) }.sorted()
  }

  private static func generation(of name: String, _ alias: String) -> Int? {
    let name = Files.name(name)
    guard name.hasPrefix(alias + ".g"), name.hasSuffix(".sqlite") else { return nil }
    return Int(name.dropFirst(alias.count + 2).dropLast(7))
  }

  /// Opens the current generation for reading, or `nil` when the table was never built.
  package func open(_ alias: String, _ access: Connection.Access = .read) throws -> Connection? {
    try openNumbered(alias, access)?.connection
  }

  /// Whether somebody else has made the current generation, such as an administrator once by mistake, and
  /// this user may not change it: it is then built anew beside it.
  func isForeign(_ alias: String) -> Bool {
    guard let generation = current(alias) else { return false }
    let file = file(alias, generation)
    return ([""] + Self.neighbours).contains { WriteObstacle(inFile: file + $0) != nil }
  }

  /// The same, with the number of the generation that was opened.
  package func openNumbered(
    _ alias: String, _ access: Connection.Access = .read
  ) throws -> (generation: Int, connection: Connection)? {
    try withCurrent(alias) { generation in
      let file = file(alias, generation)
      let connection = try Connection(file, access)
      try connection.defend()
      // The first read opens what SQLite needs beside the file. What is wrong with the file itself is
      // told by whoever reads on.
      do { _ = try connection.integer("PRAGMA schema_version") } catch {
        if !Files.exists(file) { throw error }
      }
      return (generation, connection)
    }
  }

  /// Calls `open` with the current generation; again when another one has become current by the time
  /// that it failed, since two switches remove what a slow reader was about to open.
  package func withCurrent<Opened>(
    _ alias: String, _ open: (Int) throws -> Opened
  ) throws -> Opened? {
    var generation = current(alias)
    while let number = generation {
      do { return try open(number) } catch {
        generation = current(alias)
        if generation == number { throw error }
      }
    }
    return nil
  }

  /// The path of a build in progress.
  func building(_ alias: String) -> String { "\(path)/\(alias).building" }

  /// The path of a build that is whole and not yet published.
  func finished(_ alias: String) -> String { "\(path)/\(alias).finished" }

  /// Whether a path is that of a finished build, which nobody changes any more.
  static func isFinished(_ path: String) -> Bool { path.hasSuffix(".finished") }

  /// What a build says of itself that was finished and never published; `nil` when there is none.
  func finishedMeta(_ alias: String) -> TableMeta? {
    guard Files.exists(finished(alias)) else { return nil }
    return try? TableMeta(Connection(finished(alias), .readSealed))
  }

  /// The positions of events that a table's file has set aside.
  func quarantined(in file: Connection) throws -> Set<Int64> {
    Set(try Quarantine.events(in: file).map(\.position))
  }

  /// The tables whose current file has set events aside.
  func quarantining(_ projectors: [any Projector]) throws -> Set<String> {
    var found: Set<String> = []
    for alias in projectors.map({ type(of: $0).alias }) {
      guard let connection = try open(alias) else { continue }
      let table = try connection.integer(
        "SELECT count(*) FROM sqlite_schema WHERE name = '\(Quarantine.table)'")
      if table == 1, try connection.integer("SELECT count(*) FROM \(Quarantine.table)") ?? 0 > 0 {
        found.insert(alias)
      }
    }
    return found
  }

  /// Forgets builds that were finished and never published.
  func forgetFinished() throws {
    guard Files.exists(path) else { return }
    for name in try Files.names(in: path) where name.hasSuffix(".finished") {
      try Files.remove("\(path)/\(name)")
    }
  }

  /// What the checkpoints are to say of finished builds, before they are published.
  func checkpoints(of built: [Rebuild.Built]) throws -> [CheckpointLine.Table] {
    try built.map { table in
      CheckpointLine.Table(
        alias: table.alias, generation: try upcoming(table.alias), position: table.meta.position,
        hash: table.meta.hash, provenanceHash: table.meta.provenanceHash)
    }
  }

  /// The number of the next generation.
  private func upcoming(_ alias: String) throws -> Int { (try generations(alias).last ?? 0) + 1 }

  /// Makes a finished build the current generation; the one before stays, older ones go.
  func publish(_ alias: String) throws -> Int {
    let known = try generations(alias)
    let before = current(alias)
    let next = try upcoming(alias)
    try Files.rename(from: finished(alias), to: file(alias, next))
    try Files.syncFolder(path)
    try Files.link(link(alias), to: Files.name(file(alias, next)))
    for old in known where old != before { try remove(alias, old) }
    return next
  }

  /// Makes the generation before the current one again.
  package func rollBack(_ alias: String) throws -> Int {
    let now = current(alias)
    guard let earlier = try generations(alias).last(where: { $0 < now ?? 0 }) else {
      throw LedgerError(.noInput, "\(alias) has no earlier generation to go back to")
    }
    try Files.link(link(alias), to: Files.name(file(alias, earlier)))
    return earlier
  }

  /// What SQLite puts beside a file.
  private static let neighbours = ["-wal", "-shm", "-journal"]

  private func remove(_ alias: String, _ generation: Int) throws {
    for suffix in [""] + Self.neighbours {
      try Files.remove(file(alias, generation) + suffix)
    }
  }

  /// Whether a file stands beside a table that is gone.
  private static func isForsaken(_ name: String, _ names: [String]) -> Bool {
    guard let neighbour = neighbours.first(where: name.hasSuffix) else { return false }
    return !names.contains(String(name.dropLast(neighbour.count)))
  }

  /// Removes what crashed builds left behind; only the book's writer does this.
  package func sweep() throws {
    guard Files.exists(path) else {
      try Files.makeFolder(path)
      return
    }
    let names = try Files.names(in: path)
    for name in names
    where name.hasSuffix(".building") || name.hasSuffix(".building-journal")
      || name.hasSuffix(".run") || name.hasSuffix(".new") || Self.isForsaken(name, names)
    {
      try Files.remove("\(path)/\(name)")
    }
  }
}
