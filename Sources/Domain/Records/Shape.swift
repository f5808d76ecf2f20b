/// The fields of a record in order: what an event type or a read table is made of.
@usableFromInline package final class Shape: Sendable {
  /// One field as others see it.
  package struct Member: Sendable {
    package let number: Int
    package let name: String
    package let type: FieldType
    package let note: FieldNote

    /// The shape of the records in a list.
    package let item: Shape?

    package init(number: Int, name: String, type: FieldType, note: FieldNote, item: Shape?) {
      self.number = number
      self.name = name
      self.type = type
      self.note = note
      self.item = item
    }

    package var slot: Int { number - 1 }
  }

  /// Sorted by number.
  package let members: [Member]

  /// One more than the greatest slot in use.
  package let slotCount: Int

  /// The members without their names: what the code goes by that handles every row.
  package let places: [Place]

  /// The slots that hold text or lists.
  let textSlots: [Int]

  /// By slot, how the records of a list are stored.
  let itemLayouts: [RecordLayout?]

  package struct Place: Sendable {
    package let slot: Int
    package let type: FieldType
  }

  private let slots: [String: Int]

  /// Fields a record may have: a bound on the presence bitmap.
  package static let fieldsMax = 200

  /// Reads the declarations of `fields` once; keep the result.
  package convenience init(of fields: any Fields.Type) {
    let members = Mirror(reflecting: fields.init()).children.compactMap { child -> Member? in
      guard let name = child.label, let field = child.value as? any AnyField else { return nil }
      return Member(
        number: field.number, name: name, type: field.type, note: field.note, item: field.item)
    }
    self.init(members)
  }

  package init(_ members: [Member]) {
    self.members = members.sorted { $0.number < $1.number }
    slotCount = self.members.last?.number ?? 0
    places = self.members.map { Place(slot: $0.slot, type: $0.type) }
    textSlots = places.filter { $0.type == .text || $0.type == .list }.map(\.slot)
    var itemLayouts: [RecordLayout?] = Array(repeating: nil, count: slotCount)
    for member in members { itemLayouts[member.slot] = member.item.map { RecordLayout($0) } }
    self.itemLayouts = itemLayouts
    slots = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.slot) })
    precondition(slotCount <= Self.fieldsMax, "more than \(Self.fieldsMax) fields")
  }

  /// The slot of a field by name, or `nil` when there is none.
  package func slot(of name: String) -> Int? { slots[name] }

  package subscript(name: String) -> Member? { members.first { $0.name == name } }
}
