/// One field of an event or one column of a read table: its number and its meaning.
///
/// The name is that of the property that declares it, so that each field is written once.
@usableFromInline package struct Field<Value>: Sendable {
  /// From 1; never given to another field of the same event type.
  @usableFromInline package let number: Int

  /// What it is, in one line, with unit, sign and source.
  @usableFromInline package let note: FieldNote

  package init(
    _ number: Int, _ about: StaticString = "", unit: StaticString = "", sign: StaticString = "",
    source: StaticString = ""
  ) {
    self.number = number
    note = FieldNote(about: about, unit: unit, sign: sign, source: source)
  }

  @inlinable package var slot: Int { number - 1 }

  /// The same field in a shape where it stands `places` further on.
  @inlinable package func at(_ places: Int) -> Field { Field(number + places, note) }

  @inlinable init(_ number: Int, _ note: FieldNote) {
    self.number = number
    self.note = note
  }
}

extension Field: AnyField where Value: FieldKind {
  package var type: FieldType { Value.kind }
  package var item: Shape? { Value.item }
}
