import Domain
import Importing
import TestKit
import Testing

/// What spreadsheets do to numbers: exponents, noise behind the fifteenth digit, zeros in front, times.
@Suite("A spreadsheet's number is the number that it holds")
struct SpreadsheetNumberTests {
  @Test(arguments: [
    ("4.600000000123E12", "4600000000123"), ("1.2E7", "12000000"), ("2209.1000000000004", "2209.1"),
    ("0.1", "0.1"), ("-0.0", "0"), ("100", "100"), ("1.5E-2", "0.015"),
    ("999999999999999.6", "1E15"),
    ("12.50", "12.5"), ("0", "0"), ("1234567890123456789", "1234567890123456789"),
    ("1.23456789123456E+17", "1.23456789123456E+17"), ("0.30000000000000004", "0.3"),
  ])
  func `its digits are written out as far as the file has them`(_ text: String, _ digits: String) {
    let found = Array(text.utf8).borrowed { SpreadsheetNumber.digits($0) }
    let expected = digits == "1E15" ? "999999999999999.6" : digits
    #expect(found.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test(arguments: ["", "-", "1,5", "abc", "1e", "--1", "1.2.3"])
  func `what is no number is none`(_ text: String) {
    #expect(Array(text.utf8).borrowed { SpreadsheetNumber.digits($0) } == nil)
  }

  @Test(arguments: [
    ("1,23457E+11", SpreadsheetNumber.Name.lost), ("4.6E+12", .lost), ("1E+05", .lost),
    ("-2,5E+10", .lost), ("1.23E12", .lost), ("1.2345678901234567E+16", .lost),
    ("1.23456789123456E17", .lost), ("4.600000000123E+12", .digits(Array("4600000000123".utf8))),
    ("4,600000000123E12", .digits(Array("4600000000123".utf8))), ("12E3", .plain),
    ("1E5", .plain), ("1,5", .plain), ("E+11", .plain), ("А-1E+11", .plain), ("", .plain),
    ("1.5E", .plain),
  ])
  func `a name in exponent form has its digits or has lost them`(
    _ text: String, _ name: SpreadsheetNumber.Name
  ) {
    #expect(Array(text.utf8).borrowed { SpreadsheetNumber.name($0) } == name)
  }

  @Test(arguments: [
    ("46112.9999884259", "2026-03-31", 86_399), ("46112", "2026-03-31", 0),
    ("46112.5", "2026-03-31", 43_200), ("46112.999999", "2026-04-01", 0),
    ("46112.999988425929", "2026-03-31", 86_399), ("46082.00001157407", "2026-03-01", 1),
  ])
  func `a serial is a moment to the second`(_ serial: String, _ day: String, _ second: Int) {
    let bytes = Array(serial.utf8)
    #expect(bytes.borrowed { SerialDays.from1900.day($0) }?.description == day)
    let moment = bytes.borrowed { SerialDays.from1900.instant($0, in: .utc) }
    #expect(moment?.wholeSeconds?.second == second)
  }

  @Test func `articles and dates of a workbook are what the file holds`() throws {
    let header = ["Дата", "Артикул", "Цена"].map(MadeWorkbook.text)
    let bytes = MadeWorkbook.bytes([
      header,
      ["46112.9999884259", "4.600000000123E12", "10"].map { MadeWorkbook.number($0) },
      [
        MadeWorkbook.number("46112"), MadeWorkbook.number("123", style: 1),
        MadeWorkbook.number("20.10000000000001"),
      ],
      [
        MadeWorkbook.number("46112"), MadeWorkbook.number("1.23456789123456E+17"),
        MadeWorkbook.number("1"),
      ],
    ])
    let read = try GivenBytes(bytes).whenRead(by: "table.dealer-prices")
    #expect(read.drafts.map(\.naturalID) == ["4600000000123/2026-03-31", "00123/2026-03-31"])
    #expect(read.setAside.count == 1)
    #expect(read.setAside.first?.reason.contains("lost digits") == true)
  }

  @Test(arguments: ["А-1", "12E3"])
  func `a name in exponent form is set aside with the cell and the remedy`(_ name: String) throws {
    let text = "date;article;price\n01.03.2026;1,23457E+11;10\n01.03.2026;\(name);12\n"
    let read = try GivenBytes(text).whenRead(by: "table.dealer-prices")
    #expect(read.drafts.map(\.naturalID) == ["\(name.lowercased())/2026-03-01"])
    #expect(read.setAside.first?.reason.contains("«1,23457E+11» has lost digits") == true)
  }

  @Test func `a day of another century is none, and an apostrophe is no part of a name`() throws {
    #expect(Array("12".utf8).borrowed { SerialDays.from1900.day($0) } == nil)
    let text = "date;article;price\n01.03.2026;'00123;10\n01.03.2026;4,6001E+04;11\n"
    let read = try GivenBytes(text).whenRead(by: "table.dealer-prices")
    #expect(read.drafts.map(\.naturalID) == ["00123/2026-03-01", "46001/2026-03-01"])
  }

  @Test func `a table in UTF-16 with its mark is read, each row at its own bytes`() throws {
    let text = "Дата;Артикул;Цена\r\n01.03.2026;ЧН-1 😀;10,5\r\n02.03.2026;ЧН-2;11\r\n"
    for isBig in [false, true] {
      var bytes: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
      for unit in text.utf16 {
        let pair = [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
        bytes += isBig ? pair : pair.reversed()
      }
      let read = try GivenBytes(bytes).whenRead(by: "table.dealer-prices")
      #expect(read.drafts.map(\.naturalID) == ["чн-1 😀/2026-03-01", "чн-2/2026-03-02"])
      let row = Array(bytes[read.drafts[1].source])
      let units = stride(from: 0, to: row.count, by: 2).map { place -> UInt16 in
        let (first, second) = (UInt16(row[place]), UInt16(row[place + 1]))
        return isBig ? first << 8 | second : second << 8 | first
      }
      #expect(String(decoding: units, as: UTF16.self) == "02.03.2026;ЧН-2;11")
    }
  }
}
