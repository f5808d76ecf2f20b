import Foundation
import Platform

/// A folder with a staged book that is put back as often as it is spoiled; in memory where there is room.
package final class StagedFolder {
  private let root: String

  /// The folder to work in.
  package var folder: String { root + "/here" }

  package init(_ stage: StagedBook) throws {
    let base = Files.exists("/dev/shm") ? "/dev/shm" : "/tmp"
    root = "\(base)/svod-trust.\(UUID().uuidString)"
    try stage.make(in: root + "/staged")
    try reset()
  }

  deinit { try? Files.removeFolder(root) }

  /// Puts everything back as it was staged.
  package func reset() throws {
    if Files.exists(folder) { try Files.removeFolder(folder) }
    try FileManager.default.copyItem(atPath: root + "/staged", toPath: folder)
  }
}
