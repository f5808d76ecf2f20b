package import Domain

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

  private let references: References

  package init(_ references: References) { self.references = references }

  /// The lines of a group's documents, in their order.
  ///
  /// The documents of a group are those of `appendGroup`, or more.
  package func lines(of group: DocumentGroup) throws -> [SalesLine] {
    var lines: [SalesLine] = []
    var order: YMOrderState?
    let documents = group.documents.filter { !$0.isWithdrawn }
    for document in documents {
      do {
        switch document.kind {
        case WBSale.kind: lines.append(try wbSale(document, hasTwin: documents.count > 1))
        case OzonPosting.kind: lines += try ozonPosting(document)
        case OzonReturn.kind: lines += try ozonReturn(document)
        case YMOrder.kind:
          let state = try YMOrderState(document)
          order = state
          lines += try ymOrder(state)
        case YMReturn.kind: lines += try ymReturn(document, of: order)
        default: break
        }
      } catch is Decimal4.Overflow {
        throw ProjectionError(document.latest, "an amount is too large")
      }
    }
    for index in lines.indices {
      do throws(Decimal4.Overflow) { try lines[index].settle(references) } catch {
        throw ProjectionError(lines[index].document.latest, "its cost is too large")
      }
    }
    return lines
  }

  /// Appends the key under which an event's document has all that its lines need: a return of Yandex
  /// Market is with its order, whose prices it takes.
  package static func appendGroup(of event: Event, to key: inout [UInt8]) throws {
    RowKey.append(event.connection, to: &key)
    switch event.kind {
    case YMReturn.kind:
      RowKey.append(YMOrder.kind.name, to: &key)
      RowKey.append(try event.record()[YMReturn().orderId].map(String.init) ?? "", to: &key)
    case WBSale.kind:
      RowKey.append(event.kind.name, to: &key)
      RowKey.append(Self.unit(event.naturalID), to: &key)
    default:
      RowKey.append(event.kind.name, to: &key)
      RowKey.append(event.naturalID, to: &key)
    }
  }

  /// The kinds whose documents name that key in their body (`Projector.linked`).
  package static let linked: Set<StreamKind> = [YMReturn.kind]

  /// The product that a marketplace's sku means.
  func product(_ document: Document, _ name: String?) -> String? {
    name.map { references.product(document.connection, $0) }
  }

  /// The name of an offer, as its card has it.
  func title(_ document: Document, _ product: String?) -> String? {
    product.flatMap { references.card(document.connection, $0)?.title }
  }
}
