import Ledger
import Platform

/// Proofs of a whole book, each beside a rebuild of all its tables.
struct VerifyRatios {
  let ledger: Ledger
  let rounds: Int

  /// Proofs of tables as they were built, or of those that were `updated` in place since.
  func report(updated: Bool = false) throws {
    let events = try Status(ledger).position
    let tables = updated ? "tables updated in place" : "tables as built"
    var shallow: [Double] = []
    var deep: [Double] = []
    for _ in 0..<rounds {
      let rebuild = try Measure {
        if updated { return try rebuildApart() }
        _ = try ledger.rebuild(Projectors.all)
      }
      Report.line("rebuild of all tables", rebuild, events: events)
      for isDeep in [false, true] {
        Machine.forgetPeakMemory()
        var findings = 0
        let measure = try Measure {
          findings = try Verification(ledger, deep: isDeep, against: nil).findings.count
        }
        let name = isDeep ? "verify --deep" : "verify"
        Report.line("\(name), \(tables), \(findings) findings", measure, events: events)
        if isDeep {
          deep.append(measure.wall / rebuild.wall)
        } else {
          shallow.append(measure.wall / rebuild.wall)
        }
      }
    }
    Report.ratio("verify, \(tables), wall ÷ rebuild", Ratio(shallow), goal: "")
    Report.ratio("verify --deep, \(tables), wall ÷ rebuild", Ratio(deep), goal: "≤ 2.5")
  }

  /// The same work without changing the tables.
  private func rebuildApart() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-benchmark")
    defer { try? Files.removeFolder(folder) }
    _ = try ledger.rebuild(Projectors.all, asOf: .max, into: folder)
  }
}
