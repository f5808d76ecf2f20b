package import Foundation

/// The package's own folder, where the sources, the fixtures and the schemas are.
package enum PackageFolder {
  package static let url =
    URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  package static var path: String { url.path }

  /// Names in a folder, sorted; none where there is no folder.
  package static func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: url.appending(path: folder).path)
    return (names ?? []).sorted()
  }

  /// Paths of the files below a folder with an extension, from the package's folder, sorted.
  package static func files(in folder: String, withExtension suffix: String) -> [String] {
    let root = url.appending(path: folder)
    let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let files = all?.allObjects as? [URL] ?? []
    return files.filter { $0.pathExtension == suffix }
      .map { String($0.path.dropFirst(path.count + 1)) }.sorted()
  }

  package static func text(of file: String) throws -> String {
    try String(contentsOf: url.appending(path: file), encoding: .utf8)
  }

  package static func bytes(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appending(path: file)))
  }
}
