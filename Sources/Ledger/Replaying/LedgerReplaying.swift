import Archive
import EventLog

extension Ledger {
  /// Takes imports back; a dry run says what would change and appends nothing.
  package func revoke(_ revocation: Revocation, isDryRun: Bool) throws -> Revocation.Report {
    try revoke(revocation, isDryRun: isDryRun, reading: book.openArchive())
  }

  /// The same with the payloads of another book's archive.
  func revoke(
    _ revocation: Revocation, isDryRun: Bool, reading archive: Archive
  ) throws -> Revocation.Report {
    try writing { writer in
      let replay = PayloadReplay(archive: archive, connections: try Connections(writer.log))
      let now = now()
      var report = Revocation.Report()
      var differences: [TableDifference] = []
      let preview = { (log: EventLog, _: LogWriter.Outcome) in
        differences = try TablesApart(ledger: self).differences(log)
      }
      _ = try writer.append(at: now, preview: isDryRun ? preview : nil) { appender in
        report = try revocation.append(to: appender, of: writer.log, replay, at: now)
      }
      report.isDryRun = isDryRun
      report.differences = differences
      if !isDryRun { _ = try TablesAtHead(self).bring(writer.log, built) }
      return report
    }
  }
}
