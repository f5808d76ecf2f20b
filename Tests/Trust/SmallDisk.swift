import Foundation
import Hostile
import Platform

/// A disk of a size that changes: a file system in memory, mounted where the process may mount one.
package final class SmallDisk {
  package let path: String

  /// Enough for everything that is tried.
  static let roomy = 64 << 10

  struct CannotMount: Error {}

  package init() throws {
    path = try Files.makeTemporaryFolder(prefix: "svod-disk")
    guard try Self.run(["mount", "-t", "tmpfs", "-o", "size=\(Self.roomy)k", "none", path]) else {
      try? Files.removeFolder(path)
      throw CannotMount()
    }
  }

  deinit {
    _ = try? Self.run(["umount", path])
    try? Files.removeFolder(path)
  }

  /// Whether this process may mount one.
  package static let isAllowed: Bool = { (try? SmallDisk()) != nil }()

  /// Kibibytes that are taken.
  func used() throws -> Int {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
    guard let size = attributes[.systemSize] as? Int, let free = attributes[.systemFreeSize] as? Int
    else { throw CannotMount() }
    return (size - free) >> 10
  }

  /// Makes it so large, in kibibytes.
  func resize(_ size: Int) throws { try remount("size=\(size)k") }

  package func makeReadOnly(_ isReadOnly: Bool) throws { try remount(isReadOnly ? "ro" : "rw") }

  private func remount(_ options: String) throws {
    guard try Self.run(["mount", "-o", "remount,\(options)", path]) else { throw CannotMount() }
  }

  private static func run(_ words: [String]) throws -> Bool { try Child(words, in: "/").code == 0 }
}
