import Importing

/// The types of price that an answer holds.
struct PriceTypes {
  /// One type: the reference to it, and its name where the answer tells it.
  struct PriceType: Equatable {
    let ref: String
    let name: String?

    init(_ row: OneCRow) throws(RowError) {
      ref = (try row.text("ВидЦены_Key", "ВидЦен_Key", "ТипЦен_Key") ?? "").lowercased()
      if let sent = row.object("ВидЦены") ?? row.object("ВидЦен") ?? row.object("ТипЦен") {
        name = try sent.text("Description", "Наименование")
      } else {
        name = try row.text("ВидЦены", "ВидЦен", "ТипЦен", "ВидЦены____Presentation")
      }
    }

    func isNamed(_ wanted: String) -> Bool { ref == wanted.lowercased() || name == wanted }

    var label: String {
      let ref = ref.isEmpty ? "(none)" : ref
      return name.map { "\($0) (\(ref))" } ?? ref
    }
  }

  static let keys = ["ВидЦены_Key", "ВидЦен_Key", "ТипЦен_Key"]

  private(set) var found: [PriceType] = []

  private static let foundMax = 100

  /// Looks through all rows; those that are not rows are told about later.
  init(_ payload: Payload) throws(PayloadError) {
    var found: [PriceType] = []
    try OneCAnswer.forEach(payload, single: OneCPrices.single) { (object) throws(PayloadError) in
      for row in object.table("RecordSet") ?? [object] {
        do throws(RowError) {
          try row.check()
          let type = try PriceType(row)
          if found.count < Self.foundMax, !found.contains(type) { found.append(type) }
        } catch { continue }
      }
    }
    self.found = found
  }

  /// The type that the command names; `nil` when the answer has no rows.
  func choose(_ wanted: String?) throws(PayloadError) -> PriceType? {
    let list = found.map(\.label).joined(separator: ", ")
    guard let wanted else {
      guard found.count <= 1 else {
        throw PayloadError("prices of several types: say which with --price-type: \(list)")
      }
      return found.first
    }
    if let type = found.first(where: { $0.isNamed(wanted) }) { return type }
    guard found.isEmpty else {
      throw PayloadError("no price of the type «\(wanted)»; the answer has: \(list)")
    }
    return nil
  }
}
