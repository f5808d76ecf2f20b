package import Domain
package import Importing

/// 1C's register of barcodes: `InformationRegister_ШтрихкодыНоменклатуры`, flat or as record sets.
///
/// A barcode may have several owners, and an owner several packagings with one barcode: each is a
/// row of the register and a stream.
package struct OneCBarcodes: Importer {
  package static let kind = OneCBarcode.kind
  package static let version = 2
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = ODataExtent.marks

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    if outline.entitySet != nil {
      return outline.holds("InformationRegister_ШтрихкодыНоменклатуры")
    }
    return Self.owners.contains {
      outline.hasObject("Штрихкод", $0)
        || outline.hasObject("RecordSet[].Штрихкод", "RecordSet[].\($0)")
    }
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let schema = EventTypes.schema(of: OneCBarcode.self)
    let reader = OneCReader(schema.shape, zone: context.zone, Self.fields, ignored: Self.ignored)
    var record = Record(schema.shape)
    intake.covers("")
    try OneCAnswer.forEach(payload, single: Self.single, into: intake) {
      (object) throws(PayloadError) in
      for row in object.table("RecordSet") ?? [object] {
        intake.beginRow()
        let id: String?
        do throws(RowError) {
          try reader.fill(&record, from: row, intake)
          id = try naturalID(record)
        } catch {
          intake.setAside(at: row.range.lowerBound, error)
          continue
        }
        if let id {
          try intake.draft(schema, id, occurredAt: nil, source: row.range, record)
        } else {
          intake.passOver(payload.bytes[row.range])
          intake.remark("a row without a barcode was skipped")
        }
      }
    }
  }

  private let owner = OneCBarcode()

  /// `barcode/nomenclature/characteristic/packaging` without empty parts at its end; `nil` for a row
  /// without a barcode.
  private func naturalID(_ record: Record) throws(RowError) -> String? {
    guard let barcode = record[owner.barcode] else { return nil }
    guard let nomenclature = record[owner.nomenclature_ref] else {
      throw RowError("Номенклатура_Key", "missing: barcode \(barcode) has no owner")
    }
    let characteristic = record[owner.characteristic_ref]
    var id = "\(barcode)/\(nomenclature)"
    if let packaging = record[owner.packaging_ref] {
      id += "/\(characteristic ?? "")/\(packaging)"
    } else if let characteristic {
      id += "/\(characteristic)"
    }
    return id
  }

  private static let owners = ["Владелец_Key", "Owner_Key", "Номенклатура_Key", "Nomenclature_Key"]

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("barcode", ["Штрихкод", "Barcode"], .plain),
    ("nomenclature_ref", owners, .reference),
    ("characteristic_ref", ["Характеристика_Key", "Characteristic_Key"], .reference),
    ("packaging_ref", ["Упаковка_Key"], .reference),
  ]

  private static let ignored = [
    "Номенклатура", "Характеристика", "Упаковка", "Владелец", "Артикул", "Recorder_Key", "Active",
    "LineNumber", "Period",
  ]

  /// What tells a single object from an envelope.
  static let single: Set = ["Штрихкод", "Barcode", "RecordSet"]
}
