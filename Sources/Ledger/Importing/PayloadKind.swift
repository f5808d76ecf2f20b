import Domain
import Importing

/// Says which importer a payload is for.
enum PayloadKind {
  /// The importer that was named, or the one that recognizes the payload.
  static func importer(
    of outline: PayloadOutline, _ bytes: Bytes, named kind: String?, file: String
  ) throws -> any Importer {
    if let form = foreign(bytes) { throw LedgerError(.data, "\(file) is \(form)") }
    if let kind {
      guard let importer = Importers.all.first(where: { type(of: $0).kind.name == kind }) else {
        throw LedgerError(.usage, unknown(kind))
      }
      if outline.form != .empty, importer.place(in: outline) == nil, bytes.count > 2 {
        let others = Importers.all.filter { $0.place(in: outline) != nil }
          .map { type(of: $0).kind.name }
        if !others.isEmpty {
          throw LedgerError(
            .data, "\(file) is not \(kind) but \(others.joined(separator: " or "))")
        }
        if let said = outline.entitySet {
          throw LedgerError(.data, "\(file) is not \(kind): it says that it is \(said) of 1C")
        }
        if outline.form == .unknown, let trouble = outline.trouble {
          throw LedgerError(.data, "\(file): \(place(trouble))")
        }
        if outline.form == .unknown, let first = bytes.trimmed.first, first >= 0x80 {
          throw LedgerError(
            .data, "\(file) is not \(kind): it is neither JSON nor XML nor a table with titles")
        }
        if !type(of: importer).readsTables, let table = table(outline) {
          throw LedgerError(.data, "\(file) is not \(kind) but \(table), which no kind has")
        }
      }
      return importer
    }
    if outline.form == .empty || isEmptyArray(bytes) {
      throw LedgerError(
        .data, "\(file) is empty, so its kind cannot be told: say it with --kind")
    }
    let plain = Importers.all.filter { $0.recognizes(outline) }
    let found = plain.isEmpty ? Importers.all.filter { $0.place(in: outline) != nil } : plain
    guard let importer = found.first else {
      if let words = outline.errorWords {
        throw LedgerError(.data, "\(file): an error, not an answer: «\(words)»")
      }
      if let broken = fault(bytes, outline) { throw LedgerError(.data, "\(file): \(broken)") }
      throw LedgerError(
        .data,
        "\(file) is of no kind that svod knows; known: "
          + Importers.all.map { type(of: $0).kind.name }.sorted().joined(separator: " "))
    }
    guard found.count == 1 else {
      throw LedgerError(
        .data,
        "\(file) may be "
          + found.map { type(of: $0).kind.name }.joined(separator: " or ")
          + ": say which with --kind")
    }
    return importer
  }

  /// Files that nobody reads, with the way out.
  private static func foreign(_ bytes: Bytes) -> String? {
    if bytes.count >= 4, bytes[0] == 0xD0, bytes[1] == 0xCF, bytes[2] == 0x11, bytes[3] == 0xE0 {
      return "a workbook of old Excel (.xls): save it as .xlsx"
    }
    if bytes.hasPrefix("%PDF") { return "a PDF: take the report as XLSX, CSV or from the API" }
    if bytes.hasPrefix("Rar!") { return "a RAR archive: unpack it" }
    return nil
  }

  /// A table in words, by its first columns.
  private static func table(_ outline: PayloadOutline) -> String? {
    let form: String
    switch outline.form {
    case .zip: form = "an archive or a workbook"
    case .csv: form = "a table"
    case .json, .xml, .empty, .unknown: return nil
    }
    let names = outline.names.sorted().filter { !$0.contains("/") && !$0.hasPrefix("[") }.prefix(4)
    return names.isEmpty ? form : "\(form) with «\(names.joined(separator: "», «"))»"
  }

  private static func isEmptyArray(_ bytes: Bytes) -> Bool {
    let text = bytes.prefix(64).trimmed
    return bytes.count <= 64 && (text == "[]" || text == "{}")
  }

  /// What is broken in a payload that nobody knows, if anything is.
  private static func fault(_ bytes: Bytes, _ outline: PayloadOutline) -> String? {
    if let trouble = outline.trouble { return place(trouble) }
    if outline.form == .json {
      do throws(PayloadError) {
        var rows = JSONRows(Payload(name: "", bytes: bytes), at: [])
        try rows.forEach { _, _ throws(PayloadError) in }
      } catch {
        return place(error)
      }
    }
    guard outline.form != .zip, let offset = UTF8Check.firstInvalid(bytes) else { return nil }
    return "byte \(offset): not UTF-8, and of no kind that svod knows"
  }

  static func place(_ error: PayloadError) -> String {
    error.offset.map { "byte \($0): \(error.reason)" } ?? error.reason
  }

  /// The nearest known kind, for a word that is none.
  static func unknown(_ kind: String) -> String {
    let kinds = Importers.all.map { type(of: $0).kind.name }.sorted()
    let near = Nearest.word(to: kind, in: kinds)
    return "there is no kind \(kind)"
      + (near.map { ": did you mean \($0)?" } ?? "; known: \(kinds.joined(separator: " "))")
  }
}

/// The word that was probably meant.
package enum Nearest {
  /// The known word with the fewest changed letters, if it is near enough.
  package static func word(to word: String, in known: [String]) -> String? {
    known.map { (distance(word, $0), $0) }.filter { $0.0 <= max(1, (word.count + 1) / 3) }
      .min { $0 < $1 }?.1
  }

  private static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.prefix(64))
    let b = Array(b.prefix(64))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
