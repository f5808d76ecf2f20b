import Domain
import Platform
package import TestKit

/// Promise 6: whatever is changed, dropped, inserted, reordered, cut or rewritten is found, and where.
package enum MutationProof {
  private static let portion = 50

  /// Makes `count` changes, all kinds in turn, each to a copy of its own.
  ///
  /// A copy of the checkpoints is kept elsewhere, and given to the judges with `--against`.
  package static func run(
    count: Int, seed: UInt64, judges: [Judge] = Judge.both
  ) throws -> Tally {
    let book = try SampleBook()
    var random = SeededRandom(seed)
    var tally = Tally()
    let bench = try Bench()
    let kept = bench.path + "/kept"
    try Files.replace(kept, with: book.kept)
    for start in stride(from: 0, to: count, by: portion) {
      let bench = try Bench()
      var cases: [(path: String, name: String, places: [Mutation.Place])] = []
      for number in start..<min(start + portion, count) {
        let mutation = Mutation.all[number % Mutation.all.count]
        let path = "\(bench.path)/\(number)"
        try book.write(to: path)
        let before = random
        do {
          cases.append((path, mutation.name, try mutation.apply(path, &random)))
        } catch { tally.lose("\(mutation.name) could not be made (\(before)): \(error)") }
      }
      let verdicts = try judges.map { try $0.run(cases.map(\.path), kept) }
      for (index, some) in cases.enumerated() {
        tally.tried += 1
        var isFound = true
        for (judge, verdict) in zip(judges, verdicts) {
          let findings = verdict[index]
          if findings.isEmpty {
            tally.miss("\(some.name): \(judge.name) found nothing")
            isFound = false
          } else if !findings.contains(where: { finding in
            some.places.contains { $0.isIn(finding) }
          }) {
            tally.miss(
              "\(some.name): \(judge.name) found it elsewhere than \(some.places): "
                + "\(findings.prefix(3))")
            isFound = false
          }
        }
        if isFound { tally.found += 1 }
      }
    }
    return tally
  }
}
