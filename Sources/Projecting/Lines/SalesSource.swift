import Domain

/// Which documents have lines.
enum SalesSource {
  case wbSale, ozonPosting, ozonReturn, ymOrder, ymReturn

  private init?(_ kind: StreamKind) {
    switch kind {
    case WBSale.kind: self = .wbSale
    case OzonPosting.kind: self = .ozonPosting
    case OzonReturn.kind: self = .ozonReturn
    case YMOrder.kind: self = .ymOrder
    case YMReturn.kind: self = .ymReturn
    default: return nil
    }
  }

  /// By place in `EventTypes.all`: no names are compared for every event.
  private static let all = EventTypes.all.map { SalesSource($0.kind) }

  static func of(_ event: Event) -> SalesSource? { all[event.schemaIndex] }
}
