extension Bomb {
  static let feeds: [Bomb] = [
    feed("entities of entities", "XML with a DTD is not read") {
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"lol\">"
        + (1..<10).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);\">" }.joined()
        + "]><feed>&a9;</feed>"
    },
    feed("an entity from a file", "XML with a DTD is not read") {
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><feed>&x;</feed>"
    },
    feed("an entity of nobody", "an entity that XML itself does not have") {
      "<feed><entry><content><properties><Ref_Key>&x;</Ref_Key></properties></content></entry></feed>"
    },
    feed("100,000 levels", "nested deeper than 64") {
      "<feed>" + String(repeating: "<a>", count: 100_000)
    },
    feed("10,000 attributes", "more than 100 attributes") {
      "<feed " + (0..<10_000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "></feed>"
    },
    feed("a text of 5 MB", "over 1 MiB") {
      "<feed><entry><content><properties><Description>\(String(repeating: "x", count: 5_000_000))"
        + "</Description></properties></content></entry></feed>"
    },
    feed("a comment that never ends", "cut off") {
      "<feed><!--" + String(repeating: "-", count: 3_000_000)
    },
  ]

  private static func feed(
    _ about: String, _ saying: String, _ text: @escaping @Sendable () -> String
  ) -> Bomb {
    Bomb(about, text: "a.xml", "ut", kind: "1c.nomenclature", saying: saying, text)
  }

  static let workbooks: [Bomb] = [
    workbook(
      "a text of 1 MB in every cell", "add up to more than 256 MiB",
      sheet: {
        "<row><c><v>Дата</v></c><c><v>Артикул</v></c><c><v>Цена</v></c></row>"
          + String(repeating: "<row><c t=\"s\"><v>0</v></c></row>", count: 400)
      }, strings: { "<si><t>\(String(repeating: "x", count: 1_000_000))</t></si>" }),
    workbook("a shared text that is not there", "a shared text that is not there") {
      "<row><c t=\"s\"><v>99999999999</v></c></row>"
    },
    workbook("a cell far to the right", "a cell out of its place") {
      "<row><c r=\"ZZZ1\"><v>1</v></c></row>"
    },
    workbook("1,001 sheets", "more than 1000 sheets", sheets: 1_001) { "" },
    workbook("a workbook with a DTD", "XML with a DTD is not read") {
      "<!DOCTYPE a [<!ENTITY a \"x\">]>"
    },
  ]

  private static func workbook(
    _ about: String, _ saying: String, sheets: Int = 1,
    sheet: @escaping @Sendable () -> String, strings: @escaping @Sendable () -> String = { "" }
  ) -> Bomb {
    Bomb(about, "a.xlsx", "ut", kind: "table.dealer-prices", saying: saying) {
      var zip = ZIPWriter()
      let list = (0..<sheets).map { "<sheet name=\"s\($0)\" r:id=\"r1\"/>" }.joined()
      for (name, text) in [
        ("xl/workbook.xml", "<workbook><sheets>\(list)</sheets></workbook>"),
        (
          "xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></Relationships>"
        ),
        ("xl/sharedStrings.xml", "<sst>\(strings())</sst>"),
        ("xl/worksheets/a.xml", "<worksheet><sheetData>\(sheet())</sheetData></worksheet>"),
      ] {
        // A little noise keeps honest sizes below the ratio that bombs have.
        zip.add(name, Array(text.utf8) + noise(text.utf8.count / 100))
      }
      return zip.finish()
    }
  }

  /// A comment that does not compress.
  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 7
    let letters = (0..<count).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 0x61 + UInt8(state >> 40 & 15)
    }
    return Array("<!--".utf8) + letters + Array("-->".utf8)
  }
}
