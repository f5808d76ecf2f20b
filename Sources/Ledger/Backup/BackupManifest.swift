import Digest
import Domain
import Platform

/// The file `backup` of a backup: what the copy holds, and the hash of each of its files.
///
/// It is written last. A folder without it is a backup that was cut short; a file that is not as it
/// says is a backup that was damaged since.
struct BackupManifest: Equatable {
  /// A file of the copy.
  struct File: Equatable {
    let name: String
    let size: Int
    let sha256: String

    init(name: String, size: Int, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }

    /// The file as it lies in `folder`.
    init(_ name: String, in folder: String) throws {
      let digest = SHA256()
      var size = 0
      try Files.forEachPiece(folder + "/" + name) {
        digest.update($0)
        size += $0.count
      }
      self.init(name: name, size: size, sha256: digest.finalize().hex)
    }
  }

  let position: Int64
  let head: String
  let imports: Int64
  let payloads: Int
  let files: [File]

  static let name = "backup"
  private static let title = "svod backup 1"
  private static let end = "end"

  /// What a backup may hold; the first three always.
  static let fileNames = ["log.sqlite", "payloads.sqlite", "checkpoints", "svod.toml"]

  init(position: Int64, head: String, imports: Int64, payloads: Int, files: [File]) {
    self.position = position
    self.head = head
    self.imports = imports
    self.payloads = payloads
    self.files = files
  }

  var text: String {
    let files = files.map { "\($0.name) \($0.size) \($0.sha256)\n" }.joined()
    return "\(Self.title)\nposition \(position)\nhead \(head)\nimports \(imports)\n"
      + "payloads \(payloads)\n\(files)\(Self.end)\n"
  }

  /// Reads it; `nil` for anything but a whole one.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").map(String.init)
    }
    guard lines.count >= 10, lines[0].joined(separator: " ") == Self.title,
      lines[lines.count - 2] == [Self.end], lines[lines.count - 1].isEmpty,
      lines[1..<5].allSatisfy({ $0.count == 2 }),
      lines[1..<5].map({ $0[0] }) == ["position", "head", "imports", "payloads"],
      let position = Int64(lines[1][1]), let imports = Int64(lines[3][1]),
      let payloads = Int(lines[4][1])
    else { return nil }
    var files: [File] = []
    for words in lines[5..<lines.count - 2] {
      guard words.count == 3, Self.fileNames.contains(words[0]), let size = Int(words[1]) else {
        return nil
      }
      files.append(File(name: words[0], size: size, sha256: words[2]))
    }
    guard files.map(\.name).starts(with: Self.fileNames.prefix(3)) else { return nil }
    self.init(
      position: position, head: lines[2][1], imports: imports, payloads: payloads, files: files)
  }
}
