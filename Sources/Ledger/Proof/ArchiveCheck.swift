import Archive
import Digest
import EventLog

/// Whether the archive has every payload that the log names, byte for byte, and no others.
struct ArchiveCheck {
  let archive: Archive

  /// What a look at it found.
  let scan: ArchiveScan
  let facts: LogAudit.Facts
  let imports: [ImportRecord]

  private static let remedy = "import the payload again, or restore a backup"

  func run(_ findings: inout Findings) throws {
    findings.append(scan.file)
    let named = Set(imports.map(\.payload)).union(facts.payloads)
    var found: Set<[UInt8]> = []
    var erased = 0
    let (entries, problems) = try scan.complete(archive, expected: named)
    for entry in entries {
      found.insert(entry.hash)
      erased += entry.isErased ? 1 : 0
      if let problem = entry.problem {
        findings.find(place(entry.hash), problem, Self.remedy)
      } else if let (problem, remedy) = self.problem(entry) {
        findings.find(place(entry.hash), problem, remedy)
      }
    }
    for problem in problems {
      findings.find("payloads.sqlite", problem, "restore a backup of the archive")
    }
    for hash in named.subtracting(found).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let record = imports.first { $0.payload == hash }
      findings.find(
        place(hash),
        record.map { "it is missing, import \($0.id) (\($0.payloadName)) brought it" }
          ?? "it is missing",
        "restore a backup of the archive")
    }
    findings.pass(
      "\(found.count - erased) payloads by their SHA-256" + (erased > 0 ? ", \(erased) erased" : "")
    )
  }

  private func place(_ hash: [UInt8]) -> String {
    "payloads.sqlite payload \(hash.hex.prefix(16))"
  }

  /// What the log and the archive do not agree on.
  private func problem(_ entry: ArchiveAudit.Entry) -> (String, String)? {
    let taken = imports.filter { $0.payload == entry.hash }
    if let record = taken.first(where: { $0.payloadSize != Int64(entry.size) }) {
      return (
        "it has \(entry.size) bytes, import \(record.id) took \(record.payloadSize)", Self.remedy
      )
    }
    let erasure = facts.erased[entry.hash.hex]
    if entry.isErased, erasure == nil, facts.isWhole {
      return ("its bytes are gone, and no event tells that they were erased", Self.remedy)
    }
    if !entry.isErased, let erasure, !taken.contains(where: { $0.recordedAt > erasure }) {
      return (
        "it was to be erased, and its bytes are still there",
        "svod payload erase \(entry.hash.hex.prefix(16)) --reason … again"
      )
    }
    return nil
  }
}
