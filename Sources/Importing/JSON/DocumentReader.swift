package import Domain

/// Fills a record, and the records of its lists, from a nested JSON row by a tree of known members.
///
/// `RowReader` is for flat rows, which come by the million; this one is for documents.
package struct DocumentReader {
  private let top: ObjectReader

  /// The path names the objects around the one that is read, for messages.
  package init(_ shape: Shape, zone: Zone, under path: String = "", _ members: [KnownMember]) {
    top = ObjectReader(
      shape, members, path: path.isEmpty ? "" : path + ".",
      values: RowReader(shape, zone: zone, []))
  }

  /// Clears and fills `record`; throws when the row is not to be taken.
  package func fill(
    _ record: inout Record, from row: JSONValue, _ intake: Intake
  ) throws(RowError) {
    record.clear()
    try add(to: &record, from: row, intake)
  }

  /// Adds what `object` tells to a record that another object has begun.
  package func add(
    to record: inout Record, from object: JSONValue, _ intake: Intake
  ) throws(RowError) {
    try top.read(object, into: &record, intake)
  }
}

/// The known members of one object of the tree.
private final class ObjectReader {
  private final class Place {
    /// The member's name with those of the objects around it, for messages.
    let label: String
    let use: Use

    init(_ label: String, _ use: Use) {
      self.label = label
      self.use = use
    }
  }

  private enum Use {
    case value(RowReader.Target)
    case kopecks(Int)
    case percent(Int)
    case money(Int, currency: Int)
    case currency(Int)
    case object(ObjectReader)
    case list(Int, Shape, ObjectReader)
    case one(Int, Shape, ObjectReader)
    case texts(Int, Shape, each: Int)
    case ignored
  }

  private let path: String
  private let names: MemberNames
  private let places: [Place]
  private let values: RowReader

  init(_ shape: Shape, _ members: [KnownMember], path: String, values: RowReader) {
    self.path = path
    self.values = values
    names = MemberNames(members.flatMap(\.names))
    places = members.flatMap { member in
      member.names.map { Place(path + $0, Self.use(member, shape, path + $0, values)) }
    }
  }

  private static func use(
    _ member: KnownMember, _ shape: Shape, _ label: String, _ values: RowReader
  ) -> Use {
    func inside(_ shape: Shape, _ members: [KnownMember]) -> ObjectReader {
      ObjectReader(shape, members, path: label + ".", values: values)
    }
    if case .object(let members) = member.use { return .object(inside(shape, members)) }
    if case .ignored = member.use { return .ignored }
    let field = require(member.field, in: shape)
    switch member.use {
    case .value(let how):
      return .value(RowReader.Target(slot: field.slot, type: field.type, how: how))
    case .kopecks: return .kopecks(field.slot)
    case .percent: return .percent(field.slot)
    case .currency: return .currency(field.slot)
    case .money(let currency):
      return .money(field.slot, currency: require(currency, in: shape).slot)
    case .list(let members):
      let item = require(itemOf: field)
      return .list(field.slot, item, inside(item, members))
    case .one(let members):
      let item = require(itemOf: field)
      return .one(field.slot, item, inside(item, members))
    case .texts(let each):
      let item = require(itemOf: field)
      return .texts(field.slot, item, each: require(each, in: item).slot)
    case .object, .ignored: return .ignored
    }
  }

  private static func require(_ name: String, in shape: Shape) -> Shape.Member {
    guard let member = shape[name] else { preconditionFailure("no field \(name)") }
    return member
  }

  private static func require(itemOf member: Shape.Member) -> Shape {
    guard let item = member.item else { preconditionFailure("\(member.name) is not a list") }
    return item
  }

  func read(
    _ object: JSONValue, into record: inout Record, _ intake: Intake
  ) throws(RowError) {
    guard object.kind == .object else {
      throw RowError(path.isEmpty ? "row" : String(path.dropLast()), "not an object")
    }
    var last = -1
    try object.forEachMember { (name, value) throws(RowError) in
      guard let place = names.find(name, last + 1) else {
        intake.unread("\(path)\(name.string)")
        return
      }
      last = place
      if !value.isNull { try put(value, places[place], into: &record, intake) }
    }
  }

  private func put(
    _ value: JSONValue, _ place: Place, into record: inout Record, _ intake: Intake
  ) throws(RowError) {
    switch place.use {
    case .value(let target): try values.set(&record, target, place.label, value, intake)
    case .kopecks(let slot):
      record.put(try JSONRead.decimal(value, place.label, shifted: -2, intake), at: slot)
    case .percent(let slot):
      record.put(try JSONRead.percent(ofRatio: value, place.label, intake), at: slot)
    case .money(let slot, let currency):
      let money = try JSONRead.money(value, place.label, intake)
      record.put(money.amount, at: slot)
      try set(currency, money.currency, of: place, in: &record)
    case .currency(let slot):
      try set(slot, try JSONRead.currency(value, place.label), of: place, in: &record)
    case .object(let inside): try inside.read(value, into: &record, intake)
    case .list(let slot, let shape, let inside):
      let items = try list(value, place).map { (element) throws(RowError) in
        try Self.item(element, shape, inside, intake)
      }
      record.setList(items, at: slot)
    case .one(let slot, let shape, let inside):
      record.setList([try Self.item(value, shape, inside, intake)], at: slot)
    case .texts(let slot, let shape, let each):
      record.setList(try texts(value, place, shape, each, intake), at: slot)
    case .ignored: break
    }
  }

  private static func item(
    _ value: JSONValue, _ shape: Shape, _ inside: ObjectReader, _ intake: Intake
  ) throws(RowError) -> Record {
    var item = Record(shape)
    try inside.read(value, into: &item, intake)
    return item
  }

  private func set(
    _ slot: Int, _ code: [UInt8]?, of place: Place, in record: inout Record
  ) throws(RowError) {
    guard let code else { return }
    if record.isPresent(slot) {
      let isSame = record.withText(at: slot) { (known) in known == code }
      guard isSame else { throw RowError(place.label, "in another currency than the rest") }
    }
    record.setText(code, at: slot)
  }

  private func list(_ value: JSONValue, _ place: Place) throws(RowError) -> [JSONValue] {
    guard value.kind == .array else { throw RowError(place.label, "not a list") }
    return try value.elements(upTo: JSONScanner.elementsMax, place.label)
  }

  private func texts(
    _ value: JSONValue, _ place: Place, _ shape: Shape, _ each: Int, _ intake: Intake
  ) throws(RowError) -> [Record] {
    var items: [Record] = []
    for element in try list(value, place) {
      let text = try JSONRead.text(element, place.label) ?? []
      let trimmed = text.borrowed { $0.trimmed.array }
      if trimmed.isEmpty {
        intake.remark("\(place.label): an empty one was skipped")
        continue
      }
      var item = Record(shape)
      item.setText(trimmed, at: each)
      items.append(item)
    }
    return items
  }
}

extension Record {
  fileprivate mutating func put(_ number: Decimal4?, at slot: Int) {
    if let number { setBits(number.rawValue, at: slot) }
  }
}
