import Domain
import Projecting

private let returned = OzonReturn()
private let operation = OzonOperation()
private let fee = OzonPostingFee()
private let accrual = OzonAccrual()

extension OzonOrder {
  /// Lends the number of the order that an event is about, its own id when it is about none; nothing
  /// is lent for an event that makes no rows.
  static func withNumber(
    of event: Event, _ teller: OzonTeller, _ body: (Bytes) -> Void
  ) throws {
    switch teller {
    case .posting: body(order(of: event.naturalID))
    case .returned:
      let record = try event.record()
      if let posting = record[returned.posting_number] { return body(order(of: posting)) }
      if let number = record[returned.order_number] { return body(number) }
      "return/\(event.naturalID.string)".borrowed(body)
    case .operation:
      let number = try event.record()[operation.posting_number]
      if let number { return body(order(of: number)) }
      "operation/\(event.naturalID.string)".borrowed(body)
    case .accrual:
      let record = try event.record()
      if let unit = record[accrual.unit_number] { return body(order(of: unit)) }
      let id = record[accrual.accrual_id].map(String.init) ?? event.naturalID.string
      "accrual/\(id)".borrowed(body)
    case .fee:
      if let number = try event.record()[fee.posting_number] { body(order(of: number)) }
    case .other: break
    }
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
