/// The percent signs of addresses, in which 1C names its entity sets.
enum PercentSigns {
  /// `%D0%A6` is `Ц`; a sign that two hexadecimal digits do not follow stays.
  static func resolved(_ text: some StringProtocol) -> String {
    let raw = Array(text.utf8)
    var name: [UInt8] = []
    var index = 0
    while index < raw.count {
      if raw[index] == 0x25, index + 2 < raw.count, let high = JSONEscapes.hex(raw[index + 1]),
        let low = JSONEscapes.hex(raw[index + 2])
      {
        name.append(UInt8(high << 4 | low))
        index += 3
      } else {
        name.append(raw[index])
        index += 1
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}
