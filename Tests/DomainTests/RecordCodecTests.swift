import Domain
import TestKit
import Testing

@Suite("Records are stored and read back")
struct RecordCodecTests {
  @Test(arguments: EventTypes.all.map(\.tag))
  func `random records of every event type come back the same`(_ tag: String) throws {
    let schema = try #require(EventTypes.schema(tag: tag))
    let layout = RecordLayout(schema.shape)
    var random = SeededRandom(7)
    for _ in 0..<60 {
      let record = RandomRecord.make(schema.shape, &random)
      let bytes = record.stored
      let again = try Stored.record(bytes, layout)
      try #require(again.stored == bytes)
      for member in schema.shape.members {
        let isPresent = record.isPresent(member.slot)
        try #require(again.isPresent(member.slot) == isPresent, "\(member.name)")
        guard isPresent else { continue }
        switch member.type {
        case .text, .list:
          try #require(again.text(at: member.slot) == record.text(at: member.slot))
        case .integer, .decimal, .day, .instant, .flag:
          try #require(again.bits(at: member.slot) == record.bits(at: member.slot))
        }
      }
    }
  }

  @Test(arguments: EventTypes.all.map(\.tag))
  func `a record cut anywhere is refused`(_ tag: String) throws {
    let schema = try #require(EventTypes.schema(tag: tag))
    var random = SeededRandom(8)
    let bytes = RandomRecord.make(schema.shape, &random).stored
    for length in 0..<bytes.count {
      #expect(throws: CodecError.self) { try ReadThrough.read(Array(bytes[..<length]), schema) }
    }
    #expect(throws: CodecError.self) { try ReadThrough.read(bytes + [0], schema) }
  }

  @Test(arguments: EventTypes.all.map(\.tag))
  func `a record with changed bytes is refused or read, never a crash`(_ tag: String) throws {
    let schema = try #require(EventTypes.schema(tag: tag))
    var random = SeededRandom(9)
    for _ in 0..<Nightly.count(150, nightly: 20_000) {
      var bytes = RandomRecord.make(schema.shape, &random).stored
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] ^= UInt8(truncatingIfNeeded: random.next() | 1)
      }
      do {
        let length = try ReadThrough.read(bytes, schema)
        #expect(length <= bytes.count)
      } catch { #expect(error is CodecError) }
    }
  }

  @Test func `numbers of every size are varints and come back`() throws {
    var random = SeededRandom(10)
    var values = (0..<20_000).map { _ in random.integer() }
    values += [.min, .max, 0, -1, 1, 63, 64, -64, -65]
    for value in values {
      var bytes: [UInt8] = []
      Varint.appendSigned(value, to: &bytes)
      try #require(bytes.count <= 10)
      let again = try bytes.borrowed { (all) throws in
        var reader = ByteReader(all)
        return (try reader.signed(), reader.isAtEnd)
      }
      try #require(again == (value, true))
    }
  }

  @Test func `a varint of more than 64 bits is refused`() {
    for bytes in [
      [UInt8](repeating: 0xFF, count: 11), Array(repeating: 0xFF, count: 9) + [2], [0x80],
    ] {
      #expect(throws: CodecError.self) {
        try bytes.borrowed { (all) throws in
          var reader = ByteReader(all)
          return try reader.varint()
        }
      }
    }
  }

  @Test func `small amounts are short`() throws {
    let sale = WBSale()
    var record = Record(Shape(of: WBSale.self))
    record[sale.forPay] = Decimal4("1299.5")
    let bitmap = (record.shape.slotCount + 7) / 8
    #expect(record.stored.count == bitmap + 3)
  }

  @Test func `every amount keeps its last ten-thousandth`() throws {
    let sale = WBSale()
    let shape = Shape(of: WBSale.self)
    var random = SeededRandom(11)
    for raw in (0..<20_000).map({ _ in random.integer() }) + [.min, .max, .max - 1, 100, 10_000] {
      var record = Record(shape)
      record[sale.forPay] = Decimal4(rawValue: raw)
      let again = try Stored.record(record.stored, RecordLayout(shape))
      try #require(again[sale.forPay]?.rawValue == raw)
    }
  }

  @Test func `every moment that can be written keeps its microseconds`() throws {
    let sale = WBSale()
    let shape = Shape(of: WBSale.self)
    var random = SeededRandom(13)
    for raw in (0..<20_000).map({ _ in RandomRecord.moment(&random) }) + [0, -1, 1, 999_999] {
      var record = Record(shape)
      record[sale.date] = Instant(rawValue: raw)
      try #require(Stored.record(record.stored, RecordLayout(shape))[sale.date]?.rawValue == raw)
    }
  }

  @Test func `a row of the retired shape is lifted to the new one`() throws {
    let old = WBFinanceRowV1()
    let new = WBFinanceRow()
    let schema = EventTypes.schema(of: WBFinanceRowV1.self)
    var record = Record(schema.shape)
    record[old.realizationreport_id] = 9_007_199_254_740_993
    record[old.rrd_id] = 17
    record[old.ppvz_for_pay] = Decimal4("19.99")
    record[old.supplier_oper_name] = "Продажа"
    let lifted = try Stored.record(record.stored, schema.layout)
    #expect(lifted[new.report_id] == 9_007_199_254_740_993)
    #expect(lifted[new.rrd_id] == 17)
    #expect(lifted[new.ppvz_for_pay] == Decimal4("19.99"))
    #expect(lifted[new.supplier_oper_name] == "Продажа")
  }
}

/// Records with random values in random fields.
enum RandomRecord {
  static func make(_ shape: Shape, _ random: inout SeededRandom, depth: Int = 0) -> Record {
    var record = Record(shape)
    for member in shape.members where !random.once(in: 3) {
      switch member.type {
      case .integer, .decimal: record.setBits(random.integer(), at: member.slot)
      case .instant: record.setBits(moment(&random), at: member.slot)
      case .day:
        record.setBits(
          Int64(Int32.random(in: -800_000...3_000_000, using: &random)), at: member.slot)
      case .flag: record.setBits(random.once(in: 2) ? 1 : 0, at: member.slot)
      case .text: record.setText(Array(text(&random).utf8), at: member.slot)
      case .list:
        guard let item = member.item, depth < 4 else { continue }
        let count = Int.random(in: 0...3, using: &random)
        record.setList(
          (0..<count).map { _ in make(item, &random, depth: depth + 1) }, at: member.slot)
      }
    }
    return record
  }

  /// A moment of the years 1 to 9999, in whole seconds or microseconds.
  static func moment(_ random: inout SeededRandom) -> Int64 {
    let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
    return seconds * 1_000_000
      + (random.once(in: 2) ? Int64.random(in: 0..<1_000_000, using: &random) : 0)
  }

  private static func text(_ random: inout SeededRandom) -> String {
    let letters = Array("абвгдежз ABC019-/№«»\u{00A0}🧵")
    return String(
      (0..<Int.random(in: 0...12, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? "a"
      })
  }
}

/// Reads every value of a stored record, lists and all.
enum ReadThrough {
  @discardableResult
  static func read(_ bytes: [UInt8], _ schema: EventSchema) throws -> Int {
    let decoder = RecordDecoder(RecordLayout(schema.shape))
    defer { withExtendedLifetime(decoder) {} }
    return try bytes.borrowed { (body) throws in try values(of: decoder.decode(body)) }
  }

  private static func values(of view: RecordView) throws -> Int {
    var length = 0
    for member in view.shape.members where view.isPresent(member.slot) {
      switch member.type {
      case .integer, .flag: _ = view.bits(at: member.slot)
      case .decimal:
        length += Decimal4(bits: view.bits(at: member.slot)).description.isEmpty ? 1 : 0
      case .day: length += Day(bits: view.bits(at: member.slot)).description.isEmpty ? 1 : 0
      case .instant: length += Instant(bits: view.bits(at: member.slot)).description.isEmpty ? 1 : 0
      case .text: length += view.bytes(at: member.slot).string.isEmpty ? 0 : 1
      case .list: try view.forEachItem(at: member.slot) { length += try values(of: $0) }
      }
    }
    return length
  }
}

/// Reads a stored record into one that owns its values.
enum Stored {
  static func record(_ bytes: [UInt8], _ layout: RecordLayout) throws -> Record {
    let decoder = RecordDecoder(layout)
    defer { withExtendedLifetime(decoder) {} }
    return try bytes.borrowed { (body) throws in try decoder.decode(body).owned() }
  }
}

extension Record {
  /// The stored form.
  var stored: [UInt8] {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes
  }
}
