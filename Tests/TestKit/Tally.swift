/// What one proof came to.
package struct Tally: Sendable {
  /// Changes that were made.
  package var tried = 0

  /// Those after which something was gone that had to be there.
  package var lost = 0

  /// Those that both verifiers found, and said where.
  package var found = 0

  /// Those that changed what is read and that a verifier did not find, or placed wrongly.
  package var missed = 0

  /// Those that nobody found and after which everything reads the same.
  package var harmless = 0

  /// What was lost or missed; the first ones.
  package private(set) var failures: [String] = []

  /// Further measurements, in words.
  package var remarks: [String] = []

  package init() {}

  package var isKept: Bool { tried > 0 && lost == 0 && missed == 0 }

  package mutating func lose(_ what: String) {
    lost += 1
    note(what)
  }

  package mutating func miss(_ what: String) {
    missed += 1
    note(what)
  }

  private mutating func note(_ what: String) {
    if failures.count < 40 { failures.append(what) }
  }

  package mutating func add(_ other: Tally) {
    tried += other.tried
    lost += other.lost
    found += other.found
    missed += other.missed
    harmless += other.harmless
    other.failures.forEach { note($0) }
    remarks += other.remarks
  }

  package var line: String {
    "tried \(tried), lost \(lost), found \(found), missed \(missed), harmless \(harmless)"
  }
}
