/// What a row asked of other documents, as it is kept beside the row.
package struct AskedSet: Equatable, Sendable {
  /// A number for the keys of all its questions; 0 where nothing was asked.
  ///
  /// It is made from them alone: rows that ask the same have the same.
  package let number: Int32

  /// The last day that a price was asked for, in days since 1970.
  package let day: Int32?

  package init(number: Int32, day: Int32?) {
    self.number = number
    self.day = day
  }

  package static let nothing = AskedSet(number: 0, day: nil)

  /// Stands for all rows of a table.
  package static let everyRow: Int32 = 0

  /// The number of so many keys, sorted and each once.
  static func number(of keys: [LookupKey]) -> Int32 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for key in keys {
      hash = (hash ^ UInt64(UInt32(bitPattern: key.rawValue))) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 29
    }
    let number = Int32(truncatingIfNeeded: hash ^ hash >> 32)
    return number == 0 ? 1 : number
  }
}
