import Glibc
import Hostile
import Platform

package import TestKit

/// A command that is cut off at one of its calls, and then run again as if nothing had been.
///
/// Afterwards everything has to be as after a run that nobody disturbed.
package final class CrashProof {
  private let command: CutCommand
  private let bench: StagedFolder
  private var folder: String { bench.folder }

  /// How it looks after a run that was not disturbed.
  package let wanted: BookState

  /// Calls of such runs, by what is counted.
  private let calls: [Counted: Int]

  /// What is counted: calls that change files, or one kind of calls alone.
  package enum Counted: String, CaseIterable, Sendable {
    case changes = ""
    case syncs = "S"
    case reads = "P"
    /// Memory that SQLite asks for.
    case memory = "N"

    /// As the library is told it.
    fileprivate var only: String? { self == .changes ? nil : rawValue }
  }

  /// The commands' clock, in seconds since 1970.
  static let clock = StagedBook.clock + 3_600

  /// Makes the book, and runs the command undisturbed; the folder is in memory where there is one.
  package init(_ command: CutCommand) throws {
    self.command = command
    bench = try StagedFolder(command.stage)
    var calls: [Counted: Int] = [:]
    var wanted: BookState?
    for counted in Counted.allCases {
      try bench.reset()
      let (child, tally) = try Self.run(command, in: bench.folder, nil, counted)
      guard child.code == 0 else { throw Unsound("\(command.name): \(child.complaint)") }
      calls[counted] = tally.calls
      wanted = try wanted ?? BookState(in: bench.folder)
    }
    guard let wanted else { throw Unsound(command.name) }
    self.calls = calls
    self.wanted = wanted
  }

  /// The undisturbed run failed: nothing can be compared.
  package struct Unsound: Error {
    package let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  /// One place where the command is cut.
  package struct Cut: Sendable {
    package let kind: Shim.Cut
    package let at: Int
    let counted: Counted
  }

  /// Every place at which the run can be cut; after the last call there is one more for a kill.
  package func cuts(_ kinds: [Shim.Cut], of counted: Counted = .changes) -> [Cut] {
    guard let count = calls[counted], count > 0 else { return [] }
    return kinds.flatMap { kind in
      (1...count + (kind == .kill ? 1 : 0)).map { Cut(kind: kind, at: $0, counted: counted) }
    }
  }

  /// Tries one cut: what is wrong afterwards, in words; none when all is well.
  package func attempt(_ cut: Cut, against wanted: BookState? = nil) throws -> [String] {
    try bench.reset()
    let (child, tally) = try Self.run(
      command, in: folder, (cut.at, cut.kind), cut.counted)
    var faults = faults(of: child, tally, cut)
    // Every other time somebody reads before the command is run again: it may be first at the files.
    if cut.at % 2 == 0 {
      do { _ = try BookState(in: folder) } catch { faults.append("cannot be read: \(error)") }
    }
    let isDone = child.code == 0
    let (again, _) = try Self.run(command, in: folder, nil)
    if again.code != 0, !isDone, try BookState(in: folder) != (wanted ?? self.wanted) {
      faults.append("again: \(again.code ?? 0): \(again.complaint)")
    }
    if let difference = try BookState(in: folder).difference(from: wanted ?? self.wanted) {
      faults.append(difference)
    }
    faults += try BookState.findings(in: folder)
    return faults.map {
      "\(command.name), \(cut.kind) at \(cut.at)\(cut.counted.rawValue): \($0)"
    }
  }

  /// How the cut run itself has to end.
  private func faults(of child: Child, _ tally: Shim.Tally, _ cut: Cut) -> [String] {
    if tally.cuts == 0 { return child.code == 0 ? [] : ["uncut, ends with \(child.code ?? 0)"] }
    if cut.kind.isDeadly { return child.code == -SIGKILL ? [] : ["not killed"] }
    var faults: [String] = []
    if cut.counted == .syncs, tally.acknowledged > 0 {
      faults.append("acknowledges after a failed sync")
    }
    switch child.code {
    case 0?:
      if let difference = stateDifference() { faults.append("says all is well: \(difference)") }
    case let code? where code < 0: faults.append("ended by signal \(-code)")
    case nil: faults.append("never ends")
    default:
      let lines = child.complaint.split(separator: "\n")
      // Remarks on what was read may stand before.
      if lines.isEmpty || !lines.allSatisfy({ $0.hasPrefix("svod: ") }) {
        faults.append("says \(child.complaint)")
      }
    }
    return faults
  }

  private func stateDifference() -> String? {
    do { return try BookState(in: folder).difference(from: wanted) } catch { return "\(error)" }
  }

  /// So many of `cuts`, or all where there are no more; another seed takes others.
  package static func sample(_ cuts: [Cut], _ count: Int, seed: UInt64) -> [Cut] {
    var random = SeededRandom(seed)
    return Array(cuts.shuffled(using: &random).prefix(count))
  }

  /// What the cuts do to the process, or to its calls.
  package enum Fault: CaseIterable, Sendable {
    case kills, failures, failedSyncs, failedReads, noMemory
  }

  /// Every place at which the run can be cut in one of these ways.
  package func cuts(_ fault: Fault) -> [Cut] {
    switch fault {
    case .kills: cuts([.kill, .tear])
    case .failures: cuts([.eio, .enospc, .short, .full, .dead])
    // From there on the disk fails them all.
    case .failedSyncs: cuts([.dead], of: .syncs)
    case .failedReads: cuts([.eio, .short, .dead], of: .reads)
    case .noMemory: cuts([.eio, .dead], of: .memory)
    }
  }

  /// Cuts every command that changes a book, so often in all.
  package static func run(_ faults: [Fault], count: Int, seed: UInt64) throws -> Tally {
    let proofs = try CutCommand.all.map { try CrashProof($0) }
    let all = proofs.indices.flatMap { index in
      faults.flatMap { proofs[index].cuts($0) }.map { (index, $0) }
    }
    var random = SeededRandom(seed)
    let chosen = all.shuffled(using: &random).prefix(count)
    var tally = Tally()
    for (index, proof) in proofs.enumerated() {
      tally.add(try proof.run(chosen.filter { $0.0 == index }.map(\.1)))
    }
    tally.remarks = ["of \(all.count) places"]
    return tally
  }

  /// Tries cuts one after another.
  package func run(_ cuts: [Cut], against wanted: BookState? = nil) throws -> Tally {
    var tally = Tally()
    for cut in cuts {
      tally.tried += 1
      let faults = try attempt(cut, against: wanted)
      if faults.isEmpty { tally.found += 1 }
      for fault in faults.prefix(1) { tally.lose(fault) }
    }
    return tally
  }

  private static func run(
    _ command: CutCommand, in folder: String, _ cut: (Int, Shim.Cut)?,
    _ counted: Counted = .changes
  ) throws -> (child: Child, tally: Shim.Tally) {
    var shim = Shim(folder: folder)
    shim.clock = clock
    shim.cut = cut
    shim.only = counted.only
    return try shim.run(command.words, in: folder)
  }
}
