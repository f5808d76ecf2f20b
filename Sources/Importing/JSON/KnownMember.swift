/// What an importer knows of one member of a nested JSON object: its name, and what becomes of it.
///
/// A list of these is an importer's allow-list. A member that is in no list is remarked, and nothing
/// of it is kept.
package struct KnownMember: Sendable {
  indirect enum Use: Sendable {
    case value(RowReader.Conversion)
    case kopecks
    case percent
    case money(currency: String)
    case currency
    case object([KnownMember])
    case list([KnownMember])
    case one([KnownMember])
    case texts(each: String)
    case ignored
  }

  /// As the source writes them; more than one only where they are ignored.
  let names: [String]

  /// The field that it goes to, by name.
  let field: String

  let use: Use

  private init(_ names: [String], to field: String = "", _ use: Use) {
    self.names = names
    self.field = field
    self.use = use
  }

  /// A plain value, converted by the type of its field, which bears the same name unless given.
  package static func value(
    _ name: String, to field: String? = nil, _ how: RowReader.Conversion = .plain
  ) -> KnownMember {
    KnownMember([name], to: field ?? name, .value(how))
  }

  /// A whole number of kopecks, kept in roubles.
  package static func kopecks(_ name: String, to field: String? = nil) -> KnownMember {
    KnownMember([name], to: field ?? name, .kopecks)
  }

  /// A share of one, kept as a percent: `0.215050` is 21.505.
  ///
  /// Ozon also sends the text form of a protobuf value, `value:"0.215050"`.
  package static func percent(ofRatio name: String, to field: String) -> KnownMember {
    KnownMember([name], to: field, .percent)
  }

  /// Money as a number, as text, or as an object of an amount and a currency.
  ///
  /// The currency goes to a field of its own; where that is filled already, it must be the same.
  package static func money(
    _ name: String, to field: String? = nil, currency: String
  ) -> KnownMember {
    KnownMember([name], to: field ?? name, .money(currency: currency))
  }

  /// The code of a currency; where the field is filled already, it must be the same.
  package static func currency(_ name: String, to field: String? = nil) -> KnownMember {
    KnownMember([name], to: field ?? name, .currency)
  }

  /// An object whose members go to fields of the same record.
  package static func object(_ name: String, _ members: [KnownMember]) -> KnownMember {
    KnownMember([name], .object(members))
  }

  /// An array of objects that become the records of a list.
  package static func list(
    _ name: String, to field: String? = nil, _ members: [KnownMember]
  ) -> KnownMember {
    KnownMember([name], to: field ?? name, .list(members))
  }

  /// An object that becomes the only record of a list: several fields of one meaning.
  package static func one(
    _ name: String, to field: String? = nil, _ members: [KnownMember]
  ) -> KnownMember {
    KnownMember([name], to: field ?? name, .one(members))
  }

  /// An array of texts that become records of one field; they are trimmed, and empty ones skipped.
  package static func texts(
    _ name: String, to field: String? = nil, each: String
  ) -> KnownMember {
    KnownMember([name], to: field ?? name, .texts(each: each))
  }

  /// Members that are known and not kept: personal data, pictures, what others tell better.
  package static func ignored(_ names: String...) -> KnownMember {
    KnownMember(names, .ignored)
  }
}
