import Archive
import Digest
import Domain
import EventLog
import Importing
import Platform

/// One import: its files read, identified, archived, and appended in one transaction.
///
/// Killed anywhere in between, the same command run again completes it: the archive keeps what it
/// has, and the log takes all or nothing.
struct ImportRun {
  let request: ImportRequest
  let connection: Connections.Settings
  let writer: LogWriter
  let archive: Archive
  let notes: LineNotes
  let now: Instant

  /// Payloads of so many bytes are large.
  var largeMin = 1 << 20

  struct Page {
    let name: String
    let bytes: [UInt8]
    let hash: [UInt8]
    let importer: any Importer
    var options: ImportOptions
    var report: ImportReport.FileReport

    /// When the file was written last, for words alone.
    let modifiedAt: Instant?
  }

  /// Told of what is better known before it is done.
  var warned: (String) -> Void = { _ in }

  /// Appends what the files say; `preview` sees the log before everything is taken back.
  func run(
    preview: ((EventLog, LogWriter.Outcome) throws -> Void)?,
    _ told: (ImportReport.FileReport) -> Void
  ) throws -> (files: [ImportReport.FileReport], unread: [ImportReport.UnreadFile]) {
    let files = try PayloadFiles.list(request.paths)
    let unread = UnreadFiles(among: files, isStrict: request.isStrict)
    if request.isComplete || request.isStrict || preview != nil {
      let pages = try files.compactMap { file in try unread.passing(file) { try page(file) } }
      var taken: [ImportReport.FileReport] = []
      do { taken = try take(pages, preview, lacksFiles: !unread.files.isEmpty) } catch let refused
        as ClaimRefusedBefore
      {
        taken = refused.reports
      } catch let broken as BrokenPayload { throw broken.error }
      taken.forEach(told)
      return (taken, unread.files)
    }
    // One file in memory at a time: each is an append of its own.
    var reports: [ImportReport.FileReport] = []
    for file in files {
      guard let page = try unread.passing(file, { try page(file) }) else { continue }
      let taken = try unread.appending(file) { try take([page], preview) } ?? []
      taken.forEach(told)
      reports += taken
    }
    return (try recounted(reports), unread.files)
  }

  func page(_ file: String) throws -> Page {
    let bytes = try PayloadFiles.read(file)
    let name = file == "-" ? "standard input" : Files.name(file)
    let importer = try bytes.borrowed { (all) throws in
      let outline = PayloadOutline(of: all)
      let importer = try PayloadKind.importer(of: outline, all, named: request.kind, file: name)
      if outline.form == .json || outline.form == .empty, let offset = UTF8Check.firstInvalid(all) {
        throw LedgerError(.data, "\(name): byte \(offset): not UTF-8")
      }
      return importer
    }
    let kind = type(of: importer).kind.name
    guard type(of: importer).marketplaces.contains(connection.marketplace) else {
      throw LedgerError(
        .data,
        "\(name) is \(kind), which a connection to \(connection.marketplace) does not bring: "
          + "\(connection.name) is the wrong connection")
    }
    var report = ImportReport.FileReport(name: name, kind: kind)
    report.path = file
    return Page(
      name: name, bytes: bytes, hash: SHA256.hash(bytes), importer: importer,
      options: request.options, report: report,
      modifiedAt: file == "-" ? nil : Files.modifiedAt(file).map(Instant.init(rawValue:)))
  }

  private func take(
    _ pages: [Page], _ preview: ((EventLog, LogWriter.Outcome) throws -> Void)?,
    lacksFiles: Bool = false
  ) throws -> [ImportReport.FileReport] {
    var known: Set<[UInt8]> = []
    var pages = pages.filter { known.insert($0.hash).inserted }
    for index in pages.indices {
      try lookBack(&pages[index])
    }
    if pages.allSatisfy({ $0.report.alreadyImported != nil }) { return pages.map(\.report) }
    // Kept before the append is committed, though not before it is made.
    let keeping = isLarge(pages) ? Relay() : nil
    defer { keeping?.wait() }
    if preview == nil {
      for page in pages {
        let keep = {
          try archive.keep(page.bytes, named: page.hash)
          page.bytes.borrowed { notes.write(page.hash, $0) }
        }
        if let keeping { try keeping.hand(keep) } else { try keep() }
      }
    }
    var reports: [ImportReport.FileReport] = []
    _ = try writer.append(at: now, preview: preview) { appender in
      var scopes: [Scope] = []
      var next = try writer.log.importCount()
      for page in pages {
        if page.report.alreadyImported == nil { next += 1 }
        let id = page.report.alreadyImported ?? next
        reports.append(try append(page, appender, &scopes, importID: id))
      }
      if request.isComplete {
        try complete(scopes, pages, appender, &reports, lacksFiles: lacksFiles)
      }
      for (page, report) in zip(pages, reports) {
        guard request.fetchedAt == nil, let older = report.older else { continue }
        let words = older.words(report, page.modifiedAt, isDryRun: request.isDryRun)
        if let words { warned(words) }
      }
      if request.isStrict, let bad = reports.first(where: { $0.setAsideCount > 0 }) {
        let row = bad.setAside[0]
        throw LedgerError(
          .data,
          "\(bad.name): row \(row.row), byte \(row.offset): \(row.field): \(row.reason); "
            + "\(bad.setAsideCount) such rows, nothing was imported because of --strict")
      }
      UnreadMembers.tellOnce(&reports)
      for index in reports.indices where request.isComplete && !reports[index].isClaimRefused {
        reports[index].answer = reports.map { $0.alreadyImported ?? $0.importID }
      }
      for (page, report) in zip(pages, reports) where page.report.alreadyImported == nil {
        try appender.record(record(page, report, appender))
      }
      try keeping?.finish()
    }
    return reports
  }

  /// Whether payloads are read, appended and archived on threads of their own: small ones are done
  /// before a thread has begun.
  private func isLarge(_ pages: [Page]) -> Bool {
    pages.reduce(0) { $0 + $1.bytes.count } >= largeMin
  }

  /// Finds the import that took the bytes of a page before; those that were revoked count no more.
  func lookBack(_ page: inout Page) throws {
    let revoked = try writer.log.takenBack().imports
    while let earlier = try writer.log.earlierImport(
      payload: page.hash, connection: connection.name, kind: type(of: page.importer).kind,
      options: page.options.json, fetchedAt: request.fetchedAt)
    {
      if revoked[earlier.id] == nil {
        page.report.alreadyImported = earlier.id
        return
      }
      page.options.after = earlier.id
    }
  }

  /// What the pages of one kind cover, and the documents that they hold.
  private struct Scope {
    let source: SourceName
    var names: Set<String> = []
    var seen: Set<[UInt8]> = []
  }

  private func append(
    _ page: Page, _ appender: Appender, _ scopes: inout [Scope], importID: Int64
  ) throws -> ImportReport.FileReport {
    let kind = type(of: page.importer).kind
    let source = SourceName(connection: connection.name, kind: kind)
    let fetchedAt = fetchedAt(appender)
    let before = appender.outcome
    try appender.begin(Appender.Origin(importID: importID, payload: page.hash))
    let line = AppendLine(
      appender, source, fetchedAt: fetchedAt, isParallel: isLarge([page]))
    defer { line.stop() }
    var fault: (any Error)?
    var seen: Set<[UInt8]> = []
    var profile = PayloadProfile(
      enumerations: type(of: page.importer).enumerations, until: fetchedAt.moscowDay)
    var hasClock = false
    let intake = Intake { (draft) throws(PayloadError) in
      if request.isComplete { seen.insert(draft.naturalID.array) }
      profile.add(draft.record)
      if draft.occurredAt != nil { hasClock = true }
      do {
        try line.take(
          draft.schema, draft.naturalID, occurredAt: draft.occurredAt, payloadRange: draft.source,
          draft.record)
      } catch {
        fault = error
        throw PayloadError("the log refused it", at: draft.source.lowerBound)
      }
    }
    do throws(PayloadError) {
      try page.bytes.borrowed { (all) throws(PayloadError) in
        try page.importer.readAnswer(
          Payload(name: page.name, bytes: all), page.options.context(connection, fetchedAt),
          into: intake)
      }
    } catch {
      if let fault { throw fault }
      throw BrokenPayload(
        error: LedgerError(.data, "\(page.name): \(PayloadKind.place(error))"))
    }
    try line.finish()
    var report = report(page, intake, importID, before, appender.outcome)
    if request.isComplete {
      let confirmed = request.confirmsEmpty
      add(
        AnswerExtents.scopes(
          rows: intake.rows, intake.scopes, of: page.importer, confirmsEmpty: confirmed),
        seen, source, &scopes)
      if intake.rows == 0,
        let remark = AnswerExtents.remark(onEmpty: page.importer, confirmsEmpty: confirmed)
      {
        report.remarks.append(remark)
      }
    }
    let earlier = try EarlierProfiles(writer.log, connection: connection.name, kind: kind)
    report.profile = profile.json
    report.remarks += profile.remarks(since: earlier)
    report.told = UnreadMembers.told(report.remarks, known: earlier.unread)
    if !hasClock { report.older = OlderFile(lastDay: profile.lastDay, known: earlier.lastDay) }
    return report
  }

  private func add(
    _ names: [String], _ seen: Set<[UInt8]>, _ source: SourceName, _ scopes: inout [Scope]
  ) {
    if let index = scopes.firstIndex(where: { $0.source == source }) {
      scopes[index].names.formUnion(names)
      scopes[index].seen.formUnion(seen)
    } else {
      scopes.append(Scope(source: source, names: Set(names), seen: seen))
    }
  }

  private func complete(
    _ scopes: [Scope], _ pages: [Page], _ appender: Appender,
    _ reports: inout [ImportReport.FileReport], lacksFiles: Bool
  ) throws {
    if try refuses(pages, &reports, lacksFiles: lacksFiles) { return }
    let before = appender.outcome.withdrawn
    guard reports.allSatisfy({ $0.setAsideCount == 0 }) else {
      // A row that could not be read may be any document: its absence proves nothing.
      let words = "rows were set aside, so the answer is not complete: nothing is withdrawn"
      reports[reports.count - 1].remarks.append(words)
      reports[reports.count - 1].told.append(words)
      return
    }
    for scope in scopes {
      for name in scope.names.sorted() {
        try appender.complete(
          name, in: scope.source, fetchedAt: fetchedAt(appender), seen: scope.seen)
      }
    }
    if !reports.isEmpty {
      reports[reports.count - 1].withdrawn += appender.outcome.withdrawn - before
    }
  }

  private func report(
    _ page: Page, _ intake: Intake, _ importID: Int64, _ before: LogWriter.Outcome,
    _ after: LogWriter.Outcome
  ) -> ImportReport.FileReport {
    var report = page.report
    report.importID = importID
    report.rows = intake.rows
    report.new = after.new - before.new
    report.revised = after.revised - before.revised
    report.withdrawn = after.withdrawn - before.withdrawn
    report.unchanged = after.unchanged - before.unchanged
    report.setAside = intake.setAside.map {
      ImportReport.SetAsideRow(row: $0.row, offset: $0.offset, field: $0.field, reason: $0.reason)
    }
    report.setAsideCount = intake.setAsideCount
    report.remarks = intake.remarks.map {
      "\($0.text) (\($0.count == 1 ? "once" : "\($0.count) times"), first in row \($0.firstRow))"
    }
    report.totals = Self.totals(intake)
    report.events = after.events - before.events
    report.pages = intake.pages
    report.scopes = intake.scopes
    return report
  }

  private static func totals(_ intake: Intake) -> [ImportReport.Total] {
    let currencies = Set(intake.totals.compactMap(\.currency))
    // 1C names its currencies by references, which say nothing to people while there is one.
    let isPlain =
      currencies.count < 2 && currencies.allSatisfy { $0 == "RUB" || $0.utf8.count != 3 }
    return intake.totals.map { total in
      ImportReport.Total(
        name: total.name, key: total.key, currency: isPlain ? nil : total.currency,
        value: total.value)
    }
  }

  /// When the payloads were fetched: now by the log's clock, unless it was said.
  ///
  /// So what is taken later is not older, though the machine's clock was set back meanwhile.
  private func fetchedAt(_ appender: Appender) -> Instant {
    request.fetchedAt ?? appender.recordedAt
  }

  private func record(
    _ page: Page, _ report: ImportReport.FileReport, _ appender: Appender
  ) -> ImportRecord {
    ImportRecord(
      id: report.importID, payload: page.hash, payloadSize: Int64(page.bytes.count),
      payloadName: page.name, connection: connection.name, kind: type(of: page.importer).kind,
      importer: Int64(type(of: page.importer).version),
      options: (report.isClaimRefused ? page.options.withoutClaim : page.options).json,
      fetchedAt: fetchedAt(appender), recordedAt: appender.recordedAt, summary: report.summary)
  }
}

extension ImportReport.FileReport {
  /// Counts and control totals as JSON, kept with the import.
  package var summary: String {
    let totals = totals.map {
      "{\"name\":\(JSONText.quoted($0.name)),\"key\":\(JSONText.quoted($0.key)),"
        + ($0.currency.map { "\"currency\":\(JSONText.quoted($0))," } ?? "")
        + "\"value\":\($0.value)}"
    }
    let remarks = remarks.map(JSONText.quoted)
    return "{\"rows\":\(rows),\"new\":\(new),\"revised\":\(revised),\"withdrawn\":\(withdrawn),"
      + "\"unchanged\":\(unchanged),\"set_aside\":\(setAsideCount),"
      + (answer.isEmpty ? "" : "\"answer\":[\(answer.map(String.init).joined(separator: ","))],")
      + "\"profile\":\(profile),\"totals\":[\(totals.joined(separator: ","))],\"remarks\":[\(remarks.joined(separator: ","))]}"
  }
}
