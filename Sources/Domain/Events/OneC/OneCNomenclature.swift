/// 1C's catalogue holds an item or a folder (`Catalog_Номенклатура`).
package struct OneCNomenclature: EventType {
  package static let kind = StreamKind("1c.nomenclature")
  package static let noun = "item"

  package let ref_key = Field<Text>(1, "Ref_Key, lower-case GUID", source: "Ref_Key")
  package let code = Field<Text>(2, "Code, trimmed", source: "Code")
  package let description = Field<Text>(3, "Name, trimmed", source: "Description")
  package let article = Field<Text>(4, "Article, trimmed", source: "Артикул")
  package let is_folder = Field<Bool>(5, "Whether it is a folder", source: "IsFolder")
  package let deletion_mark = Field<Bool>(
    6, "Whether it is marked for deletion", source: "DeletionMark")
  package let parent_key = Field<Text>(7, "The folder", source: "Parent_Key")
  package let base_ref = Field<Text>(
    8, "The base item whose price it takes when it has none", source: "НоменклатураДляОстатков_Key")
  package init() {}
}
