/// What a movement's `payment_status` means for money; a new status is taken as final.
package enum YMPaymentStatus: Sendable {
  /// «Будет переведён…», «Будет удержан…»: announced, and told again when it is final.
  case pending

  /// «Не будет переведён…»: money that will never move.
  case never

  /// «Справочно…»: points, told beside the money.
  case points

  /// «Переведён…», «Удержан…», «Платёж покупателя» and whatever else there will be.
  case final

  package init(_ status: String?) {
    guard let status else {
      self = .final
      return
    }
    if status.hasPrefix("Будет") {
      self = .pending
    } else if status.hasPrefix("Не будет") {
      self = .never
    } else {
      self = status.hasPrefix("Справочно") ? .points : .final
    }
  }
}
