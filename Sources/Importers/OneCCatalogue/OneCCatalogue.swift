package import Domain
package import Importing

/// 1C's catalogue of items and folders: `Catalog_Номенклатура`.
///
/// 1C has no clock on an object, so the latest answer counts; deletion is a mark.
package struct OneCCatalogue: Importer {
  package static let kind = OneCNomenclature.kind
  package static let version = 2
  package static let marketplaces: Set = ["1C"]
  package static let emptyScope = EmptyScope.list
  package static let extent: [ExtentMark] = ODataExtent.marks

  package init() {}

  package func recognizes(_ outline: PayloadOutline) -> Bool {
    if outline.entitySet != nil { return outline.holds("Catalog_Номенклатура") }
    return !outline.hasObject("ИНН")
      && (outline.hasObject("Ref_Key", "Артикул") || outline.hasObject("Ref_Key", "Article")
        || outline.hasObject("Ref_Key", "НоменклатураДляОстатков_Key"))
  }

  package func read(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    let objects = OneCObjects(
      OneCNomenclature.self, key: OneCNomenclature().ref_key, zone: context.zone, Self.fields,
      ignored: Self.ignored)
    try objects.read(payload, into: intake)
    intake.covers("")
  }

  private static let fields: [(field: String, names: [String], how: OneCReader.Conversion)] = [
    ("ref_key", ["Ref_Key"], .reference),
    ("code", ["Code", "Код"], .plain),
    ("description", ["Description", "Наименование"], .plain),
    ("article", ["Артикул", "Article"], .plain),
    ("is_folder", ["IsFolder", "ЭтоГруппа"], .plain),
    ("deletion_mark", ["DeletionMark", "ПометкаУдаления"], .plain),
    ("parent_key", ["Parent_Key", "ParentKey"], .reference),
    ("base_ref", ["НоменклатураДляОстатков_Key"], .reference),
  ]

  private static let ignored = [
    "DataVersion", "Predefined", "PredefinedDataName", "НаименованиеПолное", "ПолноеНаименование",
    "FullDescription", "ТипНоменклатуры", "ВидНоменклатуры_Key", "ЕдиницаИзмерения_Key",
    "ВесЧислитель", "ВесЗнаменатель", "ТребуетсяСборка", "ДополнительныеРеквизиты",
  ]
}
