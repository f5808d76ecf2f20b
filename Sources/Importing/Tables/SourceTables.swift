import Domain

/// Finds the tables in a payload: a CSV file, a ZIP archive of such files, an XLSX workbook.
package enum SourceTables {
  /// Calls `body` with each table that `fits` by its columns (in lower case); there is one at least.
  ///
  /// Other files and sheets are remarked: an archive often holds some that are about other things.
  package static func forEach(
    _ payload: Payload, _ intake: Intake, where fits: (Set<String>) -> Bool,
    _ body: (SourceTable) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    var found = false
    try forEach(payload, intake) { (table) throws(PayloadError) in
      guard fits(table.columns) else {
        intake.remark("«\(table.name)» has other columns and was not read")
        return
      }
      found = true
      try body(table)
    }
    if !found { throw PayloadError("no table in the payload has the columns of this kind") }
  }

  /// Calls `body` with each table that has a header, in the order of the archive or the workbook.
  private static func forEach(
    _ payload: Payload, _ intake: Intake, _ body: (SourceTable) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    if UTF16Text.isMarked(payload.bytes) {
      let unicode = try UTF16Text(payload.bytes)
      return try unicode.text.borrowed { (text) throws(PayloadError) in
        let rows = CSVRows(text, try CSVDialect(of: text))
        let table = try SourceTable(payload.name, .csv(rows), unicode: unicode)
        if !table.header.isEmpty { try body(table) }
      }
    }
    guard ZIPArchive.begins(payload.bytes) else {
      let table = try csv(payload.bytes, payload.name)
      if !table.header.isEmpty { try body(table) }
      return
    }
    let archive = try ZIPArchive(payload.bytes)
    if archive[XLSXBook.part] != nil {
      try XLSXBook(archive).forEachTable(body)
    } else {
      try forEach(archive, intake, body)
    }
  }

  private static func csv(
    _ bytes: Bytes, _ name: String, entry: Range<Int>? = nil
  ) throws(PayloadError) -> SourceTable {
    try SourceTable(name, .csv(CSVRows(bytes, CSVDialect(of: bytes))), entry: entry)
  }

  private static func forEach(
    _ archive: ZIPArchive, _ intake: Intake, _ body: (SourceTable) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    for entry in archive.entries where entry.isFile {
      guard entry.isCSV else {
        intake.remark("«\(entry.name)» in the archive is not CSV and was not read")
        continue
      }
      try archive.read(entry).borrowed { (bytes) throws(PayloadError) in
        let table = try csv(bytes, entry.name, entry: entry.range)
        if !table.header.isEmpty { try body(table) }
      }
    }
  }
}

extension ZIPEntry {
  /// By its name.
  var isCSV: Bool { isFile && name.lowercased().hasSuffix(".csv") }
}
