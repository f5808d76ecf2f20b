import Hostile
import Platform
import TestKit

/// The life of a small book, each command recorded call by call.
struct PowerLife: Sendable {
  /// One command that ran.
  struct Chapter: Sendable {
    let step: PowerStep
    let judge: PowerJudge

    /// The disk before it.
    let disk: PowerDisk
    let records: [PowerRecord]

    /// The number of the sync that the disk refused, if it refused one.
    var refused: Int?

    /// Whether the command said at last that all was well.
    var isCompleted = true

    /// What it is, for a failure.
    var name: String { step.name + (refused.map { ", sync \($0) refused" } ?? "") }

    /// What was said on standard output before a call; all of it at the end.
    func said(before index: Int) -> String {
      records.prefix(index).map {
        if case .acknowledge(let text) = $0.call { text } else { "" }
      }
      .joined()
    }

    /// Whether the command had ended before a call, or said what it says last.
    func isDone(before index: Int) -> Bool {
      if step.saysImports || refused != nil { return isCompleted && index == records.count }
      let last = records.lastIndex {
        if case .acknowledge = $0.call { true } else { false }
      }
      return index > last ?? records.count - 1
    }
  }

  let chapters: [Chapter]

  struct Failed: Error {
    let words: [String]
    let complaint: String
  }

  /// Runs and records all of it in a folder that is there and empty.
  init(in folder: String) throws {
    let place = folder + "/life"
    let payloads = folder + "/payloads"
    try Files.makeFolder(place)
    try Files.makeFolder(payloads)
    try PowerPayloads.write(to: payloads)
    var chapters: [Chapter] = []
    var before: PowerState?
    for step in PowerStep.life(payloads) {
      let disk = try PowerDisk(place)
      var shim = Shim(folder: place)
      shim.clock = step.clock
      shim.record = folder + "/record"
      try Files.remove(folder + "/record")
      let (child, _) = try shim.run(step.words, in: place)
      guard child.code == 0 else { throw Failed(words: step.words, complaint: child.complaint) }
      guard let after = try PowerState(place) else {
        throw Failed(words: step.words, complaint: "there is no book")
      }
      chapters.append(
        Chapter(
          step: step, judge: PowerJudge(step: step, before: before, after: after), disk: disk,
          records: try PowerRecord.all(in: folder + "/record")))
      before = after
      // It is restored to be judged: once is enough.
      if after.backup != nil { try Files.removeFolder(place + "/" + PowerStep.backup) }
    }
    self.chapters = chapters
  }
}

extension PowerLife.Chapter {
  /// The same command on a disk that refuses its sync of that number, and then once more on the same
  /// disk; in a folder that is there and empty.
  func refusing(sync number: Int, in folder: String) throws -> PowerLife.Chapter {
    let place = folder + "/life"
    try Files.makeFolder(place)
    try PowerImage(disk, seed: 0).write(to: place)
    var shim = Shim(folder: place)
    shim.clock = step.clock
    shim.record = folder + "/record"
    shim.only = "S"
    shim.cut = (at: number, .eio)
    var (child, _) = try shim.run(step.words, in: place)
    if child.code != 0 {
      shim.cut = nil
      (child, _) = try shim.run(step.words, in: place)
    }
    return PowerLife.Chapter(
      step: step, judge: judge, disk: disk, records: try PowerRecord.all(in: folder + "/record"),
      refused: number, isCompleted: child.code == 0)
  }
}
