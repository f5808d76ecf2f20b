/// A zone with one offset all year, as Russia's have been since 2014.
package struct Zone: Hashable, Sendable {
  /// Seconds east of Greenwich.
  package let offset: Int32

  package static let moscow = Zone(offset: 3 * 3600)
  package static let utc = Zone(offset: 0)

  private static let names: [(name: String, hours: Int32)] = [
    ("UTC", 0), ("Europe/Kaliningrad", 2), ("Europe/Minsk", 3), ("Europe/Moscow", 3),
    ("Europe/Simferopol", 3), ("Europe/Kirov", 3), ("Europe/Volgograd", 3), ("Europe/Samara", 4),
    ("Europe/Saratov", 4), ("Europe/Ulyanovsk", 4), ("Europe/Astrakhan", 4),
    ("Asia/Yekaterinburg", 5), ("Asia/Almaty", 5), ("Asia/Tashkent", 5), ("Asia/Omsk", 6),
    ("Asia/Bishkek", 6), ("Asia/Novosibirsk", 7), ("Asia/Barnaul", 7), ("Asia/Tomsk", 7),
    ("Asia/Krasnoyarsk", 7), ("Asia/Irkutsk", 8), ("Asia/Chita", 9), ("Asia/Yakutsk", 9),
    ("Asia/Vladivostok", 10), ("Asia/Sakhalin", 11), ("Asia/Magadan", 11), ("Asia/Kamchatka", 12),
  ]

  package init(offset: Int32) { self.offset = offset }

  /// A zone by its tz name or as `+05:00`; `nil` for names that no table here knows.
  package init?(_ name: String) {
    if let known = Self.names.first(where: { $0.name == name }) {
      offset = known.hours * 3600
      return
    }
    let read = Array(name.utf8).borrowed { text -> Int32? in
      guard text.count == 6, text[0] == 0x2B || text[0] == 0x2D, text[3] == 0x3A,
        let hours = text.digits(1..<3), let minutes = text.digits(4..<6), hours <= 14, minutes < 60
      else { return nil }
      let seconds = Int32(hours * 3600 + minutes * 60)
      return text[0] == 0x2D ? -seconds : seconds
    }
    guard let read else { return nil }
    offset = read
  }

  /// Every name that `init(_:)` knows.
  package static var knownNames: [String] { names.map(\.name) }
}
