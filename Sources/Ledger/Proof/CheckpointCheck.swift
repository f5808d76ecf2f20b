import Digest
import EventLog

/// Whether the lines of the checkpoints, or of a copy kept elsewhere, say what the log says.
struct CheckpointCheck {
  let path: String
  let lines: [CheckpointLine]
  let facts: LogAudit.Facts

  /// The hash of the rows of `imports`, by how many of them.
  let importHashes: [Int64: [UInt8]]

  /// A copy may begin anywhere: what its first line follows is not known.
  var isCopy = false

  /// What a crash between an append and its line leaves until the next writer.
  static let lastIsMissing = "the last append is missing"

  private static let restore = "restore a backup"
  private static let cut = "the log was cut: restore a backup"
  private static let rewritten = "the log was rewritten: restore a backup"

  private func place(_ line: CheckpointLine) -> String { "\(path) line \(line.number)" }

  /// Compares every line with the log and with the line before it.
  func run(_ findings: inout Findings) {
    var previous: CheckpointLine?
    var agreed: Int64 = 0
    var imports: Int64? = 0
    for line in lines {
      if line.content == .unreadable {
        findings.find(place(line), "it is not a checkpoint", "restore a backup of the checkpoints")
      } else if previous != nil || !isCopy, !line.isSealed(after: previous) {
        findings.find(
          place(line), "its seal does not follow from it and the line before",
          "restore a backup of the checkpoints")
      }
      previous = line
      guard let append = line.append else { continue }
      if let problem = problem(append, after: agreed) {
        findings.find(place(line), problem.0, problem.1)
      } else {
        agreed = append.position
      }
      if let register = append.register, let last = imports {
        imports = check(register, after: last, line, &findings) ? register.imports : nil
      }
    }
    findings.pass("\(lines.count) checkpoints of \(path)")
  }

  private func problem(_ line: CheckpointLine.Append, after agreed: Int64) -> (String, String)? {
    if line.position > facts.head.position {
      return (
        "the log once reached position \(line.position), now it ends at \(facts.head.position)",
        Self.cut
      )
    }
    guard let hash = facts.ends[line.position] else {
      return ("no block ends at position \(line.position)", Self.rewritten)
    }
    if hash.hex != line.hash {
      return (
        "the log has another hash at position \(line.position)"
          + (agreed > 0 ? ": what follows position \(agreed) is not what was written" : ""),
        Self.rewritten
      )
    }
    if let time = facts.times[line.position], "\(time)" != line.time {
      return ("its time is not that of the block", "restore a backup of the checkpoints")
    }
    return nil
  }

  /// Whether the rows of imports are those that a line tells, as they were after import `last`.
  ///
  /// Each row's hash covers those before: what follows the first change says nothing of its own.
  private func check(
    _ register: CheckpointLine.Register, after last: Int64, _ line: CheckpointLine,
    _ findings: inout Findings
  ) -> Bool {
    guard let hash = importHashes[register.imports] else {
      findings.find(place(line), "log.sqlite once had \(register.imports) imports", Self.cut)
      return false
    }
    if hash == register.importsHash { return true }
    let first = min(last + 1, register.imports)
    findings.find(
      "log.sqlite import \(first)" + (first < register.imports ? " to \(register.imports)" : ""),
      "its row is not what \(place(line)) tells", Self.restore)
    return false
  }

  /// The last line tells all that there is: events, imports, sightings.
  func checkEnd(
    imports: Int64, sightings: SightingsSum?, isBeingWritten: Bool, _ findings: inout Findings
  ) {
    let last = lines.last { $0.append != nil }?.append
    let isBehind = (last?.position ?? 0) < facts.head.position
    let imported = last.map { $0.register?.imports ?? imports } ?? 0
    if isBehind || imported < imports {
      // Somebody who is writing adds it in a moment.
      if !isBeingWritten {
        findings.find(
          path, Self.lastIsMissing, "any svod command that writes adds it")
      }
    } else if let sum = last?.register?.sightings, let sightings, sum != sightings {
      findings.find(
        "log.sqlite sightings", "they are not those that were noted",
        Self.restore)
    }
  }

  /// Every line of a copy is a line of the book's own file too, until the copy was taken.
  func checkCopy(of own: [CheckpointLine], _ findings: inout Findings) {
    let known = Set(own.map(\.bytes))
    for line in lines where line.seal != nil && !known.contains(line.bytes) {
      findings.find(
        place(line), "the book's own checkpoints do not have this line",
        "the checkpoints were rewritten: restore a backup")
    }
  }
}
