package import Domain
package import Importing

/// 1C's counterparties: `Catalog_Контрагенты`.
///
/// Nothing that names a person is kept. A name is never: that of a company may hold its contact's.
/// A tax number is kept when it has a company's ten digits; a person's has twelve, and live bases
/// hold numbers of any length.
package struct OneCCounterparties: Importer {
  package static let kind = OneCCounterparty.kind
  package static let version = 2
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = ODataExtent.marks

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    if outline.entitySet != nil { return outline.holds("Catalog_Контрагенты") }
    return outline.hasObject("Ref_Key", "ИНН", "IsFolder")
      || outline.hasObject("Ref_Key", "ИНН", "ЭтоГруппа")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let party = OneCCounterparty()
    let objects = OneCObjects(
      OneCCounterparty.self, key: party.ref_key, zone: context.zone, Self.fields,
      ignored: Self.ignored)
    try objects.read(payload, into: intake) { (record, _) throws(RowError) in
      if let inn = record[party.inn], !Self.isCompany(inn) { record[party.inn] = nil }
    }
    intake.covers("")
  }

  private static func isCompany(_ inn: String) -> Bool {
    inn.utf8.count == 10 && inn.utf8.allSatisfy(\.isDigit)
  }

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("ref_key", ["Ref_Key"], .reference),
    ("code", ["Code", "Код"], .plain),
    ("inn", ["ИНН", "INN"], .plain),
    ("is_folder", ["IsFolder", "ЭтоГруппа"], .plain),
    ("deletion_mark", ["DeletionMark", "ПометкаУдаления"], .plain),
    ("parent_key", ["Parent_Key", "ParentKey"], .reference),
  ]

  private static let ignored = [
    "DataVersion", "Predefined", "PredefinedDataName", "Description", "Наименование",
    "НаименованиеПолное", "ПолноеНаименование", "FullName", "КПП", "KPP", "ОГРН", "Комментарий",
    "ЮрФизЛицо", "ЮридическоеФизическоеЛицо", "КонтактнаяИнформация", "ДополнительныеРеквизиты",
    "ДокументУдостоверяющийЛичность", "ОсновноеКонтактноеЛицо_Key", "КонтактноеЛицо_Key",
  ]
}
