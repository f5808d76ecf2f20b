package import Domain

/// The ISO code of a currency, however the source writes it.
package enum Currency {
  /// What sources write, and the code it means; numbers are those of ISO 4217.
  private static let names: [(name: StaticString, code: String)] = [
    ("RUR", "RUB"), ("руб", "RUB"), ("руб.", "RUB"), ("643", "RUB"), ("810", "RUB"),
    ("933", "BYN"), ("398", "KZT"), ("417", "KGS"), ("051", "AMD"), ("51", "AMD"),
    ("860", "UZS"), ("156", "CNY"), ("784", "AED"), ("792", "TRY"), ("949", "TRY"),
    ("840", "USD"), ("978", "EUR"), ("981", "GEL"), ("972", "TJS"),
  ]

  private static let codes = names.map { Array($0.code.utf8) }

  /// The code that `text` means, or `nil` when it is to be taken as it stands.
  package static func code(_ text: Bytes) -> [UInt8]? {
    names.firstIndex { text == $0.name }.map { codes[$0] }
  }
}
