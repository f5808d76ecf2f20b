import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("Damaged payloads are refused or read, never a crash")
struct DamagedPayloadTests {
  @Test(arguments: Importers.all.map { type(of: $0).kind.name })
  func `changed payloads give errors, rows set aside, or drafts that the log can take`(
    _ kind: String
  ) throws {
    let payloads = FixturePayload.smallest(2, of: kind)
    let bases = try payloads.map { (payload: $0, bytes: try $0.bytes()) }
    let importer = try #require(bases.first.flatMap { $0.payload.importer(of: $0.bytes) })
    var random = SeededRandom(kind.utf8.reduce(71) { $0 &* 31 &+ UInt64($1) })
    var drafts = 0
    var troubles = 0
    for run in 0..<Nightly.count(300, nightly: 100_000) {
      let base = bases[run % bases.count]
      var bytes = base.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        Damage.allCases.randomElement(using: &random)?.change(&bytes, &random)
      }
      _ = PayloadReading.importers(of: bytes)
      let reading = Reading(bytes, by: importer, base.payload.context)
      try #require(reading.faults == [], "run \(run)")
      try #require(
        reading.drafts.isEmpty || reading.rows >= reading.setAsideCount, "run \(run)")
      drafts += reading.drafts.count
      troubles += reading.setAsideCount + (reading.error == nil ? 0 : 1)
    }
    // The changes are neither harmless nor all deadly, or nothing would be seen.
    #expect(drafts > 0)
    #expect(troubles > 0)
  }
}

/// One way to damage a payload.
enum Damage: CaseIterable {
  case truncated, flipped, inserted, removed, otherType, hugeNumber, doubledKey, emptied, strange

  func change(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard bytes.count > 8 else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch self {
    case .truncated:
      // Rarely: hardly anything is left to look at.
      if random.once(in: 4) { bytes.removeSubrange(place...) }
    case .flipped: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case .inserted: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case .removed: bytes.removeSubrange(place..<min(bytes.count, place + 1 + place % 5))
    case .otherType:
      Self.replaceValue(
        &bytes, from: place,
        with: ["null", "true", "[]", "{}", "\"x\"", "-1", "[[{}]]", "{\"a\":[1]}", "\"\""], &random)
    case .hugeNumber:
      Self.replaceNumber(
        &bytes, from: place,
        with: [
          "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e308", "1e-9999",
          "922337203685477.5807", "-922337203685477.5808", "99999999999999999999999999", "0.00005",
          "-0", "2147483648",
        ], &random)
    case .doubledKey: Self.doubleKey(&bytes, from: place)
    case .emptied:
      Self.replaceValue(&bytes, from: place, with: ["\"\"", "null", "0"], &random)
    case .strange:
      Self.replaceValue(
        &bytes, from: place,
        with: [
          #""\u0000""#, #""\uD800""#, #""\uD83E\uDDF5""#,
          "\"\(String(repeating: "я", count: 700))\"",
          "\"0001-01-01T00:00:00Z\"", "\"9999-12-31\"", "\"10000-01-01\"", "\"1e5\"", "\"=1+1\"",
          "\"a/b#c~d\"", "\"2026-02-30\"", "\" 1 234,56 \"",
        ], &random)
    }
  }

  /// Puts another value in the place of the next one after a colon.
  private static func replaceValue(
    _ bytes: inout [UInt8], from place: Int, with values: [String], _ random: inout SeededRandom
  ) {
    guard let colon = bytes[place...].firstIndex(of: 0x3A),
      let end = bytes[colon...].firstIndex(where: { $0 == 0x2C || $0 == 0x7D || $0 == 0x0A }),
      let value = values.randomElement(using: &random)
    else { return }
    bytes.replaceSubrange(colon + 1..<end, with: Array(value.utf8))
  }

  private static func replaceNumber(
    _ bytes: inout [UInt8], from place: Int, with values: [String], _ random: inout SeededRandom
  ) {
    guard let start = bytes[place...].firstIndex(where: \.isDigit),
      let value = values.randomElement(using: &random)
    else { return }
    let end = bytes[start...].firstIndex { !$0.isDigit && $0 != 0x2E } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: Array(value.utf8))
  }

  /// Writes the next plain member of an object twice.
  private static func doubleKey(_ bytes: inout [UInt8], from place: Int) {
    guard let comma = bytes[place...].firstIndex(of: 0x2C),
      let next = bytes[(comma + 1)...].firstIndex(of: 0x2C)
    else { return }
    bytes.insert(contentsOf: bytes[comma..<next], at: comma)
  }
}
