import Digest
import Domain

/// Names the movements of one file (`read-tables` §8, record_key).
///
/// `TRANSACTION_ID`, where there is one; else a hash of what will not change, and how many such
/// movements the file has had. Two units billed alike are two movements.
struct MovementKeys {
  private let movement = YMNettingMovement()
  private var counts: [String: Int] = [:]

  /// Whether a row is about anything: totals at a report's end have neither order nor date.
  func isMovement(_ record: Record) -> Bool {
    record[movement.order_id] != nil || record[movement.transaction_at] != nil
  }

  /// The key of the next row.
  mutating func key(of record: Record, _ sum: Decimal4) -> String {
    let id = record[movement.transaction_id]
    let name = id ?? hash(record, sum)
    let count = counts[name, default: 0] + 1
    counts[name] = count
    // An id names one movement; should it stand twice, neither sum may be lost.
    return id != nil && count == 1 ? name : "\(name)#\(count)"
  }

  private func hash(_ record: Record, _ sum: Decimal4) -> String {
    let parts = [
      record[movement.partner_id], record[movement.order_id],
      record[movement.transaction_at].map(Self.moscowMinute), record[movement.transaction_type],
      record[movement.transaction_source], record[movement.shop_sku], sum.description,
      record[movement.offer_or_service_name],
    ]
    let text = parts.map { $0 ?? "" }.joined(separator: "\u{1F}")
    return SHA256.hash(Array(text.utf8)).prefix(16).hex
  }

  /// `YYYY-MM-DDTHH:MM` in Moscow.
  private static func moscowMinute(_ instant: Instant) -> String {
    let shift = Int64(Zone.moscow.offset) * 1_000_000
    return String(Instant(rawValue: instant.rawValue + shift).description.prefix(16))
  }
}
