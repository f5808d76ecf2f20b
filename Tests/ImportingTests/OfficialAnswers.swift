import Domain
import Foundation
import Importing
import Ledger
import TestKit

/// The examples of the marketplaces' own documentation, in a folder beside the package.
///
/// They are not ours to publish, so the folder may be absent.
enum OfficialAnswers {
  static let root = PackageFolder.url.deletingLastPathComponent().appending(path: "shared/payloads")

  static let isPresent = FileManager.default.fileExists(atPath: root.path)

  static let marketplaces = [
    "lemanapro": "LEMANA", "onec": "1C", "ozon": "OZON", "wildberries": "WB",
    "yandex_market": "YM",
  ]

  /// The examples of all marketplaces, by path from the folder, without answers that are errors.
  static let answers = files.filter { !$0.contains("/errors/") }
  static let errors = files.filter { $0.contains("/errors/") }

  private static let files: [String] = {
    let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let paths = (all?.allObjects as? [URL] ?? []).map { $0.path.dropFirst(root.path.count + 1) }
    return paths.map(String.init).filter { path in
      path.contains("/spec_examples/") && marketplaces.keys.contains { path.hasPrefix($0 + "/") }
        && (path.hasSuffix(".json") || path.hasSuffix(".csv") || path.hasSuffix(".xml"))
    }.sorted()
  }()

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  static func context(_ path: String) -> ImportContext {
    var context = ImportContext(
      connection: "c", marketplace: marketplaces[String(path.prefix { $0 != "/" })] ?? "",
      zone: .moscow, fetchedAt: Instant(rawValue: 1_785_542_400_000_000))
    context.reportPeriod = "weekly"
    context.reportDate = "2026-03"
    context.priceType = "Дилерская"
    return context
  }
}
