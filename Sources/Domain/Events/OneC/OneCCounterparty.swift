/// 1C's catalogue holds a counterparty or a folder of them (`Catalog_Контрагенты`).
///
/// A counterparty may be a person: names are not kept, nor a tax number that is not a company's.
package struct OneCCounterparty: EventType {
  package static let kind = StreamKind("1c.counterparties")
  package static let noun = "item"

  package let ref_key = Field<Text>(1, "Ref_Key, lower-case GUID", source: "Ref_Key")
  package let code = Field<Text>(2, "Code, trimmed", source: "Code")
  package let inn = Field<Text>(3, "Tax number of a company, ten digits", source: "ИНН")
  package let is_folder = Field<Bool>(4, "Whether it is a folder", source: "IsFolder")
  package let deletion_mark = Field<Bool>(
    5, "Whether it is marked for deletion", source: "DeletionMark")
  package let parent_key = Field<Text>(6, "The folder", source: "Parent_Key")
  package init() {}
}
