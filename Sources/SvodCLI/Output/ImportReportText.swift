import Domain
import Ledger

/// What an import did, in words or as JSON.
enum ImportReportText {
  /// What became of one file.
  static func words(_ file: ImportReport.FileReport, isDryRun: Bool) -> String {
    let name = AnswerTable.visible(file.name)
    if let id = file.alreadyImported {
      return "\(name): \(file.kind): already imported as import \(id), nothing appended\n"
    }
    var text =
      "\(name): \(file.kind): \(file.rows) rows: \(file.new) new, \(file.revised) revised, "
      + "\(file.withdrawn) withdrawn, \(file.unchanged) unchanged, \(file.setAsideCount) set aside"
    text += isDryRun ? " (dry run, nothing appended)\n" : " (import \(file.importID))\n"
    for total in file.totals {
      let currency = total.currency.map { " " + AnswerTable.visible($0) } ?? ""
      text += "  \(total.name) \(AnswerTable.visible(total.key)): \(total.value)\(currency)\n"
    }
    return text
  }

  /// What became of the tables, when all files are in, and what is known only then.
  static func words(after report: ImportReport) -> String {
    AnswerTable.visibleLines(
      tables(report.tables) + DifferenceText.words(report.differences)
        + comparisons(report.comparisons))
  }

  /// The marketplace's own sums against those of the tables: each difference, and how many agree.
  private static func comparisons(_ all: [Comparison]) -> String {
    let agreeing = all.filter { $0.lines != nil && $0.difference.isZero }
    var text = agreeing.prefix(told).map {
      "\($0.subject): \($0.sourceName) \(amount($0.source, $0)), \($0.table) agrees\n"
    }.joined()
    if agreeing.count > told { text += "\(agreeing.count - told) more agree\n" }
    for comparison in all where comparison.lines == nil || !comparison.difference.isZero {
      text += "\(comparison.subject): \(comparison.sourceName) "
      text += "\(amount(comparison.source, comparison)), "
      text +=
        comparison.lines.map {
          "\(comparison.table) \($0), difference \(amount(comparison.difference, comparison))\n"
        } ?? "\(comparison.table) has no lines of it\n"
    }
    return text
  }

  private static func amount(_ sum: Decimal4, _ comparison: Comparison) -> String {
    "\(sum)" + (comparison.currency.map { " \($0)" } ?? "")
  }

  /// How many sums that agree are told one by one.
  private static let told = 10

  /// What changed in the tables: rows that came, rows that went, rows with other values.
  static func tables(_ changes: [ImportReport.TableChange]) -> String {
    changes.filter { $0.added + $0.removed + $0.changed > 0 }
      .map { "\($0.alias): +\($0.added) −\($0.removed) ~\($0.changed) rows\n" }.joined()
  }

  /// Rows set aside and remarks, one line each.
  static func warnings(_ file: ImportReport.FileReport) -> String {
    if file.alreadyImported != nil { return "" }
    var lines: [String] = []
    for row in file.setAside {
      lines.append("row \(row.row), byte \(row.offset): \(row.field): \(row.reason)")
    }
    if file.setAsideCount > file.setAside.count {
      lines.append("\(file.setAsideCount - file.setAside.count) more rows set aside")
    }
    lines += file.told
    return lines.map { "svod: \(AnswerTable.visible("\(file.name): \($0)"))\n" }.joined()
  }

  /// What the answers lack by what they say, one line each, and what comes of it.
  static func missing(_ report: ImportReport) -> String {
    var lines = report.missing.prefix(missingMax).map { $0 }
    if report.missing.count > missingMax {
      lines.append("\(report.missing.count - missingMax) more answers lack pages")
    }
    if report.isClaimRefused {
      lines.append(
        "--complete is refused, nothing is withdrawn: the rows are imported; give all pages "
          + "together in one command")
    }
    return lines.map { "svod: \(AnswerTable.visible($0))\n" }.joined()
  }

  private static let missingMax = 20

  /// Files that were not read, one line each, and what became of the others.
  static func unread(_ report: ImportReport) -> String {
    if report.unread.isEmpty { return "" }
    var lines = report.unread.prefix(missingMax).map(\.reason)
    let count = report.unread.count
    lines.append(
      "\(count == 1 ? "1 file was" : "\(count) files were") not read; imported were \(report.files.count)"
    )
    return lines.map { "svod: \(AnswerTable.visible($0))\n" }.joined()
  }

  static func json(_ report: ImportReport) -> String {
    let files = report.files.map { file in
      let aside = file.setAside.map {
        "{\"row\":\($0.row),\"offset\":\($0.offset),\"field\":\(JSONText.quoted($0.field)),"
          + "\"reason\":\(JSONText.quoted($0.reason))}"
      }
      return "{\"name\":\(JSONText.quoted(file.name)),\"kind\":\(JSONText.quoted(file.kind)),"
        + "\"import\":\(file.alreadyImported ?? file.importID),"
        + "\"already_imported\":\(file.alreadyImported != nil),\"events\":\(file.events),"
        + "\"summary\":\(file.summary),\"set_aside_rows\":[\(aside.joined(separator: ","))]}"
    }
    let tables = report.tables.map {
      "{\"table\":\"\($0.alias)\",\"added\":\($0.added),\"removed\":\($0.removed),"
        + "\"changed\":\($0.changed),\"rebuilt\":\($0.wasRebuilt)}"
    }
    return "{\"dry_run\":\(report.isDryRun),"
      + "\"missing\":[\(report.missing.map(JSONText.quoted).joined(separator: ","))],"
      + "\"unread\":[\(report.unread.map(json).joined(separator: ","))],"
      + "\"complete_refused\":\(report.isClaimRefused),\"files\":[\(files.joined(separator: ","))],"
      + "\"tables\":"
      + (report.isDryRun
        ? DifferenceText.json(report.differences) : "[\(tables.joined(separator: ","))]") + ","
      + "\"comparisons\":[\(report.comparisons.map(json).joined(separator: ","))]}\n"
  }

  private static func json(_ file: ImportReport.UnreadFile) -> String {
    "{\"path\":\(JSONText.quoted(file.path)),\"reason\":\(JSONText.quoted(file.reason))}"
  }

  private static func json(_ comparison: Comparison) -> String {
    "{\"subject\":\(JSONText.quoted(comparison.subject)),"
      + (comparison.currency.map { "\"currency\":\(JSONText.quoted($0))," } ?? "")
      + "\"source\":\(comparison.source),\"table\":\"\(comparison.table)\","
      + "\"lines\":\(comparison.lines.map { $0.description } ?? "null"),"
      + "\"difference\":\(comparison.difference)}"
  }
}
