import Domain

extension PayloadOutline {
  /// Whether the payload is a table, or holds one, that `fits` by its columns (in lower case).
  package func isTable(where fits: (Set<String>) -> Bool) -> Bool {
    (form == .csv || form == .zip) && fits(Set(names.map { $0.lowercased() }))
  }
}

/// Tells the columns of a table from its first part, for `PayloadOutline`.
struct TableOutline {
  private(set) var names: Set<String> = []
  private(set) var trouble: PayloadError?

  /// Names longer than this are no header.
  private static let nameMax = 200

  /// How much of a file in an archive is unpacked to see its header.
  private static let entryHeadMax = 64 << 10

  /// The cells of a CSV payload's header; none when the bytes do not look like CSV.
  ///
  /// Unless the payload ends with `head` (`isWhole`), its last line may be cut and is not read.
  init(csv head: Bytes, isWhole: Bool) {
    do throws(PayloadError) { names = try Self.header(head, isWhole) } catch { trouble = error }
  }

  /// Entry names, and the header of the first CSV file or sheet.
  init(archive bytes: Bytes) {
    do throws(PayloadError) { try look(ZIPArchive(bytes)) } catch { trouble = error }
  }

  private mutating func look(_ archive: ZIPArchive) throws(PayloadError) {
    names = Set(archive.entries.map(\.name))
    if archive[XLSXBook.part] != nil {
      var header: Set<String> = []
      try XLSXBook(archive).forEachTable(max: 1) { header.formUnion($0.header) }
      names.formUnion(header)
    } else if let entry = archive.entries.first(where: \.isCSV) {
      let head = try archive.head(entry, Self.entryHeadMax)
      names.formUnion(
        try head.borrowed { (head) throws(PayloadError) in
          try Self.header(head, head.count == entry.size)
        })
    }
  }

  private static func header(_ head: Bytes, _ isWhole: Bool) throws(PayloadError) -> Set<String> {
    let lines = isWhole ? head : head.prefix(lineEnd(head))
    var rows = CSVRows(lines, try CSVDialect(of: lines))
    var row = TableRowBuffer()
    guard try rows.next(&row) else { return [] }
    let names = row.borrowed(\.strings).filter { !$0.isEmpty }
    let areNames = names.allSatisfy { name in
      name.utf8.count <= nameMax && !name.utf8.contains { $0 < 0x20 }
    }
    return names.count > 1 && areNames ? Set(names) : []
  }

  private static func lineEnd(_ bytes: Bytes) -> Int {
    var end = bytes.count
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }
}
