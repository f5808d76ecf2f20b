import Domain
import Projecting

/// By which rule a column of a read table is filled, as the projector declares it.
package struct ColumnRule: Sendable, Equatable {
  package let about: String

  /// The source's own name or formula; empty where the rule is in `about`.
  package let source: String
  package private(set) var unit: String
  package let sign: String

  /// Where in `read-tables` it stands.
  package let section: String

  init(_ member: Shape.Member, of table: Table) {
    about = member.note.about
    let named = member.note.source
    let isSection = named.hasPrefix("read-tables")
    source = isSection ? "" : named
    unit = member.note.unit
    sign = member.note.sign
    section = isSection ? named : Self.section(of: table)
  }

  private init(_ about: String, of table: Table) {
    self.about = about
    source = ""
    unit = ""
    sign = ""
    section = "read-tables §0"
  }

  /// p900 is §1, p901 is §2 and so on.
  private static func section(of table: Table) -> String {
    let digits = table.alias.dropFirst().prefix(3)
    return "read-tables §\((Int(digits) ?? 899) - 899)"
  }

  /// The same for a row whose money is in this currency.
  func inCurrency(_ currency: String?, of table: Table) -> ColumnRule {
    guard let column = table.currency, unit == column else { return self }
    var rule = self
    rule.unit = currency ?? "the currency that \(column) does not say"
    return rule
  }

  /// The rule of a column by name, be it of provenance.
  static func named(_ name: String, _ table: Table) -> ColumnRule? {
    if let member = table.shape[name] { return ColumnRule(member, of: table) }
    switch name {
    case "first_seq":
      return ColumnRule("Position of the first event that shaped the row", of: table)
    case "last_seq": return ColumnRule("Position of the event whose state the row shows", of: table)
    case "loaded_at": return ColumnRule("When the log took that event", of: table)
    default: return nil
    }
  }

  /// On one line.
  package var text: String {
    var text = about
    if !source.isEmpty { text += "; from \(source)" }
    if !sign.isEmpty { text += "; \(sign)" }
    if !unit.isEmpty { text += "; in \(unit)" }
    return "\(text) (\(section))"
  }
}
