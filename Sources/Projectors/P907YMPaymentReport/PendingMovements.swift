import Domain
import Projecting

private let fields = YMNettingMovement()

/// Which movements of one order, type, source, sku and sum are shown.
///
/// A movement is announced («Будет переведён…») and later told again as final, mostly with another
/// moment, so that it has another key: each final one takes the place of one announced.
struct PendingMovements {
  /// In order of record key.
  let shown: [Document]

  init(_ documents: [Document]) throws {
    var finals = 0
    var pending: [(index: Int, at: Instant?)] = []
    for (index, document) in documents.enumerated() {
      let record = try document.latest.record()
      guard let status = record[fields.payment_status] else { continue }
      switch YMPaymentStatus(status.string) {
      case .pending: pending.append((index, record[fields.transaction_at]))
      case .final, .never: finals += 1
      case .points: break
      }
    }
    // Documents come in order of natural id, which is the record key.
    pending.sort {
      ($0.at?.rawValue ?? .min, $0.index) < ($1.at?.rawValue ?? .min, $1.index)
    }
    let settled = Set(pending.prefix(finals).map(\.index))
    shown = documents.indices.filter { !settled.contains($0) }.map { documents[$0] }
  }
}
