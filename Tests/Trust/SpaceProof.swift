import Foundation
import Hostile
import Platform
package import TestKit

/// An import for which there is no room: it says so in one line, everything can still be read, and once
/// there is room the same command completes it.
package enum SpaceProof {
  /// What takes the room.
  package enum Limit: CaseIterable, Sendable {
    /// The disk, which is made so much larger than what lies on it.
    case disk
    /// The size that a file of the process may have.
    case fileSize
  }

  /// Whether disks of a given size can be made here.
  package static var canMount: Bool { SmallDisk.isAllowed }

  /// Tries so many sizes, from a seed; without `room` at the end nothing can be completed: the canary.
  package static func run(
    _ limit: Limit, count: Int, seed: UInt64, room: Bool = true
  ) throws -> Tally {
    var tally = Tally()
    var random = SeededRandom(seed)
    guard let command = CutCommand.named("import") else { return tally }
    let wanted = try CrashProof(command).wanted
    let bench = try StagedFolder(command.stage)
    let disk = limit == .disk ? try SmallDisk() : nil
    for _ in 0..<count {
      // What is said goes to files, too.
      let extra = Int.random(in: (limit == .disk ? 0 : 4)..<600, using: &random)
      try bench.reset()
      let folder = try disk.map { try fill($0, from: bench.folder, leaving: extra) } ?? bench.folder
      var shim = Shim(folder: folder)
      shim.clock = CrashProof.clock
      tally.tried += 1
      let place = "\(limit) with \(extra) KiB"
      let child = try shim.run(
        command.words, in: folder, fileSizeMax: limit == .fileSize ? extra : nil
      ).child
      var faults = Self.faults(of: child)
      faults += try readingFaults(in: folder)
      if room { try disk?.resize(SmallDisk.roomy) }
      let again = try shim.run(
        command.words, in: folder, fileSizeMax: limit == .fileSize && !room ? extra : nil
      ).child
      if again.code != 0 { faults.append("again: \(again.complaint)") }
      do {
        if let difference = try BookState(in: folder).difference(from: wanted) {
          faults.append(difference)
        }
        faults += try BookState.findings(in: folder)
      } catch { faults.append("\(error)") }
      if let first = faults.first {
        tally.lose("\(place): \(first)")
      } else if child.code == 0 {
        tally.harmless += 1
      } else {
        tally.found += 1
      }
    }
    return tally
  }

  /// Puts the book on the disk, and takes what is free but so many kibibytes.
  private static func fill(
    _ disk: SmallDisk, from folder: String, leaving extra: Int
  ) throws -> String {
    try disk.resize(SmallDisk.roomy)
    for name in try Files.names(in: disk.path) { try Files.removeFolder(disk.path + "/" + name) }
    let here = disk.path + "/here"
    try FileManager.default.copyItem(atPath: folder, toPath: here)
    try disk.resize(disk.used() + extra)
    return here
  }

  /// One line that says what is to be done, and the code for it.
  private static func faults(of child: Child) -> [String] {
    if child.code == 0 { return [] }
    let lines = child.complaint.split(separator: "\n")
    let words = ["room", "No space left", "File too large"]
    let isClear =
      child.code == 74 && lines.count == 1 && lines[0].hasPrefix("svod: ")
      && words.contains { lines[0].contains($0) }
    return isClear ? [] : ["ends with \(child.code ?? 0): \(child.complaint)"]
  }

  /// Everybody who only reads is answered.
  package static func readingFaults(in folder: String) throws -> [String] {
    try [
      ["status"], ["query", "p900", "--limit", "1"], ["log", "--limit", "1"],
      ["sql", "SELECT count(*) FROM p900_sales_register"],
    ].compactMap { words in
      let child = try Child([Child.svod] + words + ["--book", "book"], in: folder)
      return child.code == 0 && !child.output.isEmpty ? nil : "\(words[0]): \(child.complaint)"
    }
  }
}
