import Platform
package import TestKit

/// Promise 2: after a loss of power at any moment nothing is lost that was acknowledged, nothing is
/// there twice, and the same command again completes what it began.
package struct PowerProof {
  /// What is left out on purpose.
  package enum Fault: Sendable, CaseIterable {
    /// The log's WAL is not synced, as with `synchronous=OFF`.
    case logIsNotSynced

    /// The names in folders are not synced.
    case foldersAreNotSynced

    /// The checkpoints are not synced.
    case checkpointsAreNotSynced

    /// Whether a sync of a path does nothing.
    func drops(_ path: String) -> Bool {
      switch self {
      case .logIsNotSynced: path.hasSuffix("log.sqlite-wal")
      case .foldersAreNotSynced: !Files.name(path).contains(/[.]|checkpoints/)
      case .checkpointsAreNotSynced: path.hasSuffix("checkpoints")
      }
    }
  }

  /// Judges `count` images, no two of them alike, spread over all calls of all commands.
  package static func run(count: Int, seed: UInt64, fault: Fault? = nil) throws -> Tally {
    let folder = try MemoryFolder()
    var run = PowerProof(folder: folder, random: SeededRandom(seed), fault: fault)
    let chapters = try PowerLife(in: folder.path).chapters
    let points = chapters.reduce(0) { $0 + $1.records.count + 1 }
    // A loss right after a sync leaves one image only, whatever the seed.
    let refusals = count / 10
    for _ in 0..<8 where run.tally.tried < count - refusals {
      run.share = (missing: count - refusals - run.tally.tried, points: points)
      for chapter in chapters { try run.judge(chapter) }
    }
    for start in stride(from: 0, to: refusals, by: Self.refusedMost) {
      try run.judgeRefusal(of: chapters, min(Self.refusedMost, refusals - start))
    }
    return run.tally
  }

  /// The same of commands whose disk refused a sync of a file of this name.
  package static func refusals(of name: String, count: Int, seed: UInt64) throws -> Tally {
    let folder = try MemoryFolder()
    var run = PowerProof(folder: folder, random: SeededRandom(seed), fault: nil)
    let chapters = try PowerLife(in: folder.path).chapters
    for _ in stride(from: 0, to: count, by: refusedMost) {
      try run.judgeRefusal(of: chapters, refusedMost) { Files.name($0) == name }
    }
    return run.tally
  }

  /// Images of one command whose disk refused a sync.
  private static let refusedMost = 10

  private let folder: MemoryFolder
  private var random: SeededRandom
  private let fault: Fault?
  private var tally = Tally()

  /// What was judged before.
  private var known: Set<[UInt8]> = []

  /// Images that are still to be judged, and moments that are still to come: so the images are spread
  /// evenly.
  private var share = (missing: 0, points: 1)

  private init(folder: MemoryFolder, random: SeededRandom, fault: Fault?) {
    self.folder = folder
    self.random = random
    self.fault = fault
  }

  /// Some images of each moment of one command.
  private mutating func judge(_ chapter: PowerLife.Chapter) throws {
    var disk = chapter.disk
    disk.heeds = { [fault] path in !(fault?.drops(path) ?? false) }
    for index in 0...chapter.records.count {
      let count = (share.missing + Int.random(in: 0..<share.points, using: &random)) / share.points
      for _ in 0..<min(count, share.missing) { try judge(disk, chapter, index) }
      share.missing -= min(count, share.missing)
      share.points -= 1
      if index < chapter.records.count { try disk.apply(chapter.records[index]) }
    }
  }

  /// Some images of a command that was told that a sync had failed and was run again, from there to its
  /// end.
  private mutating func judgeRefusal(
    of chapters: [PowerLife.Chapter], _ count: Int, where isMeant: (String) -> Bool = { _ in true }
  ) throws {
    let known = chapters[Int.random(in: 0..<chapters.count, using: &random)]
    let syncs = known.records.indices.filter { known.records[$0].call == .sync }
    let meant = syncs.indices.filter { isMeant(known.records[syncs[$0]].path) }
    guard let chosen = meant.randomElement(using: &random) else { return }
    let place = try folder.fresh()
    defer { try? Files.removeFolder(place) }
    let chapter = try known.refusing(sync: chosen + 1, in: place)
    let end = chapter.records.count
    let wanted = (0..<count).map { _ in
      random.once(in: 2) ? end : Int.random(in: min(syncs[chosen], end)...end, using: &random)
    }
    var disk = chapter.disk
    for index in 0...chapter.records.count {
      for _ in 0..<wanted.count(where: { $0 == index }) { try judge(disk, chapter, index) }
      if index < chapter.records.count { try disk.apply(chapter.records[index]) }
    }
  }

  private mutating func judge(
    _ disk: PowerDisk, _ chapter: PowerLife.Chapter, _ index: Int
  ) throws {
    let seed = random.next()
    let image = PowerImage(disk, seed: seed)
    let said = chapter.said(before: index)
    let isDone = chapter.isDone(before: index)
    guard
      known.insert(
        image.name + Array("\(chapter.step.clock) \(isDone) \(said)".utf8)
      ).inserted
    else { return }
    tally.tried += 1
    let place = try folder.fresh()
    defer { try? Files.removeFolder(place) }
    var problem: String?
    do {
      try image.write(to: place)
      problem = try chapter.judge.problem(
        place, said: said, isDone: isDone, isThorough: Nightly.isOn || tally.tried % 4 == 0)
    } catch { problem = "\(error)" }
    if let problem {
      tally.lose("\(chapter.name), call \(index), seed \(seed): \(problem)")
    }
  }
}

/// A folder in memory, where the system has one, so that nothing waits for a disk; gone when it is let
/// go.
final class MemoryFolder {
  let path: String
  private var count = 0

  init() throws {
    let memory = "/dev/shm"
    path = try Files.makeTemporaryFolder(
      prefix: "svod-power", in: Files.exists(memory) ? memory : nil)
  }

  /// An empty folder inside.
  func fresh() throws -> String {
    count += 1
    try Files.makeFolder("\(path)/\(count)")
    return "\(path)/\(count)"
  }

  deinit { try? Files.removeFolder(path) }
}
