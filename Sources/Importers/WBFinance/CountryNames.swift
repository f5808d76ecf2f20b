import Domain

/// The country of sale in one spelling: the statistics API wrote its name, the finance API writes the
/// name or the ISO code.
enum CountryNames {
  private static let names: [(code: StaticString, name: [UInt8])] = [
    ("RU", "Россия"), ("BY", "Беларусь"), ("KZ", "Казахстан"), ("KG", "Кыргызстан"),
    ("AM", "Армения"), ("UZ", "Узбекистан"), ("TJ", "Таджикистан"), ("GE", "Грузия"),
    ("AZ", "Азербайджан"), ("TM", "Туркменистан"), ("CN", "Китай"), ("AE", "ОАЭ"),
    ("IL", "Израиль"), ("TR", "Турция"),
  ].map { ($0.0, Array(($0.1 as String).utf8)) }

  /// Other spellings of names that both shapes have been seen with.
  private static let spellings: [(text: [UInt8], name: [UInt8])] = [
    ("Белоруссия", "Беларусь"), ("Киргизия", "Кыргызстан"), ("Российская Федерация", "Россия"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// The name that a text means, or `nil` when it is to be taken as it stands.
  static func name(_ text: Bytes) -> [UInt8]? {
    if text.count == 2 {
      return names.first { entry in isCode(text, entry.code) }?.name
    }
    return spellings.first { entry in entry.text.borrowed { $0 == text } }?.name
  }

  /// Whatever the case of its letters.
  private static func isCode(_ text: Bytes, _ code: StaticString) -> Bool {
    let name = Array(code.description.utf8)
    return text[0] & 0xDF == name[0] && text[1] & 0xDF == name[1]
  }
}
