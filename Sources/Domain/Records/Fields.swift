/// A set of fields declared as the properties of a struct.
///
/// Every field carries its note, a hundred bytes: whoever reads events by the thousand makes the set
/// once, as a constant of its file or a member of a class.
@usableFromInline package protocol Fields: Sendable {
  init()
}
