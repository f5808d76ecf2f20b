import TestKit
import Testing

/// A file of the package, its comments and the texts of its literals blanked where rules need it.
struct SourceFile: Sendable, CustomTestStringConvertible {
  let path: String
  let text: String

  var testDescription: String { path }

  /// The file's name without `.swift`.
  var name: String { String((path.split(separator: "/").last ?? "").dropLast(6)) }

  /// The folder that names its target: `Domain`, or the room `WBSales`.
  var target: String {
    let parts = path.split(separator: "/").map(String.init)
    return Self.roomFolders.contains(parts[1]) && parts.count > 3 ? parts[2] : parts[1]
  }

  /// The floor: `Domain`, `Importers` and the others.
  var floor: String { String(path.split(separator: "/")[1]) }

  static let roomFolders: Set = ["Importers", "Projectors"]

  /// Every Swift file below `folders`.
  static func all(in folders: [String]) throws -> [SourceFile] {
    try folders.flatMap { PackageFolder.files(in: $0, withExtension: "swift") }.map {
      SourceFile(path: $0, text: try PackageFolder.text(of: $0))
    }
  }

  /// Lines with neither comments nor the words of literals, numbered from 1.
  var code: [(number: Int, text: String)] {
    var isInBlock = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { index, line in
        let quotes = line.contains("\"\"\"")
        defer { if quotes { isInBlock.toggle() } }
        return (index + 1, isInBlock || quotes ? "" : Self.blanked(line))
      }
  }

  /// A line up to its comment, its literals empty.
  private static func blanked(_ line: Substring) -> String {
    var result = ""
    var isInText = false
    var isEscaped = false
    for character in line {
      if isInText {
        if !isEscaped, character == "\"" { isInText = false }
        isEscaped = !isEscaped && character == "\\"
        continue
      }
      if character == "\"" { isInText = true }
      if character == "/", result.last == "/" { return String(result.dropLast()) }
      result.append(character)
    }
    return result
  }

  /// The places where `pattern` is found in code: `path:line: text`.
  func places(of pattern: Regex<some Any>) -> [String] {
    code.filter { $0.text.contains(pattern) }.map { "\(path):\($0.number): \($0.text)" }
  }

  /// The modules that it imports.
  var imports: [String] {
    code.compactMap { line in
      let words = line.text.split(separator: " ").map(String.init)
      guard let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count,
        words[..<place].allSatisfy(Self.beforeImport.contains)
      else { return nil }
      return words[place + 1]
    }
  }

  private static let beforeImport: Set = [
    "package", "public", "internal", "private", "fileprivate", "@testable", "@preconcurrency",
  ]
}
