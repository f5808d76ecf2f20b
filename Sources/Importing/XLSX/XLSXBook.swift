import Domain

/// A workbook of Office Open XML: its sheets in order, as tables of digits and text.
///
/// Numbers stay the digits that stand in the file, and days their counts: nothing is converted
/// before an importer asks. A row of a sheet has the place of the sheet's entry in the payload.
package final class XLSXBook {
  /// The part that makes a ZIP archive a workbook.
  package static let part = "xl/workbook.xml"

  private let archive: ZIPArchive
  private let shared: XLSXStrings
  private let styles: XLSXStyles
  private var sheets: [Sheet] = []
  private var serialDays = SerialDays.from1900

  /// Sheets in one workbook.
  package static let sheetsMax = 1_000

  private struct Sheet {
    let name: String
    let relation: String
  }

  package init(_ archive: ZIPArchive) throws(PayloadError) {
    self.archive = archive
    shared = try Self.strings(archive)
    styles = try Self.styles(archive)
    try Self.scan(archive, Self.part) { (scanner) throws(PayloadError) in
      try readBook(&scanner)
    }
  }

  /// Calls `body` with the first `max` sheets that are not hidden, if they are not empty.
  package func forEachTable(
    max: Int = .max, _ body: (SourceTable) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    let targets = try relations()
    for sheet in sheets.prefix(max) {
      guard let name = targets[sheet.relation], let entry = archive[name] else {
        throw PayloadError("the workbook has no part for the sheet «\(sheet.name)»")
      }
      try Self.unpacked(archive, entry) { (bytes) throws(PayloadError) in
        let table = try SourceTable(
          sheet.name, .sheet(XLSXRows(bytes, shared, styles)), entry: entry.range,
          serialDays: serialDays)
        if !table.header.isEmpty { try body(table) }
      }
    }
  }

  private func readBook(_ scanner: inout XMLScanner) throws(PayloadError) {
    while let token = try scanner.next() {
      guard case .open(let name) = token else { continue }
      if name == "workbookPr" {
        let flag = scanner.attribute("date1904")
        if flag.map({ $0 == "1" || $0 == "true" }) == true { serialDays = .from1904 }
      } else if name == "sheet" {
        if let state = scanner.attribute("state"), state != "visible" { continue }
        guard let name = scanner.attribute("name"), let relation = scanner.attribute("id") else {
          throw PayloadError("a sheet of the workbook has no name")
        }
        guard sheets.count < Self.sheetsMax else {
          throw PayloadError("a workbook of more than \(Self.sheetsMax) sheets")
        }
        var text: [UInt8] = []
        try XMLText.append(name, at: scanner.offset, to: &text)
        sheets.append(
          Sheet(name: String(decoding: text, as: UTF8.self), relation: relation.string))
      }
    }
  }

  /// The parts that the workbook's relations name, by the relation's id.
  private func relations() throws(PayloadError) -> [String: String] {
    var targets: [String: String] = [:]
    try Self.scan(archive, "xl/_rels/workbook.xml.rels") { (scanner) throws(PayloadError) in
      while let token = try scanner.next() {
        guard case .open(let name) = token, name == "Relationship",
          let id = scanner.attribute("Id"), let target = scanner.attribute("Target")
        else { continue }
        targets[id.string] =
          target.first == 0x2F ? target.dropFirst(1).string : "xl/\(target.string)"
      }
    }
    return targets
  }

  private static func strings(_ archive: ZIPArchive) throws(PayloadError) -> XLSXStrings {
    var strings = XLSXStrings()
    guard archive[XLSXStrings.part] != nil else { return strings }
    try scan(archive, XLSXStrings.part) { (scanner) throws(PayloadError) in
      try strings.read(&scanner)
    }
    return strings
  }

  private static func styles(_ archive: ZIPArchive) throws(PayloadError) -> XLSXStyles {
    var styles = XLSXStyles()
    guard archive[XLSXStyles.part] != nil else { return styles }
    try scan(archive, XLSXStyles.part) { (scanner) throws(PayloadError) in
      try styles.read(&scanner)
    }
    return styles
  }

  private static func scan(
    _ archive: ZIPArchive, _ part: String,
    _ body: (inout XMLScanner) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    guard let entry = archive[part] else {
      throw PayloadError("the workbook has no part \(part)")
    }
    try unpacked(archive, entry) { (bytes) throws(PayloadError) in
      do throws(PayloadError) {
        var scanner = try XMLScanner(bytes)
        try body(&scanner)
      } catch { throw error.inside(part, at: entry.range.lowerBound) }
    }
  }

  private static func unpacked(
    _ archive: ZIPArchive, _ entry: ZIPEntry, _ body: (Bytes) throws(PayloadError) -> Void
  ) throws(PayloadError) {
    try archive.read(entry).borrowed { (bytes) throws(PayloadError) in
      if let place = UTF8Check.firstInvalid(bytes) {
        throw PayloadError("not UTF-8", at: place).inside(entry.name, at: entry.range.lowerBound)
      }
      try body(bytes)
    }
  }
}
