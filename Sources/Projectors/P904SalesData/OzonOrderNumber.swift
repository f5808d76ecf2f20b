import Domain
import Projecting

private let returned = OzonReturn()
private let operation = OzonOperation()
private let fee = OzonPostingFee()
private let accrual = OzonAccrual()

extension OzonOrder {
  /// Lends the number of the order that an event is about, its own id when it is about none; nothing
  /// is lent for an event that makes no rows.
  static func withNumber(of event: Event, _ body: (Bytes) -> Void) throws {
    switch event.kind {
    case OzonPosting.kind: body(order(of: event.naturalID))
    case OzonReturn.kind:
      let record = try event.record()
      if let posting = record[returned.posting_number] { return body(order(of: posting)) }
      if let number = record[returned.order_number] { return body(number) }
      "return/\(event.naturalID.string)".borrowed(body)
    case OzonOperation.kind:
      let number = try event.record()[operation.posting_number]
      if let number { return body(order(of: number)) }
      "operation/\(event.naturalID.string)".borrowed(body)
    default: try withNumber(ofAccrual: event, body)
    }
  }

  private static func withNumber(ofAccrual event: Event, _ body: (Bytes) -> Void) throws {
    if event.is(OzonPostingFee.self) {
      if let number = try event.record()[fee.posting_number] { body(order(of: number)) }
      return
    }
    guard event.is(OzonAccrual.self) else { return }
    let record = try event.record()
    if let unit = record[accrual.unit_number] { return body(order(of: unit)) }
    let id = record[accrual.accrual_id].map(String.init) ?? event.naturalID.string
    "accrual/\(id)".borrowed(body)
  }

  /// A posting's number without its last part, `60310011-0012` of `60310011-0012-1`; an order's
  /// number as it is.
  static func order(of number: Bytes) -> Bytes {
    let dash = UInt8(ascii: "-")
    guard let last = number.lastIndex(of: dash),
      number.prefix(last).firstIndex(of: dash) != nil
    else { return number }
    return number.prefix(last)
  }
}
