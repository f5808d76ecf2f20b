import Domain

private let fields = OneCOrganization()

/// One of the book's own organizations, which connections name.
struct OrganizationFact: Fact {
  let ref: String
  let name: String
  let isDeleted: Bool

  static func read(_ event: Event, _ record: RecordView) -> (any Fact)? {
    guard let ref = record[fields.ref_key], let name = record[fields.description] else {
      return nil
    }
    return OrganizationFact(
      ref: ref.string, name: name.trimmed.string,
      isDeleted: record[fields.deletion_mark] ?? false)
  }

  func add(
    to catalogue: Catalogue, connection: String, isWithdrawn: Bool,
    order: (clock: Int64, position: Int64)
  ) {
    if isWithdrawn || isDeleted { return }
    catalogue.organizations[.init(connection, name), default: []].append(ref)
  }
}
