import Domain

/// An event with one of its values changed or taken away, for each of its values.
struct EventVariants {
  struct Variant {
    let name: String
    let value: EventDescription.Shown?

    /// What may stand in the event's place; `nil` is nothing.
    let events: [KeptEvent?]
  }

  let all: [Variant]

  init(_ event: KeptEvent, isLatest: Bool) throws {
    if event.schema.isWithdrawal {
      all = [Variant(name: "the withdrawal", value: nil, events: [nil])]
      return
    }
    var all = try Self.bodies(event.body, event.schema.shape).map { name, value, bodies in
      Variant(
        name: name, value: value,
        events: bodies.map { body in
          var other = event
          other.body = body
          return other
        })
    }
    var later = event
    later.clock = Instant(rawValue: event.clock.rawValue + 86_400_000_000)
    all.append(
      Variant(
        name: event.hasSourceClock ? "the source's clock" : "fetched at",
        value: .text("\(event.clock)"), events: [later]))
    if isLatest {
      var renamed = event
      renamed.naturalID.append(0x39)
      all.append(
        Variant(
          name: "the stream's id", value: .text(String(decoding: event.naturalID, as: UTF8.self)),
          events: [renamed]))
    }
    self.all = all
  }

  private typealias Named = (name: String, value: EventDescription.Shown, bodies: [[UInt8]])

  /// The encoded record with each value taken away, and with it changed.
  private static func bodies(_ body: [UInt8], _ shape: Shape) throws -> [Named] {
    let decoder = RecordDecoder(RecordLayout(shape))
    defer { withExtendedLifetime(decoder) {} }
    return try body.borrowed { (bytes) throws in
      let view = try decoder.decode(bytes)
      let shown = try EventDescription.values(of: view)
      var found: [Named] = []
      for member in shape.members where view.isPresent(member.slot) {
        let value = shown.first { $0.name == member.name }?.value ?? .text("")
        if member.type == .list {
          found += try items(view, member, value)
        } else {
          let without = record(view, without: member)
          let others = changed(view, member).map { value in
            var other = without
            value(&other)
            return encoded(other)
          }
          found.append((member.name, value, [encoded(without)] + others))
        }
      }
      return found
    }
  }

  private static func record(_ view: RecordView, without member: Shape.Member) -> Record {
    var record = Record(view.shape)
    for place in view.shape.places where place.slot != member.slot {
      record.take(view, place.type, from: place.slot, at: place.slot)
    }
    return record
  }

  private static func encoded(_ record: Record) -> [UInt8] {
    var bytes: [UInt8] = []
    record.encode(into: &bytes)
    return bytes
  }

  /// Other values of the same type: one unit or one day more, another end, another beginning.
  private static func changed(
    _ view: RecordView, _ member: Shape.Member
  ) -> [(inout Record) -> Void] {
    let slot = member.slot
    let bits = member.type == .text ? 0 : view.bits(at: slot)
    func put(_ bits: Int64) -> (inout Record) -> Void { { $0.setBits(bits, at: slot) } }
    switch member.type {
    case .integer, .day: return [put(bits &+ 1)]
    case .decimal: return [put(bits &+ 10_000)]
    case .instant: return [put(bits &+ 86_400_000_000)]
    case .flag: return [put(bits == 0 ? 1 : 0)]
    case .text, .list:
      let text = view.bytes(at: slot).array
      return [text + [0x39], [0x52] + text].map { other in { $0.setText(other, at: slot) } }
    }
  }

  /// The same inside the records of a list.
  private static func items(
    _ view: RecordView, _ member: Shape.Member, _ value: EventDescription.Shown
  ) throws -> [Named] {
    guard let shape = member.item else { return [] }
    var owned: [Record] = []
    try view.forEachItem(at: member.slot) { owned.append($0.owned()) }
    var found: [Named] = []
    for index in owned.indices {
      for (name, value, bodies) in try Self.bodies(encoded(owned[index]), shape) {
        let others = try bodies.map { body in
          var items = owned
          items[index] = try decoded(body, shape)
          var record = record(view, without: member)
          record.setList(items, at: member.slot)
          return encoded(record)
        }
        found.append(("\(member.name)[\(index + 1)].\(name)", value, others))
      }
    }
    return found
  }

  private static func decoded(_ body: [UInt8], _ shape: Shape) throws -> Record {
    let decoder = RecordDecoder(RecordLayout(shape))
    defer { withExtendedLifetime(decoder) {} }
    return try body.borrowed { (bytes) throws in try decoder.decode(bytes).owned() }
  }
}
