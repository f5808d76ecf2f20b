import Ledger
import TestKit
import Testing

/// Files as downloads leave them: packed by gzip, tables under the name of something else.
@Suite("A file is what its bytes say")
struct PackedPayloadTests {
  /// `[]` as gzip packs it, and one member more than a file may hold.
  private static let packed: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x8B, 0x8E, 0x05, 0x00, 0x29, 0xBB,
    0x4C, 0x0D, 0x02, 0x00, 0x00, 0x00,
  ]

  private func take(_ bytes: [UInt8], _ name: String, kind: String?) throws -> ImportReport {
    let book = try TemporaryBook()
    try book.connect("wb", "WB")
    var request = ImportRequest(paths: [try book.write(bytes, to: name)], connection: "wb")
    request.kind = kind
    return try book.ledger.take(request)
  }

  @Test func `what gzip packed is read where the name says so`() throws {
    let report = try take(Self.packed, "sales.json.gz", kind: "wb.sales")
    #expect(report.files.map(\.rows) == [0])
  }

  @Test(arguments: ["sales.json", "sales"])
  func `elsewhere gzip is named, with the way out`(_ name: String) throws {
    let error = #expect(throws: LedgerError.self) { try take(Self.packed, name, kind: "wb.sales") }
    #expect(error?.message.contains("gzip") == true)
    #expect(error?.message.contains("\(name).gz") == true)
  }

  @Test(arguments: [12, 18, 20])
  func `a packed file that is cut off is refused`(_ length: Int) throws {
    let error = #expect(throws: LedgerError.self) {
      try take(Array(Self.packed.prefix(length)), "sales.json.gz", kind: "wb.sales")
    }
    #expect(error?.message.contains("gzip") == true)
  }

  @Test func `a size that nobody believes is refused before memory is taken`() throws {
    let bomb = Self.packed.dropLast(4) + [0xFF, 0xFF, 0xFF, 0x7F]
    let error = #expect(throws: LedgerError.self) {
      try take(Array(bomb), "sales.json.gz", kind: "wb.sales")
    }
    #expect(error?.message.contains("more than is taken") == true)
  }

  @Test func `a table under another kind is told as a table`() throws {
    let csv = Array("Имя;Город\nА;Б\n".utf8)
    let workbook = MadeWorkbook.bytes([["Имя", "Город"].map(MadeWorkbook.text)])
    for (bytes, name) in [(csv, "a.csv"), (workbook, "a.xlsx")] {
      let error = #expect(throws: LedgerError.self) { try take(bytes, name, kind: "wb.sales") }
      #expect(error?.message.contains("«Город»") == true)
      #expect(error?.message.contains("not JSON") == false)
    }
  }

  @Test func `JSON in UTF-16 is refused by its name`() throws {
    let bytes: [UInt8] = [0xFF, 0xFE] + "[]".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let error = #expect(throws: LedgerError.self) { try take(bytes, "a.json", kind: "wb.sales") }
    #expect(error?.message.contains("UTF-16") == true)
  }
}
