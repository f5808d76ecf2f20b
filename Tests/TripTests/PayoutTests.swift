import Ledger
import SQLite
import TestKit
import Testing

/// The payout reckoned twice: by Svod, and by plain SQL over the digits of the raw JSON.
@Suite("The payout is the sum of the payload's digits")
struct PayoutTests {
  @Test(arguments: ["wb-finance-v5", "wb-finance-api", "wb-orders-promotions"])
  func `Σ payout_amount of p903 is that of the raw rows`(_ name: String) throws {
    let trip = try Trip(name)
    let book = try TemporaryBook(after: trip)
    var query = Query()
    query.sums = ["payout_amount", "loyalty_amount"]
    let answer = try query.answer(
      book.ledger.projector("p903"), table: "p903", in: book.ledger.tables)
    guard case .number(let payout) = answer.rows[0][0],
      case .number(let loyalty) = answer.rows[0][1],
      case .number(let rows) = answer.rows[0][2]
    else {
      Issue.record("no sums")
      return
    }
    let raw = try RawPayout(trip)
    #expect(ExactNumber(payout)?.units(4) == raw.payout)
    #expect(ExactNumber(loyalty)?.units(4) == raw.loyalty)
    #expect(Int64(rows) == raw.rows)
    #expect(raw.rows > 40)
  }
}

/// Adds up settlement rows in SQLite: integers cut out of the digits, no code of Svod's.
private struct RawPayout {
  let payout: Int128
  let loyalty: Int128
  let rows: Int64

  init(_ trip: Trip) throws {
    let connection = try Connection(":memory:", .create)
    try connection.execute(
      """
      CREATE TABLE raw (report TEXT, line TEXT, fetched TEXT, payout INTEGER, loyalty INTEGER);
      CREATE TABLE reissued (report TEXT, fetched TEXT);
      """)
    for step in trip.plan.imports {
      for file in step.files {
        let text = try PackageFolder.text(of: trip.file(file))
        guard text.contains("\"rrd_id\"") || text.contains("\"rrdId\"") else { continue }
        let insert = try connection.prepare(Self.insert)
        insert.bind(1, text)
        insert.bind(2, step.fetchedAt)
        try insert.run()
        guard step.isComplete else { continue }
        let claim = try connection.prepare(
          """
          INSERT INTO reissued SELECT DISTINCT
            coalesce(value -> '$.realizationreport_id', value -> '$.reportId'), ?2 FROM json_each(?1)
          """)
        claim.bind(1, text)
        claim.bind(2, step.fetchedAt)
        try claim.run()
      }
    }
    let select = try connection.prepare(
      """
      SELECT sum(payout), sum(loyalty), count(*) FROM raw r
      WHERE fetched = (SELECT max(fetched) FROM raw s WHERE s.report = r.report AND s.line = r.line)
        AND NOT EXISTS (SELECT 1 FROM reissued c WHERE c.report = r.report AND c.fetched > r.fetched)
      """)
    _ = try select.step()
    payout = Int128(select.integer(0))
    loyalty = Int128(select.integer(1))
    rows = select.integer(2)
  }

  private static let insert = """
    INSERT INTO raw SELECT
      coalesce(value -> '$.realizationreport_id', value -> '$.reportId'),
      coalesce(value -> '$.rrd_id', value -> '$.rrdId'), ?2,
      \(direction) * (\(units("ppvz_for_pay", "forPay")))
      - \(units("delivery_rub", "deliveryService")) - \(units("storage_fee", "paidStorage"))
      - \(units("penalty", "penalty")) - \(units("deduction", "deduction"))
      - \(units("acceptance", "paidAcceptance"))
      + \(units("additional_payment", "additionalPayment")),
      \(direction) * (\(units("cashback_discount", "cashbackDiscount"))
        - \(units("cashback_amount", "cashbackAmount"))
        - \(units("cashback_commission_change", "cashbackCommissionChange")))
    FROM json_each(?1)
    """

  private static let direction = """
    CASE coalesce(value ->> '$.doc_type_name', value ->> '$.docTypeName', '')
      WHEN 'Возврат' THEN -1 ELSE 1 END
    """

  /// SQL for the ten-thousandths of a member: its digits to the tenth decimal, then half-even.
  private static func units(_ retired: String, _ current: String) -> String {
    let text = """
      replace(coalesce(nullif(value -> '$.\(retired)', 'null'), nullif(value -> '$.\(current)', 'null'),
        '0'), '"', '')
      """
    let size = "ltrim(\(text), '-')"
    let point = "instr(\(size) || '.', '.')"
    let tens = """
      CAST(substr(\(size), 1, \(point) - 1)
        || substr(substr(\(size), \(point) + 1) || '0000000000', 1, 10) AS INTEGER)
      """
    let half =
      "(\(tens) % 1000000 > 500000 OR (\(tens) % 1000000 = 500000 AND \(tens) / 1000000 % 2))"
    return """
      (CASE WHEN \(text) LIKE '%e%' THEN json('digits with an exponent')
        WHEN \(text) LIKE '-%' THEN -1 ELSE 1 END * (\(tens) / 1000000 + \(half)))
      """
  }
}
