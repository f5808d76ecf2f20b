import Domain
import Projecting

/// What tells of Ozon's orders.
enum OzonTeller {
  case posting, returned, operation, accrual, fee

  /// That a document of finance is gone, or what this program does not know.
  case other

  private init?(_ schema: EventSchema) {
    switch schema.kind {
    case OzonPosting.kind: self = .posting
    case OzonReturn.kind: self = .returned
    case OzonOperation.kind: self = schema.noun == OzonOperation.noun ? .operation : .other
    case OzonAccrual.kind:
      self =
        schema.noun == OzonAccrual.noun
        ? .accrual : schema.noun == OzonPostingFee.noun ? .fee : .other
    default: return nil
    }
  }

  /// By place in `EventTypes.all`: no names are compared for every event.
  private static let all = EventTypes.all.map { OzonTeller($0) }

  /// `nil` for an event of another marketplace.
  static func of(_ event: Event) -> OzonTeller? { all[event.schemaIndex] }
}
