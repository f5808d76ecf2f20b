/// What may stand between the angle brackets of a `Field`.
@usableFromInline package protocol FieldKind {
  static var kind: FieldType { get }
  static var item: Shape? { get }
}

extension FieldKind {
  @usableFromInline package static var item: Shape? { nil }
}

/// Marks a field that holds text.
@usableFromInline package enum Text: Sendable {}

extension Text: FieldKind { @usableFromInline package static var kind: FieldType { .text } }

/// Marks a field that holds records of `Item`.
@usableFromInline package enum List<Item: Fields>: Sendable {}

extension List: FieldKind {
  @usableFromInline package static var kind: FieldType { .list }
  @usableFromInline package static var item: Shape? { Shape(of: Item.self) }
}
