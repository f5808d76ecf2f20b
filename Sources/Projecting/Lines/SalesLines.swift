package import Domain

private let orderId = YMReturn().orderId

/// The lines that documents sold or returned (`read-tables` §1).
package struct SalesLines {
  /// The kinds that have lines.
  package static let kinds: Set<StreamKind> = [
    WBSale.kind, OzonPosting.kind, OzonReturn.kind, YMOrder.kind, YMReturn.kind,
  ]

  /// What lines look up.
  package static let references: Set<StreamKind> = PriceStatement.kinds.union([
    ConnectionSettings.kind, OneCBarcode.kind, OneCNomenclature.kind, OneCOrganization.kind,
    OzonProduct.kind, ProductMatched.kind, WBCard.kind, YMOffer.kind,
  ])

  package let references: References

  package init(_ references: References) { self.references = references }

  package var texts: KeptTexts { references.texts }

  /// Takes a line that is lent: it and its texts last as long as the group.
  package typealias Take = (SalesLine) throws -> Void

  /// Hands on the lines of a group's documents, in their order.
  ///
  /// The documents of a group are those of `appendGroup`, or more.
  package func forEach(of group: DocumentGroup, _ take: Take) throws {
    var order: YMOrderState?
    for document in group.documents where !document.isWithdrawn {
      try Self.naming(document) {
        switch SalesSource.of(document.latest) {
        case .wbSale: try wbSale(document, hasTwin: Self.hasTwins(group), take)
        case .ozonPosting: try ozonPosting(OzonPostingState(document, texts), take)
        case .ozonReturn: try ozonReturn(document, take)
        case .ymOrder:
          let state = try YMOrderState(document, texts)
          order = state
          try ymOrder(state, take)
        case .ymReturn: try ymReturn(document, of: order, take)
        case nil: break
        }
      }
    }
  }

  /// Hands on the lines of a posting that is not withdrawn, and gives what Ozon last said of it.
  package func posting(_ document: Document, _ take: Take) throws -> OzonPostingState {
    try Self.naming(document) {
      let posting = try OzonPostingState(document, texts)
      try ozonPosting(posting, take)
      return posting
    }
  }

  /// Hands on the line of a return of Ozon's that is not withdrawn.
  package func returned(_ document: Document, _ take: Take) throws {
    try Self.naming(document) { try ozonReturn(document, take) }
  }

  /// Looks up what a line needs.
  func settle(_ line: inout SalesLine) throws {
    do throws(Decimal4.Overflow) { try line.settle(references) } catch {
      throw ProjectionError(line.document.latest, "its cost is too large")
    }
  }

  /// An amount that does not fit is the document's fault.
  private static func naming<Result>(
    _ document: Document, _ body: () throws -> Result
  ) throws -> Result {
    do { return try body() } catch is Decimal4.Overflow {
      throw ProjectionError(document.latest, "an amount is too large")
    }
  }

  private static func hasTwins(_ group: DocumentGroup) -> Bool {
    group.documents.count > 1 && group.documents.count { !$0.isWithdrawn } > 1
  }

  /// Appends the key under which an event's document has all that its lines need: a return of Yandex
  /// Market is with its order, whose prices it takes.
  package static func appendGroup(of event: Event, to key: ByteBuffer) throws {
    RowKey.append(event.connection, to: key)
    switch SalesSource.of(event) {
    case .ymReturn:
      RowKey.append(YMOrder.kind.name, to: key)
      RowKey.append(try event.record()[orderId].map(String.init) ?? "", to: key)
    case .wbSale:
      RowKey.append(event.kind.name, to: key)
      RowKey.append(Self.unit(event.naturalID), to: key)
    default:
      RowKey.append(event.kind.name, to: key)
      RowKey.append(event.naturalID, to: key)
    }
  }

  /// The kinds whose documents name that key in their body (`Projector.linked`).
  package static let linked: Set<StreamKind> = [YMReturn.kind]
}
