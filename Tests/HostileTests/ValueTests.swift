import Foundation
import Hostile
import Platform
import TestKit
import Testing

@Suite("Values of payloads are told without what moves a terminal")
struct ValueTests {
  /// What moves the cursor, reorders a line, or begins one that looks like the command's own.
  private static let value = "A\\u001b[2J\\nsvod: all is well\\r\\u009b31m\\u202e\\u2028Z"

  @Test func `no command's answer moves a terminal`() throws {
    let desk = try HostileDesk()
    for (page, pay) in [(1, "712.35"), (2, "700")] {
      let rows = (1...3).map { index in
        HostileDesk.sale(
          index,
          [
            "supplierArticle": "\"\(Self.value)\"", "brand": "\"\(Self.value)\"",
            "subject": "\"\(Self.value)\"", "barcode": "\"\(Self.value)\"",
            "warehouseName": "\"\(Self.value)\"", "forPay": pay,
            "lastChangeDate": "\"2026-03-0\(page)T00:00:00\"",
          ])
      }
      try desk.write(Array("[\(rows.joined(separator: ","))]".utf8), to: "\(page).json")
      try expectStill(["import", "\(page).json", "--connection", "wb"], desk)
    }
    let key = ["wb", "WB_Sales", "S1"]
    for words in [
      ["query", "p900"], ["query", "p900", "--sum", "qty", "--by", "seller_sku"], ["log"],
      ["show", "7"], ["history", "wb/wb.sales/S1"], ["trace", "p900"] + key,
      ["explain", "p900"] + key, ["explain", "p900"] + key + ["seller_sku"],
      ["restated", "--since", "6"], ["diff", "--from", "6", "--to", "9"], ["import", "list"],
      ["import", "show", "1"], ["import", "revoke", "1", "--dry-run"], ["reimport"],
      ["match", "list", "--unmatched"], ["match", "suggest"], ["payload", "list"],
      ["status", "--drift"], ["verify", "--deep"], ["status"],
      ["sql", "SELECT seller_sku, count(*) FROM p900 GROUP BY 1"],
      ["query", "p900", "--where", "seller_sku=\u{1B}[2J\nx"],
    ] {
      try expectStill(words, desk)
    }
  }

  private func expectStill(_ words: [String], _ desk: HostileDesk) throws {
    let child = try desk.run(words)
    #expect(child.code.map { $0 >= 0 } ?? false, "\(words)")
    #expect(
      child.code != 64 || words.contains { $0.contains("\u{1B}") }, "\(words): \(child.complaint)")
    for line in (child.text + child.complaint).split(separator: "\n") {
      #expect(
        !line.unicodeScalars.contains(where: Self.moves), "\(words): \(line.debugDescription)")
      #expect(!line.hasPrefix("svod: all is well"), "\(words)")
    }
  }

  private static func moves(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x20 || (0x7F..<0xA0).contains(value) || (0x2028...0x202E).contains(value)
  }
}
