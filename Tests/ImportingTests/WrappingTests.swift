import Domain
import Importing
import Ledger
import TestKit
import Testing

@Suite("The same rows are the same drafts however the answer is wrapped")
struct WrappingTests {
  private static func sales() throws -> (FixturePayload, [UInt8], any Importer) {
    let payload = try #require(FixturePayload.smallest(1, of: "wb.sales").first)
    let bytes = try payload.bytes()
    return (payload, bytes, try #require(payload.importer(of: bytes)))
  }

  @Test func `a byte order mark is no part of the payload`() throws {
    let (payload, bytes, importer) = try Self.sales()
    let plain = Reading(bytes, by: importer, payload.context)
    let marked = [0xEF, 0xBB, 0xBF] + bytes
    #expect(PayloadReading.importers(of: marked).count == 1)
    let reading = Reading(marked, by: importer, payload.context)
    #expect(reading.drafts.map(\.body) == plain.drafts.map(\.body))
    #expect(
      reading.drafts.map(\.source.lowerBound) == plain.drafts.map { $0.source.lowerBound + 3 })
    #expect(!plain.drafts.isEmpty)
  }

  @Test func `rows one a line are the rows of the list`() throws {
    let (payload, bytes, importer) = try Self.sales()
    let plain = Reading(bytes, by: importer, payload.context)
    let lines = plain.drafts.map { row in
      bytes[row.source].map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
    for mark in [[], [0xEF, 0xBB, 0xBF] as [UInt8]] {
      for end in [[0x0A], [0x0D, 0x0A]] as [[UInt8]] {
        let text = mark + lines.joined(separator: end) + end
        #expect(PayloadReading.importers(of: text).map { type(of: $0).kind.name } == ["wb.sales"])
        let reading = Reading(text, by: importer, payload.context)
        #expect(reading.error == nil)
        #expect(reading.drafts.map(\.body) == plain.drafts.map(\.body))
        #expect(reading.drafts.map(\.naturalID) == plain.drafts.map(\.naturalID))
      }
    }
    #expect(lines.count > 3)
  }

  @Test func `a line that is cut off is told, and the lines before it are not lost`() throws {
    let (payload, bytes, importer) = try Self.sales()
    let plain = Reading(bytes, by: importer, payload.context)
    let lines = plain.drafts.map { row in bytes[row.source].map { $0 == 0x0A ? 0x20 : $0 } }
    let text = Array(Array(lines.joined(separator: [0x0A])).dropLast(5))
    let reading = Reading(text, by: importer, payload.context)
    #expect(reading.error != nil)
    #expect(reading.drafts.count == lines.count - 1)
  }

  @Test(arguments: Importers.all.map { type(of: $0).kind.name })
  func `a payload cut at any byte is refused or tells less`(_ kind: String) throws {
    let payload = try #require(FixturePayload.smallest(1, of: kind).first)
    let bytes = try payload.bytes()
    let importer = try #require(payload.importer(of: bytes))
    let whole = Reading(bytes, by: importer, payload.context)
    // Every byte of a small payload; of a larger one its ends and places between.
    let lengths =
      bytes.count <= 1_500
      ? Array(0..<bytes.count)
      : Array(0..<200) + Array(stride(from: 200, to: bytes.count, by: bytes.count / 150))
        + Array(bytes.count - 100..<bytes.count)
    var refused = 0
    for length in lengths {
      let cut = Reading(Array(bytes[..<length]), by: importer, payload.context)
      try #require(cut.faults == [], "cut to \(length) bytes")
      try #require(cut.drafts.count <= whole.drafts.count, "cut to \(length) bytes")
      refused += cut.error == nil && cut.drafts.count == whole.drafts.count ? 0 : 1
    }
    #expect(refused > lengths.count / 2)
  }
}
