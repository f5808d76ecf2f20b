import Domain
import Hostile
import Importing
import Ledger
import TestKit
import Testing

@Suite("Hostile payloads are refused or read, never a crash")
struct MutationTests {
  /// A payload of a kind and how it is read.
  struct Sample: Sendable, CustomTestStringConvertible {
    let kind: String
    let file: String
    let bytes: [UInt8]
    let context: ImportContext
    var testDescription: String { "\(kind) \(file)" }
  }

  /// The smallest payloads of each kind, no two of one form.
  static let samples: [Sample] = {
    var found: [String: Sample] = [:]
    for one in RecognitionTests.cases {
      guard let bytes = try? PackageFolder.bytes(of: one.trip.file(one.file)), bytes.count > 100
      else {
        continue
      }
      let kind =
        one.step.kind ?? PayloadReading.importers(of: bytes).map { type(of: $0).kind.name }.first
        ?? ""
      let form = one.file.split(separator: ".").last ?? ""
      if let known = found["\(kind) \(form)"], known.bytes.count <= bytes.count { continue }
      found["\(kind) \(form)"] = Sample(
        kind: kind, file: one.testDescription, bytes: bytes,
        context: PayloadReading.context(of: one.step, in: one.trip))
    }
    return found.keys.sorted().compactMap { found[$0] }
  }()

  @Test func `every kind has a sample`() {
    let kinds = Set(Self.samples.map(\.kind))
    #expect(Importers.all.map { type(of: $0).kind.name }.filter { !kinds.contains($0) } == [])
  }

  @Test(arguments: samples)
  func `mutated payloads are refused or read`(_ sample: Sample) throws {
    let importer = try #require(PayloadReading.importer(named: sample.kind))
    var random = SeededRandom(UInt64(sample.bytes.count))
    let count = Nightly.count(300, nightly: 100_000)
    var outcomes: [String: Int] = [:]
    for _ in 0..<count {
      let bytes = Mutation.mutated(sample.bytes, &random)
      outcomes[Self.outcome(of: bytes, importer, sample.context), default: 0] += 1
    }
    #expect(outcomes.values.reduce(0, +) == count)
    #expect(outcomes["refused", default: 0] > 0, "\(outcomes)")
    #expect(outcomes["read", default: 0] + outcomes["set aside", default: 0] > 0, "\(outcomes)")
  }

  @Test(arguments: samples.filter { $0.bytes.count < 40_000 })
  func `a payload cut at any of a hundred places is refused or shorter`(_ sample: Sample) throws {
    let importer = try #require(PayloadReading.importer(named: sample.kind))
    for step in 0..<100 {
      let part = Array(sample.bytes.prefix(sample.bytes.count * step / 100))
      _ = Self.outcome(of: part, importer, sample.context)
      let recognizing = PayloadReading.importers(of: part).map { type(of: $0).kind.name }
      #expect(recognizing.filter { $0 != sample.kind } == [], "cut at \(part.count)")
    }
  }

  /// Looks at the payload as an import does, and reads it whatever it is.
  private static func outcome(
    of bytes: [UInt8], _ importer: any Importer, _ context: ImportContext
  ) -> String {
    _ = PayloadReading.importers(of: bytes)
    var drafts = 0
    let intake = Intake { draft in
      drafts += 1
      #expect(draft.source.lowerBound >= 0 && draft.source.upperBound <= bytes.count)
      #expect(draft.naturalID.count <= 1_100)
      #expect(!PayloadReading.values(of: draft.record, draft.schema).isEmpty)
    }
    do {
      try bytes.borrowed { (all) throws in
        guard UTF8Check.firstInvalid(all) == nil || all.first != 0x5B && all.first != 0x7B else {
          return
        }
        try importer.readAnswer(Payload(name: "test", bytes: all), context, into: intake)
      }
    } catch {
      #expect(error is PayloadError)
      return "refused"
    }
    #expect(intake.setAside.count <= Intake.toldMax)
    return intake.setAsideCount > 0 ? "set aside" : drafts > 0 ? "read" : "nothing"
  }
}
