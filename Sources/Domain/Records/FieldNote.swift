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

  /// The same of money in another unit.
  package func measured(in unit: StaticString) -> FieldNote {
    FieldNote(about: words.about, unit: unit, sign: words.sign, source: words.source)
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
