/// What a check of a book found, and what it found sound.
package struct Findings: Sendable {
  /// Something that is not as it was written: where, what, and what to do.
  package struct Finding: Sendable, Equatable {
    package let place: String
    package let problem: String
    package let remedy: String

    package init(place: String, problem: String, remedy: String) {
      self.place = place
      self.problem = problem
      self.remedy = remedy
    }
  }

  /// More than this are counted, not kept.
  package static let keptMax = 1_000

  package private(set) var all: [Finding] = []

  /// How many there were beyond `keptMax`.
  package private(set) var further = 0
  package private(set) var sound: [String] = []

  package init() {}

  package mutating func find(_ place: String, _ problem: String, _ remedy: String) {
    if all.count < Self.keptMax {
      all.append(Finding(place: place, problem: problem, remedy: remedy))
    } else {
      further += 1
    }
  }

  /// Adds what another check found.
  package mutating func append(_ other: Findings) {
    for finding in other.all { find(finding.place, finding.problem, finding.remedy) }
    further += other.further
    sound += other.sound
  }

  package mutating func pass(_ text: String) { sound.append(text) }
}
