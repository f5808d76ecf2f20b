import Domain
import Importing

/// The control totals of settlement rows: by report, and by kind of operation, each by currency.
///
/// They are summed here, and told once at the end, because there are a few of them for a million
/// rows.
struct WBFinanceTotals {
  private struct Sum {
    var payout = Decimal4.zero
    var loyalty = Decimal4.zero
  }

  private struct Report {
    let id: Int64
    let currency: Int

    /// The report itself, if the import says of which period it is.
    let scope: WBReportScope?
    var sum = Sum()
  }

  private struct Place: Hashable {
    let id: Int64
    let currency: Int
  }

  private struct Operation {
    let name: [UInt8]
    let currency: Int
    var sum = Sum()
  }

  private var reports: [Report] = []
  private var reportIndex: [Place: Int] = [:]
  private var operations: [Operation] = []

  /// Codes of currencies; the first is that of rows without one.
  private var currencies: [[UInt8]] = [[]]
  private var lastCurrency = 0

  /// Rows of one report follow each other, and so do those of one operation more often than not.
  private var lastReport = -1
  private var lastOperation = -1

  mutating func add(_ record: Record, _ slots: WBFinanceSlots, _ report: Int64) throws(RowError) {
    do throws(Decimal4.Overflow) {
      let payout = try Self.payout(record, slots)
      let loyalty = try Self.loyalty(record, slots)
      findCurrency(record, slots)
      findReport(report, record, slots)
      findOperation(record, slots)
      let ofReport = try Self.sum(reports[lastReport].sum, payout, loyalty)
      let ofOperation = try Self.sum(operations[lastOperation].sum, payout, loyalty)
      reports[lastReport].sum = ofReport
      operations[lastOperation].sum = ofOperation
    } catch { throw RowError("payout_amount", "the row's sum or its report's is too large") }
  }

  /// Hands the sums over, and the reports as scopes: their rows, and each report as a whole.
  func tell(_ intake: Intake) throws(PayloadError) {
    do throws(RowError) {
      for report in reports {
        let key = String(report.id)
        let currency = name(ofCurrency: report.currency)
        intake.covers("\(key)/")
        if let scope = report.scope { intake.covers(scope.text) }
        try intake.add(report.sum.payout, to: "payout_amount", of: key, in: currency)
        try intake.add(report.sum.loyalty, to: "loyalty_amount", of: key, in: currency)
      }
      for operation in operations {
        let name = operation.name.borrowed(\.string)
        let key = name.isEmpty ? "(none)" : name
        let currency = self.name(ofCurrency: operation.currency)
        try intake.add(
          operation.sum.payout, to: "payout_amount by supplier_oper_name", of: key, in: currency)
        if !operation.sum.loyalty.isZero {
          try intake.add(
            operation.sum.loyalty, to: "loyalty_amount by supplier_oper_name", of: key,
            in: currency)
        }
      }
    } catch { throw PayloadError("\(error.field): \(error.reason)") }
  }

  private func name(ofCurrency place: Int) -> String? {
    place == 0 ? nil : currencies[place].borrowed(\.string)
  }

  /// What the row adds to the payout before loyalty (`read-tables`, §4).
  private static func payout(
    _ record: Record, _ slots: WBFinanceSlots
  ) throws(Decimal4.Overflow) -> Decimal4 {
    let goods = money(record, slots.goods)
    var sum = isReturn(record, slots) ? try -goods : goods
    for slot in slots.charges { sum = try sum - money(record, slot) }
    return try sum + money(record, slots.additional)
  }

  private static func loyalty(
    _ record: Record, _ slots: WBFinanceSlots
  ) throws(Decimal4.Overflow) -> Decimal4 {
    var sum = money(record, slots.loyaltyIn)
    for slot in slots.loyaltyOut { sum = try sum - money(record, slot) }
    return isReturn(record, slots) ? try -sum : sum
  }

  private static func isReturn(_ record: Record, _ slots: WBFinanceSlots) -> Bool {
    record.isPresent(slots.document)
      && record.withText(at: slots.document) { $0 == "Возврат" }
  }

  private static func sum(
    _ sum: Sum, _ payout: Decimal4, _ loyalty: Decimal4
  ) throws(Decimal4.Overflow) -> Sum {
    Sum(payout: try sum.payout + payout, loyalty: try sum.loyalty + loyalty)
  }

  private static func money(_ record: Record, _ slot: Int) -> Decimal4 {
    record.isPresent(slot) ? Decimal4(bits: record.bits(at: slot)) : .zero
  }

  private mutating func findCurrency(_ record: Record, _ slots: WBFinanceSlots) {
    guard record.isPresent(slots.currency) else {
      lastCurrency = 0
      return
    }
    record.withText(at: slots.currency) { code in
      func holds(_ index: Int) -> Bool { currencies[index].borrowed { $0 == code } }
      if holds(lastCurrency) { return }
      if let known = currencies.indices.first(where: holds) {
        lastCurrency = known
      } else {
        lastCurrency = currencies.count
        currencies.append(code.array)
      }
    }
  }

  private mutating func findReport(_ id: Int64, _ record: Record, _ slots: WBFinanceSlots) {
    if lastReport >= 0, reports[lastReport].id == id, reports[lastReport].currency == lastCurrency {
      return
    }
    let place = Place(id: id, currency: lastCurrency)
    if let index = reportIndex[place] {
      lastReport = index
    } else {
      lastReport = reports.count
      reportIndex[place] = lastReport
      reports.append(
        Report(id: id, currency: lastCurrency, scope: slots.scope(record, id)))
    }
  }

  private mutating func findOperation(_ record: Record, _ slots: WBFinanceSlots) {
    guard record.isPresent(slots.operation) else {
      findOperation(.none)
      return
    }
    lastOperation = record.withText(at: slots.operation) { place(of: $0) }
    if lastOperation < 0 { record.withText(at: slots.operation) { addOperation($0) } }
  }

  private mutating func findOperation(_ name: Bytes) {
    lastOperation = place(of: name)
    if lastOperation < 0 { addOperation(name) }
  }

  private func place(of name: Bytes) -> Int {
    func holds(_ index: Int) -> Bool {
      operations[index].currency == lastCurrency
        && operations[index].name.borrowed { $0 == name }
    }
    if lastOperation >= 0, holds(lastOperation) { return lastOperation }
    return operations.indices.first(where: holds) ?? -1
  }

  private mutating func addOperation(_ name: Bytes) {
    lastOperation = operations.count
    operations.append(Operation(name: name.array, currency: lastCurrency))
  }
}
