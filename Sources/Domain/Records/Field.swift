/// What kind of value a field holds, and how it is written: the `type` of `schemas/`.
@usableFromInline package enum FieldType: UInt8, Sendable {
  /// A signed 64-bit number, such as an id.
  case integer = 1

  /// A count of ten-thousandths, see `Decimal4`.
  case decimal = 2

  /// UTF-8.
  case text = 3

  /// A calendar day.
  case day = 4

  /// A moment, in microseconds.
  case instant = 5

  /// Yes or no.
  case flag = 6

  /// Records of another shape, in order.
  case list = 7

  package var name: String { "\(self)" }
}

/// A value that fits in 64 bits: everything but text and lists.
@usableFromInline package protocol Scalar: FieldKind, Sendable {
  init(bits: Int64)
  var bits: Int64 { get }
}

extension Int64: Scalar {
  @usableFromInline package static var kind: FieldType { .integer }
  @inlinable package init(bits: Int64) { self = bits }
  @inlinable package var bits: Int64 { self }
}

extension Decimal4: Scalar {
  @usableFromInline package static var kind: FieldType { .decimal }
  @inlinable package init(bits: Int64) { self.init(rawValue: bits) }
  @inlinable package var bits: Int64 { rawValue }
}

extension Day: Scalar {
  @usableFromInline package static var kind: FieldType { .day }
  @inlinable package init(bits: Int64) { self.init(rawValue: Int32(truncatingIfNeeded: bits)) }
  @inlinable package var bits: Int64 { Int64(rawValue) }
}

extension Instant: Scalar {
  @usableFromInline package static var kind: FieldType { .instant }
  @inlinable package init(bits: Int64) { self.init(rawValue: bits) }
  @inlinable package var bits: Int64 { rawValue }
}

extension Bool: Scalar {
  @usableFromInline package static var kind: FieldType { .flag }
  @inlinable package init(bits: Int64) { self = bits != 0 }
  @inlinable package var bits: Int64 { self ? 1 : 0 }
}

/// Marks a field that holds text.
@usableFromInline package enum Text: Sendable {}

/// Marks a field that holds records of `Item`.
@usableFromInline package enum List<Item: Fields>: Sendable {}

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

/// What `schemas/` says of a field.
///
/// The words stay where the compiler put them, so that a field is copied without counting references.
@usableFromInline package struct FieldNote: Sendable {
  @usableFromInline let words:
    (about: StaticString, unit: StaticString, sign: StaticString, source: StaticString)

  package init(
    about: StaticString = "", unit: StaticString = "", sign: StaticString = "",
    source: StaticString = ""
  ) {
    words = (about, unit, sign, source)
  }

  /// What the field is, in one line.
  package var about: String { words.about.description }

  /// What one of it is: RUB, pcs, %.
  package var unit: String { words.unit.description }

  /// What its sign means.
  package var sign: String { words.sign.description }

  /// The source's own name, or the rule that gives it.
  package var source: String { words.source.description }
}

/// A set of fields declared as the properties of a struct.
///
/// Every field carries its note, a hundred bytes: whoever reads events by the thousand makes the set
/// once, as a constant of its file or a member of a class.
@usableFromInline package protocol Fields: Sendable {
  init()
}

/// A field whatever its value, as `Shape` finds it by reflection.
package protocol AnyField {
  var number: Int { get }
  var note: FieldNote { get }
  var type: FieldType { get }
  var item: Shape? { get }
}

extension Field: AnyField where Value: FieldKind {
  package var type: FieldType { Value.kind }
  package var item: Shape? { Value.item }
}

/// What may stand between the angle brackets of a `Field`.
@usableFromInline package protocol FieldKind {
  static var kind: FieldType { get }
  static var item: Shape? { get }
}

extension FieldKind {
  @usableFromInline package static var item: Shape? { nil }
}

extension Text: FieldKind { @usableFromInline package static var kind: FieldType { .text } }
extension List: FieldKind {
  @usableFromInline package static var kind: FieldType { .list }
  @usableFromInline package static var item: Shape? { Shape(of: Item.self) }
}
