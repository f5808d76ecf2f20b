/// 1C's catalogue holds one of the book's own organizations (`Catalog_Организации`).
package struct OneCOrganization: EventType {
  package static let kind = StreamKind("1c.organizations")
  package static let noun = "item"

  package let ref_key = Field<Text>(1, "Ref_Key, lower-case GUID", source: "Ref_Key")
  package let code = Field<Text>(2, "Code, trimmed", source: "Code")
  package let description = Field<Text>(
    3, "Name, trimmed: a connection names its organization by it", source: "Description")
  package let inn = Field<Text>(4, "Tax number", source: "ИНН")
  package let kpp = Field<Text>(5, "Tax registration reason", source: "КПП")
  package let deletion_mark = Field<Bool>(
    6, "Whether it is marked for deletion", source: "DeletionMark")
  package init() {}
}
