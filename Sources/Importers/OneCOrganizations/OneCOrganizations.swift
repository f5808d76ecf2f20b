package import Domain
package import Importing

/// 1C's own organizations: `Catalog_Организации`.
///
/// The seller's own firm, so its name and tax number are kept even where it is one person's.
package struct OneCOrganizations: Importer {
  package static let kind = OneCOrganization.kind
  package static let version = 2
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = ODataExtent.marks

  package init() {}

  /// Only by its metadata: counterparties have the same members.
  package func recognizes(_ outline: PayloadOutline) -> Bool {
    outline.holds("Catalog_Организации")
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let objects = OneCObjects(
      OneCOrganization.self, key: OneCOrganization().ref_key, zone: context.zone, Self.fields,
      ignored: Self.ignored)
    try objects.read(payload, into: intake)
    intake.covers("")
  }

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("ref_key", ["Ref_Key"], .reference),
    ("code", ["Code", "Код"], .plain),
    ("description", ["Description", "Наименование"], .plain),
    ("inn", ["ИНН", "INN"], .plain),
    ("kpp", ["КПП", "KPP"], .plain),
    ("deletion_mark", ["DeletionMark", "ПометкаУдаления"], .plain),
  ]

  private static let ignored = [
    "DataVersion", "Predefined", "PredefinedDataName", "НаименованиеПолное", "ПолноеНаименование",
    "НаименованиеСокращенное", "FullName", "ОГРН", "Префикс", "ЮрФизЛицо",
    "ЮридическоеФизическоеЛицо", "КонтактнаяИнформация", "ДополнительныеРеквизиты",
  ]
}
