package import Domain
import EventLog
import Importing
import Logging
import Platform
package import Projecting

/// The whole trip of a payload: bytes → importer → events → log → projector → read table → answer.
///
/// Each method is one leg of it, in the order a payload goes; the rooms know nothing of each other.
package struct Ledger {
  package let book: Book

  /// The clock: the only one there is, and only the log's writer is told it.
  package var now: () -> Instant = { Machine.now }

  /// What is going on, for people who wait and for those who look for a fault.
  private let log = Logger(label: "svod")

  /// Told of each file that an import has taken, before the next one.
  package var taken: (ImportReport.FileReport) -> Void = { _ in }

  /// Told how far a scan of the log is: events read, events in all.
  package var progress: (Int64, Int64) -> Void = { _, _ in }

  package init(_ book: Book) throws {
    try book.check()
    self.book = book
  }

  package var tables: TableFolder { TableFolder(book.readFolder) }

  /// Adds a connection, or changes its settings.
  package func connect(_ settings: Connections.Settings) throws -> Int {
    try writing { writer in
      let events = try Connections.add(settings, writer, at: now())
      if let onec = settings.onec, try Connections(writer.log)[onec] == nil {
        log.notice("\(settings.name) waits for \(onec), which is not connected yet")
      }
      _ = try TablesAtHead(self).bring(writer.log, built)
      return events
    }
  }

  /// The projectors whose tables are there: what a change of the log leaves behind.
  var built: [any Projector] {
    Projectors.all.filter { tables.current(type(of: $0).alias) != nil }
  }

  package func connections() throws -> Connections { try Connections(book.openLog()) }

  /// Payloads → archive → importer → log → tables.
  package func take(_ request: ImportRequest, updates: Bool = true) throws -> ImportReport {
    try writing { writer in
      var run = ImportRun(
        request: request, connection: try Connections(writer.log).require(request.connection),
        writer: writer, archive: try book.openArchive(.write), notes: LineNotes(book), now: now())
      run.warned = { log.warning("\($0)") }
      var report = ImportReport()
      report.isDryRun = request.isDryRun
      guard !request.isDryRun else {
        var differences: [TableDifference] = []
        (report.files, report.unread) = try run.run(
          preview: { log, _ in differences = try TablesApart(ledger: self).differences(log) },
          taken)
        report.differences = differences
        report.missing = AnswerExtents.missing(report.files)
        return report
      }
      do { (report.files, report.unread) = try run.run(preview: nil, taken) } catch {
        // The files before the broken one are in the log: their tables follow.
        if updates { _ = try TablesAtHead(self).bring(writer.log, Projectors.all) }
        throw error
      }
      report.missing = AnswerExtents.missing(report.files)
      log.debug("appended", metadata: ["events": "\(report.events)"])
      if updates {
        report.tables = try TablesAtHead(self).bring(writer.log, Projectors.all)
        report.comparisons = try Comparison.all(self, request.connection, report.files)
        report.remarks =
          try unresolvedArticles(report, request.connection, writer.log)
          + SupersededRows.told(self, request.connection, report.files)
      }
      return report
    }
  }

  /// Prices by article wait for an item: those that have none, or several, are told.
  private func unresolvedArticles(
    _ report: ImportReport, _ connection: String, _ log: EventLog
  ) throws -> [String] {
    guard report.files.contains(where: { $0.kind == TableDealerPrice.kind.name }) else { return [] }
    let references = try TablesAtHead.references(log, log.head())
    return references.unresolvedArticles(connection).prefix(Intake.toldMax).map { article in
      article.items == 0
        ? "the article \(article.article) is of no item in 1C yet"
        : "the article \(article.article) is of \(article.items) items in 1C: it decides nothing"
    }
  }

  /// Log → tables, from where they stand to the head.
  package func update(_ projectors: [any Projector]) throws -> [ImportReport.TableChange] {
    try writing { writer in try TablesAtHead(self).bring(writer.log, projectors) }
  }

  /// Log → the tables that were built before: what a command that was killed has left undone.
  package func catchUp() throws {
    _ = try writing { writer in try TablesAtHead(self).bring(writer.log, built) }
  }

  /// Log → tables, from the first event; the finished tables replace the current ones at once.
  ///
  /// `review` sees what would change before they do; when it throws, the tables stay as they are.
  package func rebuild(
    _ projectors: [any Projector], _ options: Rebuild.Options = Rebuild.Options(),
    review: (([TableDifference]) throws -> Void)? = nil
  ) throws -> [Rebuild.Built] {
    try writing { writer in
      try tables.sweep()
      if !options.resumes { try tables.forgetFinished() }
      var options = options
      options.isOfBook = true
      let built = try self.rebuild(projectors, in: tables, options)
        .build(from: writer.log, writer.log.head())
      if let review {
        try review(
          built.map { table in
            try TableDifference.between(
              tables.current(table.alias).map { tables.file(table.alias, $0) },
              tables.finished(table.alias), projector: projector(table.alias))
          })
      }
      try book.checkpoints.add(tables.checkpoints(of: built))
      for table in built {
        let generation = try tables.publish(table.alias)
        log.debug(
          "published", metadata: ["table": "\(table.alias)", "generation": "\(generation)"])
      }
      return built
    }
  }

  /// The same tables as they stood at `position`, into a folder of their own.
  package func rebuild(
    _ projectors: [any Projector], asOf position: Int64, into folder: String,
    _ options: Rebuild.Options = Rebuild.Options()
  ) throws -> [Rebuild.Built] {
    let log = try book.openLog()
    try Files.makeFolder(folder)
    let apart = TableFolder(folder)
    try apart.sweep()
    let built = try rebuild(projectors, in: apart, options)
      .build(from: log, log.head(at: position))
    for table in built { _ = try apart.publish(table.alias) }
    return built
  }

  private func rebuild(
    _ projectors: [any Projector], in folder: TableFolder, _ options: Rebuild.Options
  ) -> Rebuild {
    var rebuild = Rebuild(projectors, in: folder)
    rebuild.options = options
    rebuild.progress = progress
    rebuild.isStopped = { Machine.isInterrupted }
    return rebuild
  }

  /// The projector of a table, for those who ask it: see `Query`, `Trace` and `Verification`.
  package func projector(_ name: String) throws -> any Projector {
    if let found = Projectors.all.first(where: {
      type(of: $0).alias == name || type(of: $0).name == name
    }) {
      return found
    }
    let known = Projectors.all.flatMap { [type(of: $0).alias, type(of: $0).name] }
    let near = Nearest.word(to: name, in: known)
    throw LedgerError(
      .usage,
      "there is no table \(name): "
        + (near.map { "did you mean \($0)?" }
          ?? "known: \(Projectors.all.map { type(of: $0).alias }.joined(separator: " "))"))
  }

  /// Holds the book's lock while `body` writes.
  func writing<Result>(_ body: (LogWriter) throws -> Result) throws -> Result {
    let lock = try book.lock { log.notice("waiting for another svod that writes this book") }
    defer { withExtendedLifetime(lock) {} }
    try book.checkRights()
    log.debug("the book is locked for writing", metadata: ["book": "\(book.path)"])
    let result = try body(book.openWriter())
    try book.syncFolders()
    return result
  }
}
