import Importing

/// A workbook of one sheet, put together from the XML of its cells.
package enum MadeWorkbook {
  /// `rows`: the cells of each row as they stand in the sheet, such as `<c><v>1</v></c>`; style 1 shows
  /// numbers by `00000`.
  package static func bytes(_ rows: [[String]]) -> [UInt8] {
    var archive = ZIPWriter()
    func add(_ name: String, _ text: String) { archive.add(name, Array(text.utf8)) }
    add(
      "xl/workbook.xml",
      #"<workbook><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>"#)
    add(
      "xl/_rels/workbook.xml.rels",
      #"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#)
    add(
      "xl/styles.xml",
      #"<styleSheet><numFmts count="1"><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs></styleSheet>"#
    )
    let lines = rows.map { "<row>\($0.joined())</row>" }
    add(
      "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData>\(lines.joined())</sheetData></worksheet>")
    return archive.finish()
  }

  /// A cell with a text of its own.
  package static func text(_ text: String) -> String {
    #"<c t="inlineStr"><is><t>\#(text)</t></is></c>"#
  }

  /// A cell with a number as the file spells it.
  package static func number(_ digits: String, style: Int = 0) -> String {
    #"<c s="\#(style)"><v>\#(digits)</v></c>"#
  }
}
