import Domain
import Projecting

private let returned = OzonReturn()
private let operation = OzonOperation()
private let fee = OzonPostingFee()
private let accrual = OzonAccrual()

extension OzonOrder {
  /// The number of the order that an event is about; its own id when it is about none.
  static func number(of event: Event) throws -> String? {
    switch event.kind {
    case OzonPosting.kind: return order(of: event.naturalID.string)
    case OzonReturn.kind:
      let record = try event.record()
      if let posting = record[returned.posting_number] { return order(of: posting.string) }
      return record[returned.order_number]?.string ?? "return/\(event.naturalID.string)"
    case OzonOperation.kind:
      let number = try event.record()[operation.posting_number]
      return number.map { order(of: $0.string) } ?? "operation/\(event.naturalID.string)"
    default: return try numberOfAccrual(event)
    }
  }

  private static func numberOfAccrual(_ event: Event) throws -> String? {
    if event.is(OzonPostingFee.self) {
      return try event.record()[fee.posting_number].map { order(of: $0.string) }
    }
    guard event.is(OzonAccrual.self) else { return nil }
    let record = try event.record()
    if let unit = record[accrual.unit_number] { return order(of: unit.string) }
    return "accrual/" + (record[accrual.accrual_id].map(String.init) ?? event.naturalID.string)
  }

  /// A posting's number without its last part, `60310011-0012` of `60310011-0012-1`; an order's
  /// number as it is.
  static func order(of number: String) -> String {
    let dash = UInt8(ascii: "-")
    guard let last = number.utf8.lastIndex(of: dash), number.utf8[..<last].contains(dash) else {
      return number
    }
    return String(number[..<last])
  }
}
