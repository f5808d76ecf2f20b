/// What the rows of an exact table have behind their columns and their provenance for Svod alone.
package struct OwnColumns: Equatable, Sendable {
  /// `row_group`: the key of the group that makes the row, where groups have names.
  package let group: Bool

  /// `asked` and `asked_day`: what the row looked up in other documents (`AskedSet`).
  package let asked: Bool

  package init(group: Bool, asked: Bool) {
    self.group = group
    self.asked = asked
  }

  package static let none = OwnColumns(group: false, asked: false)

  /// All that there are.
  package static let every = OwnColumns(group: true, asked: true)

  /// Their names, in order.
  package var names: [String] {
    (group ? ["row_group"] : []) + (asked ? ["asked", "asked_day"] : [])
  }
}
