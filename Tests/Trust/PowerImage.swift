import Digest
import Domain
import Platform
import TestKit

/// What one power loss leaves of a disk.
struct PowerImage: Sendable {
  private enum Entry: Sendable {
    case file([UInt8])
    case folder
    case link(String)
  }

  /// By path, a folder before what is in it.
  private var entries: [(path: String, entry: Entry)] = []

  /// The same for the same images.
  let name: [UInt8]

  init(_ disk: PowerDisk, seed: UInt64) {
    var random = SeededRandom(seed)
    var entries: [(path: String, entry: Entry)] = []
    Self.gather(disk, PowerDisk.root, "", &random, into: &entries)
    self.entries = entries
    let digest = SHA256()
    for (path, entry) in entries {
      digest.update(Array(path.utf8) + [0])
      switch entry {
      case .file(let bytes):
        digest.update(Array("\(bytes.count) ".utf8))
        digest.update(bytes)
      case .folder: digest.update([1])
      case .link(let target): digest.update(Array(target.utf8))
      }
    }
    name = digest.finalize()
  }

  private static func gather(
    _ disk: PowerDisk, _ node: PowerDisk.Node, _ path: String, _ random: inout SeededRandom,
    into entries: inout [(path: String, entry: Entry)]
  ) {
    guard case .folder(let folder) = disk.nodes[node] else { return }
    let count = folder.pending.count
    let arrived = [0, count, Int.random(in: 0...count, using: &random)].randomElement(
      using: &random)
    let names = folder.names(after: arrived ?? 0)
    for (name, node) in names.sorted(by: { $0.key < $1.key }) {
      let inside = path + "/" + name
      switch disk.nodes[node] {
      case .file(let file): entries.append((inside, .file(file.bytes(after: &random))))
      case .link(let target): entries.append((inside, .link(target)))
      case .folder:
        entries.append((inside, .folder))
        gather(disk, node, inside, &random, into: &entries)
      }
    }
  }

  /// Writes the image to a folder that is there and empty.
  func write(to folder: String) throws {
    for (path, entry) in entries {
      switch entry {
      case .folder: try Files.makeFolder(folder + path)
      case .link(let target): try Files.link(folder + path, to: target)
      case .file(let bytes):
        let out = try BufferedFile(writing: folder + path)
        try bytes.borrowed { (bytes) throws in try out.write(bytes) }
        try out.flush()
      }
    }
  }
}
