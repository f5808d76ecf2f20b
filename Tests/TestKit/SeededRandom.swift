/// Random numbers that are the same in every run, so that a failure can be looked at again.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Whether a thing that happens once in `times` happens now.
  package mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

  /// A number of a random size: small ones as often as large ones.
  package mutating func integer() -> Int64 {
    Int64(truncatingIfNeeded: next()) >> Int64.random(in: 0..<64, using: &self)
  }
}
